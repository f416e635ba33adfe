package org.mingjia.indexing;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.ActKind;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.register.Rules;
import org.mingjia.search.Aliases;
import org.mingjia.search.Indexer.Removal;
import org.mingjia.search.OfferingDocument;
import org.mingjia.search.OfferingDocument.Department;
import org.mingjia.search.OfferingDocument.Related;
import org.mingjia.search.OfferingType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads acts and items out of the register as the documents that are searched. */
@Component
final class Offerings {

    /** The day on which a version is described: today, or the nearest day on which it holds. */
    private static final String DAY =
            """
            cross join lateral (select case
                when v.valid @> market_today() then market_today()
                when lower(v.valid) > market_today() then lower(v.valid)
                else upper(v.valid) - 1 end as on_day) d
            """;

    private static final String ITEMS =
            """
            select 'item', v.code, v.name, v.category, v.pricing_mode, v.payer, null,
                   r.in_charge::text,
                   v.qualification_required, v.legal_basis, v.deliverable,
                   r.related::text, v.verified, lower(v.valid), upper(v.valid),
                   json_build_object('category', v.category, 'payer', v.payer, 'pricingMode', v.pricing_mode,
                       'selfService', v.self_service, 'verified', v.verified,
                       'departmentName', r.departments, 'acts', r.related)::text
              from service_item v
            """
                    + DAY
                    + """
                     cross join lateral (
                        select coalesce(json_agg(json_build_object('code', a.code, 'name', a.name) order by a.code), '[]') as related,
                               string_agg(distinct p.short_name, '、') as departments,
                               coalesce(json_agg(distinct jsonb_build_object(
                                   'code', p.code, 'name', p.name, 'shortName', p.short_name)), '[]') as in_charge
                          from act_item l
                          join administrative_act a on a.code = l.act_code and a.valid @> d.on_day
                          join department p on p.code = a.department_code and p.valid @> d.on_day
                         where l.item_code = v.code and l.valid @> d.on_day) r
                    """;

    private static final String ACTS =
            """
            select 'act', v.code, v.name, null, null, null, v.kind,
                   (select json_agg(json_build_object('code', p.code, 'name', p.name, 'shortName', p.short_name))
                      from department p where p.code = v.department_code and p.valid @> d.on_day)::text,
                   null, v.legal_basis, null,
                   r.related::text, v.verified, lower(v.valid), upper(v.valid),
                   json_build_object('kind', v.kind, 'kindName', null, 'verified', v.verified,
                       'hasIntermediary', v.has_intermediary, 'itemCount', r.items,
                       'departmentName', (select p.short_name from department p
                                           where p.code = v.department_code and p.valid @> d.on_day))::text
              from administrative_act v
            """
                    + DAY
                    + """
                     cross join lateral (
                        select coalesce(json_agg(json_build_object('code', i.code, 'name', i.name) order by i.code), '[]') as related,
                               count(*) as items
                          from act_item l
                          join service_item i on i.code = l.item_code and i.valid @> d.on_day
                         where l.act_code = v.code and l.valid @> d.on_day) r
                    """;

    /**
     * A join, not {@code = any}: that compares each row with each code when the plan is generic.
     */
    private static final String OF_THESE = " where v.code in (select unnest({0}::text[]))";

    /**
     * Things read by one statement. A batch of events may touch many times its own number, and the
     * statement timeout would stop the relay at that batch for good.
     */
    private static final int SLICE = 500;

    private final JsonMapper json;
    private final String region;
    private final Rules rules;
    private final Sellers sellers;

    Offerings(JsonMapper json, MingjiaSettings settings, Rules rules, Sellers sellers) {
        this.json = json;
        this.rules = rules;
        this.sellers = sellers;
        this.region = settings.defaultRegion();
    }

    /** What the documents of a batch are described with. */
    Mono<Vocabulary> vocabulary(DSLContext db) {
        return Vocabulary.read(db, rules);
    }

    /** Every version of these things, or of everything when null. */
    Flux<OfferingDocument> documents(
            DSLContext db, @Nullable Touched touched, Vocabulary words, long version) {
        var aliases = words.aliases();
        if (touched == null) {
            return Flux.concat(
                    read(db, ITEMS, null, aliases, version),
                    read(db, ACTS, null, aliases, version),
                    sellers.agencies(db, null, words, version),
                    sellers.offers(db, null, words, version));
        }
        return Flux.concat(
                read(db, ITEMS, touched.items(), aliases, version),
                read(db, ACTS, touched.acts(), aliases, version),
                sellers.agencies(db, touched.agencies(), words, version),
                sellers.offers(db, touched.offers(), words, version),
                sellers.offersFor(db, touched.described(), words, version));
    }

    /** What was touched and is no longer there. */
    Mono<List<Removal>> gone(DSLContext db, Touched touched, long version) {
        return SellerRows.gone(db, touched.offers(), version).collectList();
    }

    private Flux<OfferingDocument> read(
            DSLContext db,
            String sql,
            @Nullable List<String> codes,
            Aliases aliases,
            long version) {
        if (codes == null) {
            return read(db.resultQuery(sql), aliases, version);
        }
        return Flux.fromIterable(codes)
                .buffer(SLICE)
                .map(slice -> val(slice.toArray(String[]::new)))
                .concatMap(
                        slice -> read(db.resultQuery(sql + OF_THESE, slice), aliases, version), 1);
    }

    private Flux<OfferingDocument> read(ResultQuery<Record> query, Aliases aliases, long version) {
        return Flux.from(query.fetchSize(1000)).map(row -> document(row, aliases, version));
    }

    private OfferingDocument document(Record row, Aliases aliases, long version) {
        OfferingType type =
                row.get(0, String.class).equals("item") ? OfferingType.ITEM : OfferingType.ACT;
        String code = row.get(1, String.class);
        String name = row.get(2, String.class);
        String kind = row.get(6, String.class);
        return new OfferingDocument(
                type,
                code,
                name,
                aliases.of(type, code, name),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, String.class),
                kind,
                List.of(array(row.get(7, String.class), Department[].class)),
                row.get(8, String.class),
                row.get(9, String.class),
                row.get(10, String.class),
                Arrays.stream(array(row.get(11, String.class), Named[].class))
                        .map(n ->
                                new Related(
                                        n.code(),
                                        n.name(),
                                        aliases.of(
                                                type == OfferingType.ITEM
                                                        ? OfferingType.ACT
                                                        : OfferingType.ITEM,
                                                n.code(),
                                                n.name())))
                        .toList(),
                row.get(12, boolean.class),
                row.get(13, LocalDate.class),
                row.get(14, LocalDate.class),
                region,
                view(row.get(15, String.class), kind),
                version);
    }

    private record Named(String code, String name) {}

    private <T> T[] array(@Nullable String text, Class<T[]> type) {
        return json.readValue(text == null ? "[]" : text, type);
    }

    /** The Chinese word for a kind of act is the catalogue's to say. */
    private static String view(String view, @Nullable String kind) {
        if (kind == null) {
            return view;
        }
        String label = ActKind.of(kind).map(ActKind::label).orElse(kind);
        return view.replace("\"kindName\" : null", "\"kindName\" : \"" + label + "\"");
    }
}
