package org.mingjia.web;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import org.jooq.DSLContext;
import org.mingjia.platform.Transactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forgets the answers that {@link Idempotency} kept, a day after they were given: by the database's
 * clock, a bounded batch at a time, by one instance of the service at a time.
 */
@Component
class IdempotencySweep implements SmartLifecycle {

    static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencySweep.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    /** Whoever has not got the lock leaves the work to the one that has. */
    private static final String FORGET =
            """
            with mine as materialized (
                select pg_try_advisory_xact_lock(hashtextextended('sweep of idempotency_key', 0)) as so
            ), old as (
                select k.actor, k.key from mine, idempotency_key k
                 where mine.so and k.created_at < now() - interval '24 hours'
                 order by k.created_at limit {0}
            )
            delete from idempotency_key k using old where k.actor = old.actor and k.key = old.key
            """;

    private final Transactor transactor;
    private Disposable running = Disposables.disposed();

    IdempotencySweep(Transactor transactor) {
        this.transactor = transactor;
    }

    /** Forgets one batch; answers how many answers were in it. */
    static Mono<Integer> forget(DSLContext tx, int batch) {
        return Mono.from(tx.query(FORGET, val(batch)));
    }

    /** Forgets all that is old enough. */
    Mono<Void> sweep() {
        return Mono.defer(() -> transactor.inTransaction(tx -> forget(tx, BATCH)))
                .repeat()
                .takeUntil(forgotten -> forgotten < BATCH)
                .then();
    }

    @Override
    public void start() {
        running =
                Flux.interval(Duration.ZERO, EVERY)
                        .onBackpressureDrop()
                        .concatMap(
                                _ ->
                                        sweep().onErrorResume(failure -> {
                                            LOG.warn("kept answers stay: {}", failure.toString());
                                            return Mono.empty();
                                        }),
                                1)
                        .subscribe();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
