package org.mingjia.pricing;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What can be read of price lists: one statement each, JSON by the database. */
final class PriceQueries {

    private static final Table<Record> SHOWN = table(name("price_entry_shown"));
    private static final List<Field<?>> COLUMNS =
            Stream.of(
                            "id",
                            "itemCode",
                            "itemName",
                            "agency",
                            "regionCode",
                            "regionName",
                            "form",
                            "amountFen",
                            "unit",
                            "factor",
                            "ruleId",
                            "ruleStatus",
                            "terms",
                            "description",
                            "publishedOn",
                            "validFrom",
                            "validTo",
                            "noticeDays",
                            "state",
                            "endReason")
                    .<Field<?>>map(column -> field(name(column)))
                    .toList();
    private static final Field<String> ID = field(name("id"), String.class);

    private PriceQueries() {}

    /** Filters of a price list; null means all. */
    record Filter(
            @Nullable String item,
            @Nullable String region,
            @Nullable LocalDate asOf,
            @Nullable String state) {

        Condition condition() {
            return is("itemCode", item)
                    .and(is("regionCode", region))
                    .and(is("state", state))
                    .and(
                            asOf == null
                                    ? noCondition()
                                    : org.jooq.impl.DSL.condition(
                                            "{0} @> {1} and {2} is null",
                                            field(name("valid")),
                                            val(asOf, SQLDataType.LOCALDATE),
                                            field(name("withdrawn_at"))));
        }

        private static Condition is(String column, @Nullable String value) {
            return value == null ? noCondition() : field(name(column), String.class).eq(value);
        }
    }

    /** The public list of one agency. */
    static Listing ofAgency(String uscc, Filter filter) {
        return list(
                condition(
                                "{0} = (select g.organisation_id from agency g join organisation o on o.id = g.organisation_id where o.uscc = {1})",
                                field(name("agency_id")), val(uscc))
                        .and(filter.condition()));
    }

    /** An agency's own list. */
    static Listing own(UUID agency, Filter filter) {
        return list(field(name("agency_id"), UUID.class).eq(agency).and(filter.condition()));
    }

    private static Listing list(Condition where) {
        return new Listing(COLUMNS, SHOWN, where, ID, "id").backwards();
    }

    /** One entry as JSON; empty when there is none. */
    static Mono<String> one(DSLContext db, UUID id) {
        return Mono.from(
                        db.resultQuery(
                                "select to_json(r)::text from ({0}) r",
                                db.select(COLUMNS).from(SHOWN).where(ID.eq(id.toString()))))
                .map(row -> row.get(0, String.class));
    }

    /** All entries of an agency's item that held or will hold, newest first. */
    static Mono<String> history(DSLContext db, String uscc, String item, @Nullable String region) {
        var filter = new Filter(item, region, null, null);
        var rows =
                db.select(COLUMNS)
                        .from(SHOWN)
                        .where(ofAgency(uscc, filter).where())
                        .and(field(name("withdrawn_at")).isNull())
                        .orderBy(field(name("validFrom")).desc(), ID.desc());
        return Mono.from(
                        db.resultQuery(
                                "select json_build_object('items', coalesce(json_agg(to_json(r)), '[]'::json), 'total', count(*), 'nextCursor', null)::text from ({0}) r",
                                rows))
                .map(row -> row.get(0, String.class));
    }
}
