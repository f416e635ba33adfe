package org.mingjia.indexing;

import static org.jooq.impl.DSL.val;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.mingjia.search.Indexer.Removal;
import org.mingjia.search.OfferingType;
import reactor.core.publisher.Flux;

/** The rows of which {@link Sellers} makes documents: agencies, and what each offers. */
final class SellerRows {

    /** What both kinds of document say of the agency. */
    private static final String AGENCY =
            """
            o.uscc, o.name, o.region_code,
                (select r.name from region r where r.code = o.region_code and r.valid @> market_today()),
                a.admitted_on, a.exited_on,
                (select coalesce(json_agg(json_build_object('kind', s.kind, 'from', lower(s.valid),
                        'to', least(upper(s.valid), s.lifted_on))), '[]')::text
                   from sanction s where s.agency_id = a.organisation_id
                    and lower(s.valid) < coalesce(s.lifted_on, 'infinity')),
                (select coalesce(json_agg(json_build_object('code', g.region_code,
                        'from', lower(g.valid), 'to', upper(g.valid)) order by g.region_code), '[]')::text
                   from agency_region g where g.agency_id = a.organisation_id)
            """;

    private static final String PAPER =
            """
            json_build_object('kind', q.kind, 'name', k.name, 'level', q.level,
                'from', lower(%1$s.valid), 'to', upper(%1$s.valid))
            """;

    private static final String AGENCIES =
            "select "
                    + AGENCY
                    + ", "
                    + """
                    (select coalesce(json_agg(%s order by k.name, q.level), '[]')::text
                       from qualification q join qualification_kind k on k.code = q.kind
                      where q.agency_id = a.organisation_id),
                    (select coalesce(json_agg(json_build_object('code', i.code, 'name', i.name) order by i.code), '[]')::text
                       from service_item i
                      where i.valid @> market_today()
                        and i.code in (select n.item_code from agency_item n
                                        where n.agency_id = a.organisation_id
                                          and coalesce(upper(n.valid) > market_today(), true)))
                      from agency a join organisation o on o.id = a.organisation_id
                     where a.admitted_on is not null and o.uscc is not null
                    """
                            .formatted(PAPER.formatted("q"));

    private static final String THESE_AGENCIES = " and o.uscc in (select unnest({0}::text[]))";

    /** An item is described as it is today, or as it was when it left the list. */
    private static final String OFFERS =
            "select "
                    + AGENCY
                    + ", "
                    + """
                    (select coalesce(json_agg(%s), '[]')::text
                       from agency_item n
                       left join qualification q on q.id = n.qualification_id
                       left join qualification_kind k on k.code = q.kind
                      where n.agency_id = f.agency_id and n.item_code = f.item_code),
                    i.code, i.name,
                    (select coalesce(json_agg(json_build_object('id', p.id, 'region', p.region_code, 'form', p.form,
                            'amountFen', p.amount_fen, 'unit', p.unit, 'factor', p.factor::text, 'ruleId', p.rule_id,
                            'terms', p.terms, 'from', lower(p.valid), 'to', upper(p.valid)) order by p.region_code), '[]')::text
                       from price_entry p
                      where p.agency_id = f.agency_id and p.item_code = f.item_code and p.withdrawn_at is null)
                      from (%s) f
                      join agency a on a.organisation_id = f.agency_id
                      join organisation o on o.id = f.agency_id
                     cross join lateral (select i.code, i.name from service_item i where i.code = f.item_code
                                          order by i.valid @> market_today() desc, upper(i.valid) desc nulls first limit 1) i
                     where a.admitted_on is not null and o.uscc is not null
                    """
                            .formatted(PAPER.formatted("n"), "%s");

    private static final String ALL = "select distinct agency_id, item_code from agency_item";

    /** Each by its key: the whole table is never grouped to find a few of its rows. */
    private static final String THESE =
            """
            select distinct n.agency_id, n.item_code
              from unnest({0}::text[]) code
              join organisation s on s.uscc = split_part(code, '/', 1)
              join agency_item n on n.agency_id = s.id and n.item_code = split_part(code, '/', 2)
            """;

    private static final String GONE =
            """
            select code from unnest({0}::text[]) code
             where not exists (select from organisation s join agency_item n on n.agency_id = s.id
                                where s.uscc = split_part(code, '/', 1) and n.item_code = split_part(code, '/', 2))
            """;

    private static final String OFFERING =
            """
            select o.uscc || '/' || n.item_code as code
              from (select distinct agency_id, item_code from agency_item where item_code = {0}) n
              join organisation o on o.id = n.agency_id
             where o.uscc is not null
            """;

    /** Things read by one statement. */
    private static final int SLICE = 500;

    private SellerRows() {}

    /** These agencies, or all when null. */
    static Flux<Record> agencies(DSLContext db, @Nullable List<String> usccs) {
        return slices(usccs, AGENCIES, AGENCIES + THESE_AGENCIES, db);
    }

    /** These offers, or all when null. */
    static Flux<Record> offers(DSLContext db, @Nullable List<String> codes) {
        return slices(codes, OFFERS.formatted(ALL), OFFERS.formatted(THESE), db);
    }

    /** The codes of every offer for one item. */
    static Flux<String> offering(DSLContext db, String item) {
        return Flux.from(db.resultQuery(OFFERING, val(item))).map(row -> row.get(0, String.class));
    }

    /** Those of these offers that were taken back before they began, or never were. */
    static Flux<Removal> gone(DSLContext db, List<String> codes, long version) {
        return Flux.fromIterable(codes)
                .buffer(SLICE)
                .concatMap(slice -> db.resultQuery(GONE, val(slice.toArray(String[]::new))), 1)
                .map(row ->
                        new Removal(OfferingType.OFFER, row.get(0, String.class), null, version));
    }

    private static Flux<Record> slices(
            @Nullable List<String> codes, String all, String these, DSLContext db) {
        if (codes == null) {
            ResultQuery<Record> everything = db.resultQuery(all);
            return Flux.from(everything.fetchSize(1000));
        }
        return Flux.fromIterable(codes)
                .buffer(SLICE)
                .concatMap(slice -> db.resultQuery(these, val(slice.toArray(String[]::new))), 1);
    }
}
