package org.mingjia.platform;

import java.time.Duration;
import org.jooq.DSLContext;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Takes away what is kept for a time only: again and again, a bounded batch in each transaction,
 * until nothing old is left. The statement sees to it that one instance of the service sweeps at a
 * time, and tells age by the database's clock.
 */
public abstract class Sweep extends Background {

    private final Transactor transactor;
    private final Duration every;
    private final int batch;

    /**
     * A sweep.
     *
     * @param every pause between two
     * @param batch most things taken away in one transaction
     */
    protected Sweep(Transactor transactor, Duration every, int batch) {
        this.transactor = transactor;
        this.every = every;
        this.batch = batch;
    }

    /** Takes one batch away; answers how many things were in it. */
    protected abstract Mono<Integer> take(DSLContext tx, int batch);

    /** Takes away all that is old enough. */
    public final Mono<Void> sweep() {
        return Mono.defer(() -> transactor.inTransaction(tx -> take(tx, batch)))
                .repeat()
                .takeUntil(taken -> taken < batch)
                .then();
    }

    @Override
    protected final Disposable begin() {
        return rounds(every, Mono.defer(this::sweep), getClass().getSimpleName(), _ -> {});
    }
}
