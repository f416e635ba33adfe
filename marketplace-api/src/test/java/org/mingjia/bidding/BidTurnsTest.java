package org.mingjia.bidding;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Past what an instance receives at once, a bidder is sent away at once, and nobody else is. */
class BidTurnsTest {

    private static final String BIDS = "/api/notices/CG-433101-20261128-0001/lots/1/bids";

    private final BidTurns turns = new BidTurns(1);

    @Test
    void whoFindsNoTurnIsSentAwayBeforeAnythingIsAskedOfTheDatabase() {
        var first = sent(HttpMethod.POST, BIDS, Mono.never()).subscribe();

        StepVerifier.create(sent(HttpMethod.POST, BIDS, Mono.error(new AssertionError("asked"))))
                .expectErrorMatches(error ->
                        error instanceof Refused refused
                                && refused.refusal() instanceof Unavailable)
                .verify(Duration.ofSeconds(1));
        first.dispose();
        StepVerifier.create(sent(HttpMethod.POST, BIDS, Mono.empty()))
                .expectComplete()
                .verify(Duration.ofSeconds(1));
    }

    @Test
    void whoReadsOrWithdrawsNeedsNoTurn() {
        var first = sent(HttpMethod.POST, BIDS, Mono.never()).subscribe();

        for (var other :
                new MockServerHttpRequest.BaseBuilder<?>[] {
                    MockServerHttpRequest.get(BIDS.replace("bids", "bid-terms")),
                    MockServerHttpRequest.post(BIDS.replace("bids", "withdrawals"))
                }) {
            StepVerifier.create(turns.filter(MockServerWebExchange.from(other), _ -> Mono.empty()))
                    .expectComplete()
                    .verify(Duration.ofSeconds(1));
        }
        first.dispose();
    }

    private Mono<Void> sent(HttpMethod method, String path, Mono<Void> rest) {
        return turns.filter(
                MockServerWebExchange.from(MockServerHttpRequest.method(method, path)), _ -> rest);
    }
}
