package org.mingjia.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Market time, Asia/Shanghai, by the database's clock, for readings that ask nothing else of the
 * database: this machine's clock, corrected every minute by what the database says. Writes and
 * deadlines never use it; they read the clock in their own statement.
 */
@Component
public final class MarketClock extends Background {

    private static final ZoneId MARKET = ZoneOffset.ofHours(8);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Transactor transactor;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    MarketClock(Transactor transactor) {
        this.transactor = transactor;
    }

    /** Today in the market. */
    public LocalDate today() {
        return Instant.now().plus(ahead.get()).atZone(MARKET).toLocalDate();
    }

    @Override
    protected Disposable begin() {
        return rounds(EVERY, Mono.defer(this::measure), "the market's clock", ahead::set);
    }

    private Mono<Duration> measure() {
        return transactor
                .one(db -> Mono.from(db.resultQuery("select clock_timestamp()")))
                .map(row ->
                        Duration.between(
                                Instant.now(), row.get(0, OffsetDateTime.class).toInstant()));
    }
}
