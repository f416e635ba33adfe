package org.mingjia.beacon;

import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

/** No beacon: the draw rests on the committed server seed and the bidders' nonces, and says so. */
final class CommitReveal implements Beacon {

    @Override
    public Mono<Round> next(OffsetDateTime after) {
        return Mono.empty();
    }

    @Override
    public Mono<Value> value(String chain, long round) {
        return Mono.error(() ->
                new IllegalStateException(
                        "round "
                                + round
                                + " of "
                                + chain
                                + " is waited for, and no beacon is set"));
    }
}
