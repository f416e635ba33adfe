package org.mingjia.platform;

import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Advances the {@link EventOrder} for as long as the service runs. */
@Component
class EventSequencer extends Background {

    private final Transactor transactor;
    private final MingjiaSettings.Feed feed;

    EventSequencer(Transactor transactor, MingjiaSettings settings) {
        this.transactor = transactor;
        this.feed = settings.feed();
    }

    @Override
    protected Disposable begin() {
        return follow(
                Mono.empty(),
                Mono.defer(this::step),
                feed.interval(),
                "the event order waits for the database");
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
