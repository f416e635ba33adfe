package org.mingjia.timers;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Background;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Acts on timers that are due by the database's clock. A row that another instance has in hand is
 * passed over; a failure is written on the row and tried again after twice the time, up to ten
 * minutes.
 */
@Component
class Timekeeper extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);

    /** The request first, as every other write locks it, so that two never wait for each other. */
    private static final String DUE =
            """
            select t.kind, t.request_id, t.lot_no::int
              from timer t
             where t.due_at <= clock_timestamp() and t.not_before <= clock_timestamp()
               and t.kind = any({0})
             order by t.due_at limit {1}
            """;

    private static final String TAKE =
            """
            delete from timer t
             using (select r.id from service_request r where r.id = {1} for update skip locked) r
             where t.kind = {0} and t.request_id = r.id and t.lot_no = {2}
               and t.due_at <= clock_timestamp() and t.not_before <= clock_timestamp()
            returning t.kind
            """;

    private static final String FAILED =
            """
            update timer set attempts = attempts + 1, failure = left({3}, 500),
                   not_before = clock_timestamp() + least(interval '10 minutes', interval '1 second' * (2 ^ least(attempts, 10)))
             where kind = {0} and request_id = {1} and lot_no = {2}
            """;

    private static final int BATCH = 50;

    private final Transactor transactor;
    private final Map<String, TimedWork> work;
    private final Duration every;

    Timekeeper(Transactor transactor, List<TimedWork> work, MingjiaSettings settings) {
        this.transactor = transactor;
        this.work = work.stream().collect(Collectors.toMap(TimedWork::kind, Function.identity()));
        this.every = settings.feed().interval();
    }

    private record Due(String kind, UUID requestId, int lotNo) {
        static Due of(Record row) {
            return new Due(
                    row.get(0, String.class), row.get(1, UUID.class), row.get(2, Integer.class));
        }
    }

    @Override
    protected Disposable begin() {
        return rounds(every, Mono.defer(this::look), "timers", _ -> {});
    }

    /** Acts once on everything that is due. */
    Mono<Void> look() {
        return transactor
                .many(db ->
                        db.resultQuery(DUE, val(work.keySet().toArray(String[]::new)), val(BATCH)))
                .map(Due::of)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::act, 1)
                .then();
    }

    private Mono<Void> act(Due due) {
        return transactor
                .inTransaction(tx -> take(tx, due))
                .then()
                .onErrorResume(failure -> failed(due, failure));
    }

    private Mono<Boolean> take(DSLContext tx, Due due) {
        return Mono.from(
                        tx.resultQuery(
                                TAKE, val(due.kind()), val(due.requestId()), val(due.lotNo())))
                .flatMap(_ ->
                        java.util.Objects.requireNonNull(work.get(due.kind()))
                                .run(tx, due.requestId(), due.lotNo())
                                .thenReturn(true));
    }

    private Mono<Void> failed(Due due, Throwable failure) {
        LOG.warn("timer {} of {}: {}", due.kind(), due.requestId(), failure.toString());
        // the statement that failed stands before what the database says of it, and would fill the
        // row
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        @Nullable String said = first.getMessage();
        return transactor
                .inTransaction(tx ->
                        Mono.from(
                                tx.query(
                                        FAILED,
                                        val(due.kind()),
                                        val(due.requestId()),
                                        val(due.lotNo()),
                                        val(said == null ? failure.toString() : said))))
                .then();
    }
}
