package org.mingjia.web;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import org.jooq.DSLContext;
import org.mingjia.platform.Sweep;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Forgets the answers that {@link Idempotency} kept, a day after they were given: by the database's
 * clock, a bounded batch at a time, by one instance of the service at a time.
 */
@Component
class IdempotencySweep extends Sweep {

    static final int BATCH = 1_000;

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

    IdempotencySweep(Transactor transactor) {
        super(transactor, Duration.ofMinutes(10), BATCH);
    }

    @Override
    protected Mono<Integer> take(DSLContext tx, int batch) {
        return Mono.from(tx.query(FORGET, val(batch)));
    }
}
