package org.mingjia.matching;

import static org.jooq.impl.DSL.val;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.mingjia.inbox.Mailing;
import org.mingjia.platform.Background;
import org.mingjia.platform.EventOrder;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Follows the event order into matches and messages. The cursor's row is taken by one instance at a
 * time and moved in the transaction of what was written: an event is told of once, whoever dies.
 */
@Component
class MatchRelay extends Background {

    /** Asked first and without a lock: most looks find nothing. */
    private static final String WAITING =
            """
            select coalesce((select max(position) from event_order), 0)
                   - (select position from event_cursor where reader = 'matching')
            """;

    private static final String TURN =
            "select position from event_cursor where reader = 'matching' for update skip locked";

    private static final String MOVE =
            "update event_cursor set position = {0} where reader = 'matching'";

    private final Transactor transactor;
    private final Mailing mailing;
    private final MingjiaSettings.Feed feed;
    private final AtomicLong lag = new AtomicLong();

    MatchRelay(
            Transactor transactor,
            Mailing mailing,
            MingjiaSettings settings,
            MeterRegistry meters) {
        this.transactor = transactor;
        this.mailing = mailing;
        this.feed = settings.feed();
        meters.gauge("mingjia.matching.lag.events", lag);
    }

    @Override
    protected Disposable begin() {
        return follow(Mono.empty(), Mono.defer(this::follow), feed.interval(), "matching waits");
    }

    private Mono<Void> follow() {
        return waiting()
                .expand(left ->
                        left > 0
                                ? step().filter(moved -> moved).flatMap(_ -> waiting())
                                : Mono.empty())
                .then();
    }

    private Mono<Long> waiting() {
        return transactor
                .one(db -> Mono.from(db.resultQuery(WAITING)))
                .map(row -> row.get(0, long.class))
                .doOnNext(lag::set);
    }

    /** One stretch; false when another instance has it in hand. */
    private Mono<Boolean> step() {
        return transactor
                .inTransaction(tx ->
                        Mono.from(tx.resultQuery(TURN))
                                .map(row -> row.get(0, long.class))
                                .flatMap(from ->
                                        end(tx, from).flatMap(upTo -> write(tx, from, upTo))))
                .defaultIfEmpty(false);
    }

    private Mono<Long> end(DSLContext tx, long from) {
        return EventOrder.head(tx).map(head -> Math.min(head, from + feed.batch()));
    }

    private Mono<Boolean> write(DSLContext tx, long from, long upTo) {
        return Tidings.match(tx, from, upTo)
                .then(Mono.defer(() -> Tidings.tell(tx, from, upTo)))
                .then(Mono.defer(() -> Tidings.tellOfContracts(tx, from, upTo)))
                .then(Mono.defer(() -> ComplaintTidings.tell(tx, from, upTo)))
                .then(Mono.defer(() -> RatingTidings.tell(tx, from, upTo)))
                .then(Mono.defer(() -> Tidings.find(tx, from, upTo)))
                .then(Mono.defer(() -> mailing.queue(tx, from, upTo)))
                .then(Mono.defer(() -> Mono.from(tx.query(MOVE, val(upTo)))))
                .thenReturn(true);
    }
}
