package org.mingjia.offers;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.offers.ShelfQueries.Touch;
import org.mingjia.platform.Background;
import org.mingjia.platform.EventOrder;
import org.mingjia.platform.MarketClock;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.Rules;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps the shelves that are asked for, within bounds. What the event order tells that an agency
 * changed is put on them; any other change to what is on one throws it away. What is answered is
 * never older than the last place in that order that this instance has seen; how far behind its
 * head that is, the metric {@code mingjia.offers.lag.events} says.
 */
@Component
public class Shelves extends Background {

    private final Transactor transactor;
    private final Rules rules;
    private final MarketClock clock;
    private final MingjiaSettings.Feed feed;
    private final Agencies agencies = new Agencies();
    private final AsyncCache<String, Shelf> shelves;
    private final Sinks.One<Boolean> ready = Sinks.one();
    private final AtomicLong position = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private volatile Map<Integer, String> places = Map.of();

    Shelves(
            Transactor transactor,
            Rules rules,
            MarketClock clock,
            MingjiaSettings settings,
            MeterRegistry meters) {
        this.transactor = transactor;
        this.rules = rules;
        this.clock = clock;
        this.feed = settings.feed();
        this.shelves =
                Caffeine.newBuilder()
                        .maximumWeight(settings.offers().snapshotBytes())
                        .weigher((String _, Shelf shelf) -> shelf.bytes())
                        .buildAsync();
        meters.gauge("mingjia.offers.lag.events", lag);
        meters.gauge("mingjia.offers.shelves", shelves, s -> s.synchronous().estimatedSize());
    }

    /** A shelf, the agencies on it, and what the register says of its item on the day. */
    public record Stocked(Shelf shelf, Agencies agencies, Book book, Map<Integer, String> places) {

        /** What the shelf takes of memory, about. */
        public int bytes() {
            return shelf.bytes();
        }
    }

    /**
     * What is offered of the item on a day; refuses an item that is not on the list of that day.
     */
    Mono<Stocked> on(String itemCode, LocalDate day) {
        LocalDate today = clock.today();
        return isReady()
                .then(
                        Mono.defer(() ->
                                day.isBefore(today)
                                        ? past(itemCode, day, null)
                                        : present(itemCode, today)))
                .flatMap(shelf ->
                        shelf.book(day, Book.read(transactor, rules, itemCode, day))
                                .map(book -> new Stocked(shelf, agencies, book, places)));
    }

    /** The same by SQL alone, for one agency or for all, whatever the shelves hold. */
    public Mono<Stocked> read(String itemCode, LocalDate day, @Nullable String uscc) {
        return isReady()
                .then(Mono.defer(() -> past(itemCode, day, uscc)))
                .zipWith(
                        Book.read(transactor, rules, itemCode, day),
                        (shelf, book) -> new Stocked(shelf, agencies, book, places));
    }

    private Mono<Boolean> isReady() {
        return ready.asMono()
                .timeout(
                        Duration.ofSeconds(5),
                        Mono.error(
                                () -> new Refused(new Unavailable("报价", Duration.ofSeconds(2)))));
    }

    private Mono<Shelf> present(String itemCode, LocalDate today) {
        return Mono.fromFuture(
                () ->
                        shelves.get(
                                itemCode,
                                (code, _) ->
                                        transactor
                                                .one(db ->
                                                        Shelf.load(
                                                                db, agencies, code, today, null,
                                                                null))
                                                .toFuture()),
                true);
    }

    private Mono<Shelf> past(String itemCode, LocalDate day, @Nullable String uscc) {
        return transactor.one(db -> Shelf.load(db, agencies, itemCode, day, day.plusDays(1), uscc));
    }

    @Override
    protected Disposable begin() {
        return follow(
                prepared(),
                Mono.defer(this::follow),
                feed.interval(),
                "offers wait for the database");
    }

    /** The place is read before the agencies: what happens between is read twice, never missed. */
    private Mono<Void> prepared() {
        return transactor
                .one(EventOrder::head)
                .doOnNext(head -> {
                    shelves.synchronous().invalidateAll();
                    position.set(head);
                })
                .then(transactor.one(db -> agencies.read(db, null).thenReturn(true)))
                .then(readPlaces())
                .doOnSuccess(_ -> ready.tryEmitValue(true));
    }

