package org.mingjia.offers;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What shelves read: prices, and what the event order says has changed. */
final class ShelfQueries {

    /** A price holds on the days of its entry on which the item is admitted and its paper valid. */
    private static final String LOAD =
            """
            select p.id, p.agency_id, p.form, p.amount_fen, p.unit, p.factor::text, p.rule_id, p.terms::text,
                   p.region_code, lower(p.in_force), upper(p.in_force), lower(days.held), upper(days.held),
                   k.name, q.level, upper(q.valid) - 1, p.item_code
              from price_entry p
              join agency_item i on i.agency_id = p.agency_id and i.item_code = p.item_code and i.valid && p.in_force
             cross join lateral (select p.in_force * i.valid * daterange({1}, {2}) as held) days
              left join qualification q on q.id = i.qualification_id
              left join qualification_kind k on k.code = q.kind
             where p.item_code = any({0}) and not isempty(days.held)
               and ({3}::text[] is null or p.agency_id = any(array(select g.id from organisation g where g.uscc = any({3}))))
             order by p.agency_id, p.id
            """;

    private static final String TOUCHED =
            """
            select o.position, e.entity_type, e.entity_code, e.public_body ->> 'uscc',
                   case e.entity_type
                       when 'item' then array[e.entity_code]
                       when 'price' then array[e.public_body->>'itemCode',
                           (select p.item_code from price_entry p where p.id::text = e.entity_code)]
                       when 'price-rule' then array(select r.item_code from price_rule r where r.rule_id = e.entity_code)
                       when 'price-rule-tier' then array(select r.item_code from price_rule r
                                                          where r.rule_id = split_part(e.entity_code, '/', 1))
                       when 'agency' then array(
                           select i.item_code from agency_item i join organisation g on g.id = i.agency_id where g.uscc = e.entity_code
                           union
                           select p.item_code from price_entry p join organisation g on g.id = p.agency_id where g.uscc = e.entity_code)
                       else '{}'::text[] end
              from event_order o join event e on e.id = o.event_id
             where o.position > {0} order by o.position limit {1}
            """;

    private ShelfQueries() {}

    /**
     * Prices of items, agency by agency; {@link #itemOf} tells whose each is.
     *
     * @param end first day that is not asked for; null for all days to come
     * @param usccs the agencies that are asked for; null for all
     */
    static Flux<Record> rows(
            DSLContext db,
            Collection<String> itemCodes,
            LocalDate from,
            @Nullable LocalDate end,
            @Nullable Collection<String> usccs) {
        return Flux.from(
                db.resultQuery(
                                LOAD,
                                DSL.val(itemCodes.toArray(String[]::new)),
                                DSL.val(from, SQLDataType.LOCALDATE),
                                DSL.val(end, SQLDataType.LOCALDATE),
                                DSL.val(
                                        usccs == null ? null : usccs.toArray(String[]::new),
                                        SQLDataType.VARCHAR.array()))
                        .fetchSize(2000));
    }

    static String itemOf(Record row) {
        return row.get(16, String.class);
    }

    /**
     * Something that happened.
     *
     * @param uscc the agency whose prices alone it can have changed; null when it can be anyone's
     * @param items whose offers it touches
     */
    record Touch(
            long position, String type, String code, @Nullable String uscc, List<String> items) {

        /** Whether an agency itself, and not only its prices, may be another now. */
        boolean changesTheAgency() {
            return type.equals("agency") || type.equals("organisation");
        }
    }

    /** What happened after a place in the event order, at most so many. */
    static Flux<Touch> touched(DSLContext db, long position, int batch) {
        return Flux.from(db.resultQuery(TOUCHED, DSL.val(position), DSL.val(batch)))
                .map(row -> {
                    String type = row.get(1, String.class);
                    String code = row.get(2, String.class);
                    return new Touch(
                            row.get(0, long.class),
                            type,
                            code,
                            switch (type) {
                                case "price" -> row.get(3, String.class);
                                case "agency" -> code;
                                default -> null;
                            },
                            Arrays.stream(row.get(4, String[].class))
                                    .filter(Objects::nonNull)
                                    .toList());
                });
    }
}
