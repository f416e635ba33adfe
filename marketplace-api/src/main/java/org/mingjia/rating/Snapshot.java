package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.mingjia.platform.Transactor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * 快照 All agencies of a year at one moment, page after page: one reading transaction, which has no
 * number of its own and so keeps no event waiting, however long it takes.
 */
final class Snapshot {

    /** Agencies in memory at a time. */
    static final int PAGE = 1_000;

    private static final String ALL_AT_ONE_MOMENT =
            "set transaction isolation level repeatable read, read only";

    /**
     * A page of lines. Text is put together by hand, so that its letters are ours: dates and texts
     * as JSON writes them, no blanks.
     */
    private static final String LINES =
            """
            with rated as materialized (
                select a.organisation_id as id, o.uscc, a.admitted_on
                  from agency a
                  join organisation o on o.id = a.organisation_id
                 where a.admitted_on <= {1} and coalesce(a.exited_on > {0}, true) and o.uscc > {2}
                 order by o.uscc
                 limit {3}),
            counted as (
                select c.agency_id, c.number, c.item_code, c.signed_on, c.delivered_on, c.deliver_by, c.id,
                       'accepted' as outcome, c.accepted_on as ended_on
                  from rated r join contract c on c.agency_id = r.id
                 where c.status = 'accepted' and c.accepted_on between {0} and {1}
                union all
                select c.agency_id, c.number, c.item_code, c.signed_on, c.delivered_on, c.deliver_by, c.id,
                       'breach', (c.ended_at at time zone 'Asia/Shanghai')::date
                  from rated r join contract c on c.agency_id = r.id
                 where c.status = 'terminated' and c.filed_at is not null
                   and (c.ended_at at time zone 'Asia/Shanghai')::date between {0} and {1}
                   and exists (select from contract_termination t
                                where t.contract_id = c.id and t.status = 'agreed' and t.ground = 'breach'
                                  and t.side is distinct from 'agency')),
            contracts as (
                select c.agency_id, count(*) as n, string_agg('["' || c.number || '",' || to_json(coalesce(i.category, ''))::text
                           || ',"' || c.outcome || '",' || to_json(c.ended_on)::text
                           || ',' || coalesce(to_json(c.delivered_on)::text, 'null') || ',' || to_json(c.deliver_by)::text
                           || ',' || coalesce((select v.stars from counted_evaluation v where v.contract_id = c.id)::text, 'null')
                           || ',' || (exists (select from counted_finding f
                                               where f.contract_id = c.id and f.kind = 'price_violation'))::text
                           || ']', ',' order by c.number) as list
                  from counted c
                  left join service_item i on i.code = c.item_code and i.valid @> c.signed_on
                 group by c.agency_id),
            findings as (
                select f.agency_id, string_agg('["' || f.kind || '",' || to_json(f.found_on)::text
                           || ',' || coalesce(to_json(f.source)::text, 'null') || ',' || to_json(f.ground)::text || ']',
                           ',' order by f.found_on, f.kind, f.id) as list
                  from rated r join counted_finding f on f.agency_id = r.id and f.found_on between {0} and {1}
                 group by f.agency_id),
            items as (
                select i.agency_id, count(*) as listed, count(*) filter (where exists (
                           select from price_entry p where p.agency_id = i.agency_id and p.item_code = i.item_code
                              and p.valid @> {1} and p.withdrawn_at is null)) as priced
                  from rated r join agency_item i on i.agency_id = r.id and i.valid @> {1}
                 group by i.agency_id)
            select r.uscc, r.id, '{"uscc":"' || r.uscc || '","admittedOn":' || to_json(r.admitted_on)::text
                       || ',"supervision":' || coalesce((select s.score from supervision_result s
                            where s.agency_id = r.id and s.year = {4}
                            order by s.result_no desc limit 1)::text, 'null')
                       || ',"items":' || coalesce(i.listed, 0) || ',"priced":' || coalesce(i.priced, 0)
                       || ',"contracts":[' || coalesce(c.list, '') || '],"findings":[' || coalesce(f.list, '') || ']}',
                   coalesce(c.n, 0)
              from rated r
              left join contracts c on c.agency_id = r.id
              left join findings f on f.agency_id = r.id
              left join items i on i.agency_id = r.id
             order by r.uscc
            """;

    private final Transactor transactor;

    Snapshot(Transactor transactor) {
        this.transactor = transactor;
    }

    /** A line of one agency, and how many contracts it has. */
    record Line(String uscc, UUID agencyId, String text, int contracts) {

        static Line of(Record row) {
            return new Line(
                    row.get(0, String.class),
                    row.get(1, UUID.class),
                    row.get(2, String.class),
                    row.get(3, Integer.class));
        }
    }

    /**
     * Reads all lines of a year, each page handled before the next but one is read.
     *
     * @param handle runs in transactions of its own
     * @return the moment at which all of it was so
     */
    Mono<OffsetDateTime> read(int year, Function<List<Line>, Mono<Void>> handle) {
        return transactor.inTransaction(tx ->
                Mono.from(tx.query(ALL_AT_ONE_MOMENT))
                        .then(
                                Mono.defer(() ->
                                        Mono.from(tx.resultQuery("select clock_timestamp()"))))
                        .map(row -> row.get(0, OffsetDateTime.class))
                        .flatMap(moment ->
                                pages(tx, year)
                                        .concatMap(
                                                page ->
                                                        handle.apply(page)
                                                                .contextWrite(_ -> Context.empty()),
                                                1)
                                        .then(Mono.just(moment))));
    }

    private static Flux<List<Line>> pages(DSLContext tx, int year) {
        return page(tx, year, "")
                .expand(page ->
                        page.size() < PAGE ? Mono.empty() : page(tx, year, page.getLast().uscc()))
                .filter(page -> !page.isEmpty());
    }

    private static Mono<List<Line>> page(DSLContext tx, int year, String after) {
        return Flux.from(
                        tx.resultQuery(
                                LINES,
                                val(LocalDate.of(year, 1, 1)),
                                val(LocalDate.of(year, 12, 31)),
                                val(after),
                                val(PAGE),
                                val(year)))
                .map(Line::of)
                .collectList();
    }
}
