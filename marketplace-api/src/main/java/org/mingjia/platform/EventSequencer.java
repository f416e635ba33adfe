package org.mingjia.platform;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Advances the {@link EventOrder} for as long as the service runs. */
@Component
class EventSequencer extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(EventSequencer.class);

    private final Transactor transactor;
    private final MingjiaSettings.Feed feed;

    EventSequencer(Transactor transactor, MingjiaSettings settings) {
        this.transactor = transactor;
        this.feed = settings.feed();
    }

    @Override
    protected Disposable begin() {
        return Mono.defer(this::step)
                .repeatWhen(steps -> steps.concatMap(_ -> Mono.delay(feed.interval()), 1))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                                .maxBackoff(Duration.ofSeconds(2))
                                .doBeforeRetry(again ->
                                        LOG.warn(
                                                "the event order waits for the database: {}",
                                                again.failure().toString())))
                .subscribe();
    }

    /** Empties what is waiting, batch by batch, then ends. */
    private Mono<Void> step() {
        return Mono.defer(
                        () -> transactor.inTransaction(tx -> EventOrder.advance(tx, feed.batch())))
                .expand(placed ->
                        placed < feed.batch()
                                ? Mono.empty()
                                : transactor.inTransaction(
                                        tx -> EventOrder.advance(tx, feed.batch())))
                .then();
    }
}
