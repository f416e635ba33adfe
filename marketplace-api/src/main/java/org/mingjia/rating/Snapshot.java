package org.mingjia.rating;

import static org.jooq.impl.DSL.inline;

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
 * 快照 All agencies of a year at one moment, read as fast as they are handled: one transaction, which
 * has no number of its own and so keeps no event waiting, however long it takes.
 */
final class Snapshot {

    /** Agencies in memory at a time. */
    static final int PAGE = 1_000;

    private static final String ALL_AT_ONE_MOMENT =
            "set transaction isolation level repeatable read, read only";

    /** All of it is wanted, so what comes first need not come soon; it is sorted in memory. */
    private static final String AS_A_WHOLE =
            "select set_config('cursor_tuple_fraction', '1', true), set_config('work_mem', '128MB', true)";

    private static final String NEXT = "fetch forward {0} from rated_line";

    /**
     * All lines in one statement that joins sets: page by page each of a million contracts would be
     * looked up in five tables, which takes a minute and a half instead of ten seconds. Text is put
     * together by hand, so that its letters are ours: dates and texts as JSON writes them, no
     * blanks.
     */
    private static final String LINES =
            """
            declare rated_line no scroll cursor for
            with rated as materialized (
                select a.organisation_id as id, o.uscc, a.admitted_on
                  from agency a
                  join organisation o on o.id = a.organisation_id
                 where a.admitted_on <= {1} and coalesce(a.exited_on > {0}, true)),
            counted as (
                select c.agency_id, c.number, c.item_code, c.signed_on, c.delivered_on, c.deliver_by, c.id,
                       'accepted' as outcome, c.accepted_on as ended_on
                  from contract c
                 where c.status = 'accepted' and c.accepted_on between {0} and {1}
                union all
                select c.agency_id, c.number, c.item_code, c.signed_on, c.delivered_on, c.deliver_by, c.id,
                       'breach', (c.ended_at at time zone 'Asia/Shanghai')::date
                  from contract c
                 where c.status = 'terminated' and c.filed_at is not null
                   and (c.ended_at at time zone 'Asia/Shanghai')::date between {0} and {1}
                   and exists (select from contract_termination t
                                where t.contract_id = c.id and t.status = 'agreed' and t.ground = 'breach'
                                  and t.side is distinct from 'agency')),
            violated as materialized (
                select distinct f.contract_id from counted_finding f where f.kind = 'price_violation' and f.contract_id is not null),
            contracts as (
                select c.agency_id, count(*) as n, string_agg('["' || c.number || '",' || to_json(coalesce(i.category, ''))::text
                           || ',"' || c.outcome || '",' || to_json(c.ended_on)::text
                           || ',' || coalesce(to_json(c.delivered_on)::text, 'null') || ',' || to_json(c.deliver_by)::text
                           || ',' || coalesce(v.stars::text, 'null')
                           || ',' || (f.contract_id is not null)::text
                           || ']', ',' order by c.number) as list
                  from counted c
                  left join service_item i on i.code = c.item_code and i.valid @> c.signed_on
                  left join counted_evaluation v on v.contract_id = c.id
                  left join violated f on f.contract_id = c.id
                 group by c.agency_id),
            findings as (
                select f.agency_id, string_agg('["' || f.kind || '",' || to_json(f.found_on)::text
                           || ',' || coalesce(to_json(f.source)::text, 'null') || ',' || to_json(f.ground)::text || ']',
                           ',' order by f.found_on, f.kind, f.id) as list
                  from counted_finding f where f.found_on between {0} and {1}
                 group by f.agency_id),
            priced as (
                select distinct p.agency_id, p.item_code from price_entry p
                 where p.valid @> {1} and p.withdrawn_at is null),
            items as (
                select i.agency_id, count(*) as listed, count(p.item_code) as priced
                  from agency_item i
                  left join priced p on p.agency_id = i.agency_id and p.item_code = i.item_code
                 where i.valid @> {1}
                 group by i.agency_id),
            supervised as (
                select distinct on (s.agency_id) s.agency_id, s.score from supervision_result s where s.year = {2}
                 order by s.agency_id, s.result_no desc)
            select r.uscc, r.id, '{"uscc":"' || r.uscc || '","admittedOn":' || to_json(r.admitted_on)::text
                       || ',"supervision":' || coalesce(s.score::text, 'null')
                       || ',"items":' || coalesce(i.listed, 0) || ',"priced":' || coalesce(i.priced, 0)
                       || ',"contracts":[' || coalesce(c.list, '') || '],"findings":[' || coalesce(f.list, '') || ']}',
                   coalesce(c.n, 0)
              from rated r
              left join contracts c on c.agency_id = r.id
              left join findings f on f.agency_id = r.id
              left join items i on i.agency_id = r.id
              left join supervised s on s.agency_id = r.id
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
     * Reads all lines of a year, by code, each page handled before the next but one is read.
     *
     * @param handle runs in transactions of its own
     * @return the moment at which all of it was so
     */
    Mono<OffsetDateTime> read(int year, Function<List<Line>, Mono<Void>> handle) {
        return transactor.inTransaction(tx ->
                Mono.from(tx.query(ALL_AT_ONE_MOMENT))
                        .then(Mono.defer(() -> Mono.from(tx.resultQuery(AS_A_WHOLE))))
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

    /**
     * By a cursor of SQL: what a driver fetches ahead is not bounded by how fast the pages are
     * handled.
     */
    private static Flux<List<Line>> pages(DSLContext tx, int year) {
        return Mono.from(
                        tx.query(
                                LINES,
                                inline(LocalDate.of(year, 1, 1)),
                                inline(LocalDate.of(year, 12, 31)),
                                inline(year)))
                .thenMany(Flux.defer(() -> page(tx).expand(page -> next(tx, page))))
                .filter(page -> !page.isEmpty());
    }

    private static Mono<List<Line>> next(DSLContext tx, List<Line> page) {
        return page.size() < PAGE ? Mono.empty() : page(tx);
    }

    private static Mono<List<Line>> page(DSLContext tx) {
        return Flux.from(tx.resultQuery(NEXT, inline(PAGE))).map(Line::of).collectList();
    }
}
