package org.mingjia.stuck;

import static org.jooq.impl.DSL.selectCount;
import static org.mingjia.db.Tables.STUCK_REQUEST;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.mingjia.platform.Background;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** How many things are stuck, for whoever watches the service. */
@Component
class StuckGauge extends Background {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Transactor transactor;
    private final AtomicLong stuck = new AtomicLong();

    StuckGauge(Transactor transactor, MeterRegistry meters) {
        this.transactor = transactor;
        meters.gauge("mingjia.requests.stuck", stuck);
    }

    @Override
    protected Disposable begin() {
        return rounds(EVERY, Mono.defer(this::count), "stuck requests", stuck::set);
    }

    private Mono<Long> count() {
        return transactor
                .one(db -> Mono.from(db.select(selectCount().from(STUCK_REQUEST).asField())))
                .map(row -> row.get(0, Long.class));
    }
}
