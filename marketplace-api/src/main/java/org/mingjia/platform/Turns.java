package org.mingjia.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.mingjia.platform.Refusal.Unavailable;
import reactor.core.publisher.Mono;

/**
 * Lets a few askers at a time in and sends the others away at once. Past what the processors and
 * the connections can do, a queue only makes everybody wait, and answers those who have left.
 */
public final class Turns {

    private final Semaphore turns;
    private final String part;
    private final Duration retryAfter;

    /**
     * Turns of one kind of work.
     *
     * @param part what is asked for, as the refusal names it
     * @param atOnce most that are answered at the same time
     * @param retryAfter after which time who was sent away should ask again
     */
    public Turns(String part, int atOnce, Duration retryAfter) {
        this.turns = new Semaphore(atOnce);
        this.part = part;
        this.retryAfter = retryAfter;
    }

    /** The answer, or 503 with the time after which to ask again. */
    public <T> Mono<T> take(Mono<T> answer) {
        return Mono.defer(() ->
                turns.tryAcquire()
                        ? answer.doFinally(_ -> turns.release())
                        : Mono.error(new Refused(new Unavailable(part, retryAfter))));
    }
}
