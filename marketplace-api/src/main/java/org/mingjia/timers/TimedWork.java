package org.mingjia.timers;

import java.util.UUID;
import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/** What is done when a timer of one kind is due. */
public interface TimedWork {

    /** The kind of timer, as {@code close}. */
    String kind();

    /**
     * Does it, in the transaction that ends the timer: either both stay or neither. Work that finds
     * nothing to do any more, because somebody else has moved the request on, completes.
     *
     * @param lotNo 0 for the request as a whole
     */
    Mono<Void> run(DSLContext tx, UUID requestId, int lotNo);
}
