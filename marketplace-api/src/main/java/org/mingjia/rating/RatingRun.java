package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.mingjia.grading.Formula;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * A run that one instance has taken on. It is that one's as long as it goes on writing; after two
 * minutes of silence any other begins anew.
 *
 * @param lease what every write names: who has lost it writes nothing more
 */
record RatingRun(UUID id, int year, int version, int formulaVersion, UUID lease) {

    private static final String TAKE =
            """
            update rating_run r
               set lease = {0}, leased_until = clock_timestamp() + interval '2 minutes', attempts = attempts + 1
             where r.id = (select d.id from rating_run d
                            where d.status = 'computing' and d.not_before <= clock_timestamp()
                              and coalesce(d.leased_until <= clock_timestamp(), true)
                            order by d.started_at limit 1 for update skip locked)
            returning r.id, r.year, r.version, r.formula_version
            """;

    private static final String HOLD =
            """
            update rating_run set leased_until = clock_timestamp() + interval '2 minutes'
             where id = {0} and lease = {1} and status = 'computing'
            returning id
            """;

    private static final String FAILED =
            """
            update rating_run set lease = null, leased_until = null, failure = left({2}, 500),
                   not_before = clock_timestamp() + least(interval '10 minutes', interval '1 second' * (2 ^ least(attempts, 10)))
             where id = {0} and lease = {1} and status = 'computing'
            """;

    private static final String INPUTS =
            """
            insert into rating_input (run_id, uscc, agency_id, line)
            select {0}, n.uscc, n.agency_id, n.line
              from unnest({1}::text[], {2}::uuid[], {3}::text[]) as n (uscc, agency_id, line)
            """;

    private static final String RESULTS =
            """
            insert into rating_result (run_id, uscc, agency_id, score, grade, ungraded, contracts, evaluated, line, place)
            select {0}, n.uscc, n.agency_id, n.score, n.grade, n.ungraded, n.contracts, n.evaluated, n.line, n.place
              from unnest({1}::text[], {2}::uuid[], {3}::integer[], {4}::text[], {5}::text[], {6}::integer[], {7}::integer[],
                          {8}::text[], {9}::text[])
                as n (uscc, agency_id, score, grade, ungraded, contracts, evaluated, line, place)
            """;

    /** The next one that waits, if any. */
    static Mono<RatingRun> take(DSLContext tx) {
        UUID lease = UUID.randomUUID();
        return Mono.from(tx.resultQuery(TAKE, val(lease))).map(row -> of(row, lease));
    }

    private static RatingRun of(Record row, UUID lease) {
        return new RatingRun(
                row.get(0, UUID.class),
                row.get(1, Integer.class),
                row.get(2, Integer.class),
                row.get(3, Integer.class),
                lease);
    }

    /** Goes on, unless somebody else has begun anew meanwhile. */
    Mono<Void> hold(DSLContext tx) {
        return Mono.from(tx.resultQuery(HOLD, val(id), val(lease)))
                .switchIfEmpty(
                        Mono.error(() -> new Refused(new NotNow("lease-lost", "另一实例已重新开始计算"))))
                .then();
    }

    Mono<Void> failed(DSLContext tx, String why) {
        return Mono.from(tx.query(FAILED, val(id), val(lease), val(why))).then();
    }

    /** What a run that ended in the middle has left. */
    Mono<Void> clear(DSLContext tx) {
        return hold(tx).then(Mono.defer(() -> delete(tx, "rating_rank")))
                .then(Mono.defer(() -> delete(tx, "rating_result")))
                .then(Mono.defer(() -> delete(tx, "rating_input")));
    }

    private Mono<Void> delete(DSLContext tx, String table) {
        return Mono.from(tx.query("delete from " + table + " where run_id = {0}", val(id))).then();
    }

    Mono<Void> write(DSLContext tx, List<Snapshot.Line> lines) {
        return hold(tx).then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(
                                                INPUTS,
                                                val(id),
                                                val(texts(lines, Snapshot.Line::uscc)),
                                                val(
                                                        lines.stream()
                                                                .map(Snapshot.Line::agencyId)
                                                                .toArray(UUID[]::new)),
                                                val(texts(lines, Snapshot.Line::text))))))
                .then();
    }

    Mono<Void> writeResults(DSLContext tx, List<Result> results) {
        return hold(tx).then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(
                                                RESULTS,
                                                val(id),
                                                val(texts(results, r -> r.rated().uscc())),
                                                val(
                                                        results.stream()
                                                                .map(Result::agencyId)
                                                                .toArray(UUID[]::new)),
                                                val(
                                                        results.stream()
                                                                .map(r -> r.rated().score())
                                                                .toArray(Integer[]::new)),
                                                val(
                                                        results.stream()
                                                                .map(r -> r.rated().grade())
                                                                .toArray(String[]::new)),
                                                val(
                                                        results.stream()
                                                                .map(r -> r.rated().ungraded())
                                                                .toArray(String[]::new)),
                                                val(
                                                        results.stream()
                                                                .map(r -> r.rated().contracts())
                                                                .toArray(Integer[]::new)),
                                                val(
                                                        results.stream()
                                                                .map(r -> r.rated().evaluated())
                                                                .toArray(Integer[]::new)),
                                                val(texts(results, Result::line)),
                                                val(texts(results, Result::place))))))
                .then();
    }

    private static <T> String[] texts(
            List<T> of, java.util.function.Function<? super T, String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    /**
     * What an agency was given.
     *
     * @param place in the list
     */
    record Result(UUID agencyId, org.mingjia.grading.Rated rated, String line, String place) {}

    Mono<Formula> formula(DSLContext db) {
        return Formulas.of(db, formulaVersion);
    }
}
