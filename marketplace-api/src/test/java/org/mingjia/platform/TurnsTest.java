package org.mingjia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mingjia.platform.Refusal.Unavailable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A search engine that is away must not take the database along. */
class TurnsTest {

    private final Turns turns = new Turns("检索", 2, Duration.ofSeconds(2));

    @Test
    void whoComesWhenAllTurnsAreTakenIsSentAwayAtOnce() {
        var first = Sinks.<String>one();
        var second = Sinks.<String>one();
        var running = turns.take(first.asMono()).toFuture();
        var other = turns.take(second.asMono()).toFuture();

        StepVerifier.create(turns.take(Mono.just("too many")))
                .expectErrorSatisfies(error ->
                        assertThat(((Refused) error).refusal()).isInstanceOf(Unavailable.class))
                .verify();

        first.tryEmitValue("answered");
        assertThat(running).isCompletedWithValue("answered");
        StepVerifier.create(turns.take(Mono.just("next"))).expectNext("next").verifyComplete();
        other.cancel(true);
    }

    @Test
    void aTurnComesBackHoweverItEnds() {
        for (int i = 0; i < 10; i++) {
            StepVerifier.create(turns.take(Mono.error(new IllegalStateException("broken"))))
                    .verifyError(IllegalStateException.class);
            StepVerifier.create(turns.take(Mono.never())).thenCancel().verify();
        }
        StepVerifier.create(turns.take(Mono.just("still"))).expectNext("still").verifyComplete();
    }
}