    private Mono<Void> readPlaces() {
        return transactor
                .many(db ->
                        Flux.from(
                                db.resultQuery(
                                        "select code, name from region where valid @> market_today()")))
                .collectList()
                .doOnNext(rows -> {
                    var read = new HashMap<Integer, String>();
                    rows.forEach(row ->
                            read.put(
                                    Places.of(row.get(0, String.class)), row.get(1, String.class)));
                    places = Map.copyOf(read);
                })
                .then();
    }

    private Mono<Void> follow() {
        return turn().expand(more -> more ? turn() : Mono.empty()).then();
    }

    private Mono<Boolean> turn() {
        return transactor
                .many(db -> ShelfQueries.touched(db, position.get(), feed.batch()))
                .collectList()
                .flatMap(this::seen);
    }

    private Mono<Boolean> seen(List<Touch> touches) {
        lag.set(touches.size());
        if (touches.isEmpty()) {
            return Mono.just(false);
        }
        var agenciesToRead =
                touches.stream().filter(Touch::changesTheAgency).map(Touch::code).toList();
        Mono<Void> read =
                agenciesToRead.isEmpty()
                        ? Mono.empty()
                        : transactor
                                .one(db -> agencies.read(db, agenciesToRead).thenReturn(true))
                                .then();
        boolean regions = touches.stream().anyMatch(touch -> touch.type().equals("region"));
        return read.then(regions ? readPlaces() : Mono.empty())
                .then(Mono.defer(() -> restock(touches)))
                .then(
                        Mono.fromSupplier(() -> {
                            position.set(touches.getLast().position());
                            return touches.size() == feed.batch();
                        }));
    }

    /**
     * What one agency changed is put on the shelves that stand; any other shelf that is touched is
     * thrown away, and so is one that is being read at this moment, since nobody can say what it
     * saw.
     */
    private Mono<Void> restock(List<Touch> touches) {
        var changed = new HashMap<String, Set<String>>();
        var thrownAway = new HashSet<String>();
        for (Touch touch : touches) {
            for (String item : touch.items()) {
                if (touch.uscc() == null || !stands(item)) {
                    thrownAway.add(item);
                } else {
                    changed.computeIfAbsent(item, _ -> new HashSet<>()).add(touch.uscc());
                }
            }
        }
        shelves.synchronous().invalidateAll(thrownAway);
        changed.keySet().removeAll(thrownAway);
        if (changed.isEmpty()) {
            return Mono.empty();
        }
        var usccs = new HashSet<String>();
        changed.values().forEach(usccs::addAll);
        LocalDate today = clock.today();
        return transactor
                .many(db -> ShelfQueries.rows(db, changed.keySet(), today, null, usccs))
                .collectMultimap(ShelfQueries::itemOf)
                .doOnNext(rows ->
                        changed.keySet()
                                .forEach(item ->
                                        restock(
                                                item,
                                                usccs,
                                                List.copyOf(rows.getOrDefault(item, List.of())))))
                .then();
    }

    private boolean stands(String item) {
        var shelf = shelves.getIfPresent(item);
        return shelf != null && shelf.isDone() && !shelf.isCompletedExceptionally();
    }

    private void restock(String item, Set<String> usccs, List<Record> rows) {
        var before = shelves.getIfPresent(item);
        Shelf shelf = before == null || !stands(item) ? null : before.getNow(null);
        if (before != null
                && (shelf == null
                        || !shelves.asMap()
                                .replace(
                                        item,
                                        before,
                                        CompletableFuture.completedFuture(
                                                shelf.with(usccs, rows, agencies))))) {
            shelves.synchronous().invalidate(item);
        }
    }

    /** What a region is called today. */
    public String placeName(String code) {
        return places.getOrDefault(Places.of(code), code);
    }

    /** The last place in the event order that answers are sure to reflect. */
    long position() {
        return position.get();
    }
}
