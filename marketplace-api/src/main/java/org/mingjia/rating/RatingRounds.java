package org.mingjia.rating;

import java.time.Duration;
import org.mingjia.platform.Background;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Computes the runs that wait and ends the publicity of those whose time is over. What has to be
 * done is rows: whichever instance looks first does it, and one that dies delays it.
 */
@Component
class RatingRounds extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(RatingRounds.class);

    private static final String WAITING =
            """
            select exists (select from rating_run where status = 'computing'),
                   exists (select from rating_run
                            where status = 'publicity' and published_on + publicity_days <= market_today())
            """;

    private static final String DUE =
            """
            update rating_run r set status = 'final'
             where r.id = (select d.id from rating_run d join rating_clock k on k.run_id = d.id
                            where d.status = 'publicity' and clock_timestamp() >= k.appeal_by
                              and not exists (select from rating_appeal a
                                               where a.run_id = d.id and a.decision is distinct from 'rejected')
                            order by d.year limit 1 for update of d skip locked)
            returning r.year, r.version
            """;

    private final Transactor transactor;
    private final Computing computing;
    private final Duration every;

    RatingRounds(Transactor transactor, Computing computing, MingjiaSettings settings) {
        this.transactor = transactor;
        this.computing = computing;
        this.every = settings.feed().interval();
    }

    @Override
    protected Disposable begin() {
        return rounds(every, Mono.defer(this::look), "ratings", _ -> {});
    }

    /** Does all that waits. */
    Mono<Void> look() {
        return transactor
                .one(db -> Mono.from(db.resultQuery(WAITING)))
                .flatMap(waiting ->
                        (waiting.get(0, boolean.class) ? compute() : Mono.<Void>empty())
                                .then(waiting.get(1, boolean.class) ? end() : Mono.empty()));
    }

    private Mono<Void> compute() {
        return transactor
                .inTransaction(RatingRun::take)
                .flatMap(run -> computing.compute(run).onErrorResume(why -> failed(run, why)));
    }

    private Mono<Void> failed(RatingRun run, Throwable why) {
        LOG.warn("rating {} version {}: {}", run.year(), run.version(), why.toString());
        Throwable first = why;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String said = String.valueOf(first.getMessage());
        return transactor.inTransaction(tx -> run.failed(tx, said).thenReturn(true)).then();
    }

    private Mono<Void> end() {
        return transactor
                .inTransaction(tx ->
                        Mono.from(tx.resultQuery(DUE))
                                .flatMap(row ->
                                        Computing.tell(
                                                        tx,
                                                        "timer",
                                                        "rating.final",
                                                        row.get(0, Integer.class),
                                                        row.get(1, Integer.class))
                                                .thenReturn(true)))
                .then();
    }
}
