package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.mingjia.grading.Formula;
import org.mingjia.grading.Means;
import org.mingjia.grading.Rated;
import org.mingjia.platform.Events;
import org.mingjia.platform.Transactor;
import org.mingjia.rating.RatingRun.Result;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Two passes over a year, a thousand agencies in memory at a time: the first freezes the lines,
 * hashes them and adds up the means; the second reads the frozen lines and rates. Each page is a
 * transaction of its own, so that nothing waits for a rating.
 */
@Component
final class Computing {

    private static final String SUPERSEDE =
            "update rating_run set status = 'superseded' where year = {0} and status = 'publicity'";

    private static final String PUBLISH =
            """
            update rating_run
               set status = 'publicity', header = {2}, inputs_hash = {3}, results_hash = {4}, frozen_at = {5}, agencies = {6},
                   contracts = {7}, means = {8}, lease = null, leased_until = null, failure = null
             where id = {0} and lease = {1}
            """;

    private static final String RANKS =
            """
            insert into rating_rank (run_id, score, agencies, rank)
            select {0}, n.score, n.agencies, 1 + sum(n.agencies) over (order by n.score desc) - n.agencies
              from unnest({1}::integer[], {2}::integer[]) as n (score, agencies)
            """;

    private final Transactor transactor;

    Computing(Transactor transactor) {
        this.transactor = transactor;
    }

    /** What the first pass leaves. */
    private record Frozen(
            String header,
            String hash,
            OffsetDateTime at,
            int agencies,
            int contracts,
            Means means) {}

    /** Computes a run from its beginning and publishes it. */
    Mono<Void> compute(RatingRun run) {
        return transactor
                .inTransaction(tx -> run.clear(tx).thenReturn(true))
                .then(transactor.one(run::formula))
                .flatMap(formula ->
                        freeze(run, formula).flatMap(frozen -> rate(run, formula, frozen)));
    }

    private Mono<Frozen> freeze(RatingRun run, Formula formula) {
        String header = Lines.header(run.year(), run.version(), formula);
        MessageDigest hash = Lines.digest();
        hash.update(bytes(header + "\n"));
        var means = new Means(formula);
        int[] counted = new int[2];
        return new Snapshot(transactor)
                .read(
                        run.year(),
                        page ->
                                Mono.when(
                                        Mono.fromRunnable(
                                                        () -> {
                                                            for (var line : page) {
                                                                hash.update(
                                                                        bytes(line.text() + "\n"));
                                                                means.count(
                                                                        Lines.read(line.text()));
                                                                counted[0]++;
                                                                counted[1] += line.contracts();
                                                            }
                                                        })
                                                .subscribeOn(Schedulers.boundedElastic()),
                                        transactor.inTransaction(
                                                tx -> run.write(tx, page).thenReturn(true))))
                .map(moment ->
                        new Frozen(
                                header,
                                Lines.hex(hash.digest()),
                                moment,
                                counted[0],
                                counted[1],
                                means));
    }

    private Mono<Void> rate(RatingRun run, Formula formula, Frozen frozen) {
        MessageDigest hash = Lines.digest();
        int[] scores = new int[10_001];
        return Lines.pages(transactor, "rating_input", run.id())
                .concatMap(
                        page ->
                                Mono.fromCallable(() ->
                                                rated(run, formula, frozen, page, hash, scores))
                                        .subscribeOn(Schedulers.boundedElastic()),
                        1)
                // the next page is rated while this one is written
                .concatMap(
                        results ->
                                transactor.inTransaction(
                                        tx -> run.writeResults(tx, results).thenReturn(true)),
                        1)
                .then(
                        Mono.defer(() ->
                                transactor.inTransaction(tx ->
                                        publish(tx, run, frozen, Lines.hex(hash.digest()), scores)
                                                .thenReturn(true))))
                .then();
    }

    private static List<Result> rated(
            RatingRun run,
            Formula formula,
            Frozen frozen,
            List<Lines.Kept> page,
            MessageDigest hash,
            int[] scores) {
        var results = new ArrayList<Result>(page.size());
        for (var input : page) {
            Rated rated = Rated.of(formula, run.year(), frozen.means(), Lines.read(input.line()));
            String line = rated.line();
            hash.update(bytes(line + "\n"));
            Integer score = rated.score();
            if (rated.grade() != null && score != null) {
                scores[score]++;
            }
            results.add(new Result(input.agencyId(), rated, line, place(rated, frozen.hash())));
        }
        return results;
    }

    /**
     * Graded ones first, by score; equals by a hash that follows from all inputs, so that neither
     * name nor age decides.
     */
    private static String place(Rated rated, String runHash) {
        Integer score = rated.score();
        return (rated.grade() != null ? "0" : score != null ? "1" : "2")
                + "%05d".formatted(10_000 - (score == null ? 0 : score))
                + Lines.hex(Lines.digest().digest(bytes(runHash + rated.uscc())));
    }

    private static Mono<Void> publish(
            DSLContext tx, RatingRun run, Frozen frozen, String resultsHash, int[] scores) {
        Integer[] given =
                IntStream.range(0, scores.length)
                        .filter(score -> scores[score] > 0)
                        .boxed()
                        .toArray(Integer[]::new);
        Integer[] agencies =
                IntStream.of(scores).filter(n -> n > 0).boxed().toArray(Integer[]::new);
        return run.hold(tx)
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(RANKS, val(run.id()), val(given), val(agencies)))))
                .then(Mono.defer(() -> Mono.from(tx.query(SUPERSEDE, val(run.year())))))
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(
                                                PUBLISH,
                                                val(run.id()),
                                                val(run.lease()),
                                                val(frozen.header()),
                                                val(frozen.hash()),
                                                val(resultsHash),
                                                val(frozen.at()),
                                                val(frozen.agencies()),
                                                val(frozen.contracts()),
                                                val(JSONB.valueOf(Lines.means(frozen.means())))))))
                .then(
                        Mono.defer(() ->
                                tell(tx, "timer", "rating.published", run.year(), run.version())));
    }

    /** What happened to a rating, by its year and version. */
    static Mono<Void> tell(DSLContext tx, String actor, String kind, int year, int version) {
        return Events.tell(
                tx,
                actor,
                kind,
                "rating",
                year + "-" + version,
                Map.of("name", year + " 年度测评", "year", year, "version", version));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
