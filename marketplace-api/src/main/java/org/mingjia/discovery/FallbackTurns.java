package org.mingjia.discovery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * Lets a few searches at a time be answered by PostgreSQL and sends the others away at once. Many
 * of them together would take every connection and both processors, so that pages and writes stand
 * still, and a search engine that was only slow never comes back.
 */
final class FallbackTurns {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore turns;

    FallbackTurns(int atOnce) {
        this.turns = new Semaphore(atOnce);
    }

    /** The answer, or 503 with the time after which to ask again. */
    <T> Mono<T> take(Mono<T> answer) {
        return Mono.defer(() ->
                turns.tryAcquire()
                        ? answer.doFinally(_ -> turns.release())
                        : Mono.error(new Refused(new Unavailable("检索", RETRY_AFTER))));
    }
}
