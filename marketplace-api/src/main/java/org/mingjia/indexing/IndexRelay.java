package org.mingjia.indexing;

import static org.mingjia.db.Tables.EVENT_CURSOR;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.mingjia.platform.Background;
import org.mingjia.platform.EventOrder;
import org.mingjia.platform.EventOrder.Placed;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.search.IndexOutcome;
import org.mingjia.search.IndexState;
import org.mingjia.search.Indexer;
import org.mingjia.search.RebuildOutcome;
import org.mingjia.search.SearchIndexes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the event order into the search index, for as long as the service runs. Any number of
 * instances may run it; an advisory lock keeps two from doing the same work, and versions make it
 * harmless if they do.
 */
@Component
public class IndexRelay extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(IndexRelay.class);
    private static final String READER = "search";
    private static final String TURN =
            "select pg_try_advisory_xact_lock(hashtextextended('search index relay', 0))";

    private static final String ALONE =
            "select pg_try_advisory_lock(hashtextextended('search index rebuild', 0))";
    private static final String DONE =
            "select pg_advisory_unlock(hashtextextended('search index rebuild', 0))";

    private final Transactor transactor;
    private final Offerings offerings;
    private final Indexer indexer;
    private final SearchIndexes indexes;
    private final MingjiaSettings.Feed feed;
    private final AtomicLong lag = new AtomicLong();
    private final WrittenAhead ahead = new WrittenAhead();

    IndexRelay(
            Transactor transactor,
            Offerings offerings,
            Indexer indexer,
            SearchIndexes indexes,
            MingjiaSettings settings,
            MeterRegistry meters) {
        this.transactor = transactor;
        this.offerings = offerings;
        this.indexer = indexer;
        this.indexes = indexes;
        this.feed = settings.feed();
        meters.gauge("mingjia.search.lag.events", lag);
    }

    @Override
    protected Disposable begin() {
        return follow(
                prepared(), Mono.defer(this::follow), feed.interval(), "the search index waits");
    }

    /** An index that is new, or made by another mapping, is filled from the register. */
    private Mono<Void> prepared() {
        return indexes.ensure()
                .flatMap(state -> state == IndexState.CURRENT ? Mono.empty() : rebuild().then());
    }

    /**
     * Writes everything into a new index beside the running one and swaps the alias. One at a time
     * on any number of instances, by a lock of the session: a transaction so long would be ended.
     */
    public Mono<RebuildOutcome> rebuild() {
        return transactor.one(db ->
                Mono.from(db.resultQuery(ALONE))
                        .flatMap(row ->
                                row.get(0, boolean.class)
                                        ? Mono.usingWhen(
                                                Mono.just(db),
                                                _ -> rebuildAlone(),
                                                held -> Mono.from(held.resultQuery(DONE)))
                                        : Mono.error(
                                                new Refused(
                                                        new Unavailable(
                                                                "检索重建（另一次重建正在进行）",
                                                                Duration.ofSeconds(5))))));
    }

    private Mono<RebuildOutcome> rebuildAlone() {
        return Mono.defer(() -> {
            var position = new AtomicLong();
            return transactor
                    .one(EventOrder::head)
                    .doOnNext(position::set)
                    .flatMap(
                            head -> indexes.rebuild(snapshot(head), into -> replay(into, position)))
                    .doOnNext(done ->
                            LOG.info(
                                    "search index rebuilt: {} documents in {} ms",
                                    done.written(),
                                    done.millis()));
        });
    }

    private Flux<org.mingjia.search.OfferingDocument> snapshot(long head) {
        return transactor
                .one(offerings::vocabulary)
                .flatMapMany(
                        words -> transactor.many(db -> offerings.documents(db, null, words, head)));
    }

    private Mono<Void> replay(Indexer into, AtomicLong position) {
        return Mono.defer(() -> transactor.one(db -> batch(db, position.get())))
                .expand(events ->
                        events.isEmpty()
                                ? Mono.empty()
                                : transactor
                                        .one(db -> write(db, into, events))
                                        .doOnNext(position::set)
                                        .then(transactor.one(db -> batch(db, position.get()))))
                .then();
    }

    /** Works off what is there, batch by batch, then ends. */
    private Mono<Void> follow() {
        return turn().expand(moved -> moved ? turn() : Mono.empty()).then();
    }

    /** One batch under the lock; whether there may be more. */
    private Mono<Boolean> turn() {
        return transactor.inTransaction(tx ->
                Mono.from(tx.resultQuery(TURN))
                        .flatMap(row ->
                                row.get(0, boolean.class) ? batchUnderLock(tx) : Mono.just(false)));
    }

    /**
     * Reads and indexes in the locking transaction, which has no transaction id and so holds
     * nothing up; moves the cursor in another one, short.
     */
    private Mono<Boolean> batchUnderLock(DSLContext tx) {
        return Mono.from(
                        tx.select(EVENT_CURSOR.POSITION)
                                .from(EVENT_CURSOR)
                                .where(EVENT_CURSOR.READER.eq(READER)))
                .map(row -> row.value1())
                .defaultIfEmpty(0L)
                .flatMap(from ->
                        batch(tx, from)
                                .flatMap(events ->
                                        events.isEmpty()
                                                ? nothingWaits()
                                                : measure(tx, from)
                                                        .flatMap(head ->
                                                                writeAhead(tx, events, head))
                                                        .flatMap(this::moveTo)
                                                        .thenReturn(true)));
    }

    private Mono<Boolean> nothingWaits() {
        lag.set(0);
        return Mono.just(false);
    }

    /** How many events the index is behind, said before the writing, which may fail. */
    private Mono<Long> measure(DSLContext tx, long from) {
        return EventOrder.head(tx).doOnNext(head -> lag.set(head - from));
    }

    private Mono<List<Placed>> batch(DSLContext db, long after) {
        return EventOrder.after(db, after, feed.batch()).collectList();
    }

    /**
     * Writes what the events touch as it is at the head of the order, and leaves out what was
     * written so while the relay was catching up: an import touches most things several times.
     */
    private Mono<Long> writeAhead(DSLContext db, List<Placed> events, long head) {
        long last = events.getLast().position();
        return Touched.by(db, events)
                .map(touched -> ahead.missing(touched, last))
                .flatMap(missing ->
                        write(db, indexer, missing, head)
                                .then(Mono.fromRunnable(() -> ahead.wrote(missing, head)))
                                .then(
                                        missing.nothing() || events.size() == feed.batch()
                                                ? Mono.empty()
                                                : findable()))
                .thenReturn(last);
    }

    /** While it catches up the index looks by itself; the last of it need not wait for that. */
    private Mono<Void> findable() {
        return indexes.refresh().onErrorComplete();
    }

    private Mono<Long> write(DSLContext db, Indexer into, List<Placed> events) {
        long last = events.getLast().position();
        return Touched.by(db, events)
                .flatMap(touched -> write(db, into, touched, last))
                .thenReturn(last);
    }

    private Mono<Void> write(DSLContext db, Indexer into, Touched touched, long version) {
        return touched.nothing()
                ? Mono.empty()
                : offerings
                        .vocabulary(db)
                        .flatMap(words ->
                                into.indexAll(offerings.documents(db, touched, words, version)))
                        .doOnNext(IndexRelay::report)
                        .then(offerings.gone(db, touched, version))
                        .flatMap(into::remove)
                        .then();
    }

    /**
     * A document that the index refuses is a defect to be seen, not a reason to stop the market.
     */
    private static void report(IndexOutcome outcome) {
        outcome.failures()
                .forEach(failure ->
                        LOG.error(
                                "the index refused {}: {} {}",
                                failure.id(),
                                failure.status(),
                                failure.reason()));
    }

    private Mono<Void> moveTo(long position) {
        return transactor
                .one(db ->
                        db.insertInto(EVENT_CURSOR, EVENT_CURSOR.READER, EVENT_CURSOR.POSITION)
                                .values(READER, position)
                                .onConflict(EVENT_CURSOR.READER)
                                .doUpdate()
                                .set(
                                        EVENT_CURSOR.POSITION,
                                        DSL.greatest(EVENT_CURSOR.POSITION, DSL.val(position))))
                .then();
    }
}
