package org.mingjia.offers;

import static org.mingjia.db.Tables.SERVICE_ITEM;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.PriceRule;
import org.mingjia.offers.OfferViews.ComparedItem;
import org.mingjia.platform.Background;
import org.mingjia.platform.EventOrder;
import org.mingjia.platform.MarketClock;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.Rules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Keeps the shelves that are asked for, within bounds, and throws one away as soon as the event
 * order tells of a change to anything on it. What is answered is never older than the last place in
 * that order that this instance has seen; how far behind its head that is, the metric {@code
 * mingjia.offers.lag.events} says.
 */
@Component
public class Shelves extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);

    private static final String TOUCHED =
            """
            select o.position, e.entity_type, e.entity_code,
                   case e.entity_type
                       when 'item' then array[e.entity_code]
                       when 'price' then array[e.public_body->>'itemCode',
                           (select p.item_code from price_entry p where p.id::text = e.entity_code)]
                       when 'price-rule' then array(select r.item_code from price_rule r where r.rule_id = e.entity_code)
                       when 'price-rule-tier' then array(select r.item_code from price_rule r
                                                          where r.rule_id = split_part(e.entity_code, '/', 1))
                       when 'agency' then array(
                           select i.item_code from agency_item i join organisation g on g.id = i.agency_id where g.uscc = e.entity_code
                           union
                           select p.item_code from price_entry p join organisation g on g.id = p.agency_id where g.uscc = e.entity_code)
                       else '{}'::text[] end
              from event_order o join event e on e.id = o.event_id
             where o.position > {0} order by o.position limit {1}
            """;

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
            OffersSettings offers,
            MeterRegistry meters) {
        this.transactor = transactor;
        this.rules = rules;
        this.clock = clock;
        this.feed = settings.feed();
        this.shelves =
                Caffeine.newBuilder()
                        .maximumWeight(offers.snapshotBytes())
                        .weigher((String _, Shelf shelf) -> shelf.bytes())
                        .buildAsync();
        meters.gauge("mingjia.offers.lag.events", lag);
        meters.gauge("mingjia.offers.shelves", shelves, s -> s.synchronous().estimatedSize());
    }

    /** A shelf, the agencies on it, and what the register says of its item on the day. */
    public record Stocked(Shelf shelf, Agencies agencies, Book book, Map<Integer, String> places) {}

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
                        shelf.book(day, book(itemCode, day))
                                .map(book -> new Stocked(shelf, agencies, book, places)));
    }

    /** The same by SQL alone, for one agency or for all, whatever the shelves hold. */
    public Mono<Stocked> read(String itemCode, LocalDate day, @Nullable String uscc) {
        return isReady()
                .then(Mono.defer(() -> past(itemCode, day, uscc)))
                .zipWith(
                        book(itemCode, day),
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

    private Mono<Book> book(String itemCode, LocalDate day) {
        var on = DSL.val(day, SQLDataType.LOCALDATE);
        return transactor
                .one(db ->
                        db.select(SERVICE_ITEM.NAME, SERVICE_ITEM.PAYER, SERVICE_ITEM.PRICING_MODE)
                                .from(SERVICE_ITEM)
                                .where(SERVICE_ITEM.CODE.eq(itemCode))
                                .and("{0} @> {1}", SERVICE_ITEM.VALID, on))
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(new NotFound("中介服务事项（" + day + " 的清单）", itemCode))))
                .map(row ->
                        new ComparedItem(
                                itemCode,
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                notice(row.value2())))
                .zipWith(
                        transactor
                                .many(db -> rules.ofItem(db, itemCode, on))
                                .map(rules::compile)
                                .collectList(),
                        (item, compiled) -> new Book(item, day, List.<PriceRule>copyOf(compiled)));
    }

    static @Nullable String notice(String payer) {
        return Payer.GOVERNMENT.code().equals(payer) ? "本事项由审批部门委托并付费，任何机构不得向企业收取；已被收取的可投诉" : null;
    }

    @Override
    protected Disposable begin() {
        return prepared()
                .thenMany(
                        Mono.defer(this::follow)
                                .repeatWhen(turns ->
                                        turns.concatMap(_ -> Mono.delay(feed.interval()), 1)))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(300))
                                .maxBackoff(Duration.ofSeconds(2))
                                .transientErrors(true)
                                .doBeforeRetry(again ->
                                        LOG.warn(
                                                "offers wait for the database: {}",
                                                again.failure().toString())))
                .subscribe();
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

    private record Touch(long position, String type, String code, List<String> items) {}

    private Mono<Boolean> turn() {
        return transactor
                .many(db ->
                        Flux.from(
                                db.resultQuery(
                                        TOUCHED, DSL.val(position.get()), DSL.val(feed.batch()))))
                .map(row ->
                        new Touch(
                                row.get(0, long.class),
                                row.get(1, String.class),
                                row.get(2, String.class),
                                Arrays.stream(row.get(3, String[].class))
                                        .filter(Objects::nonNull)
                                        .toList()))
                .collectList()
                .flatMap(this::seen);
    }

    private Mono<Boolean> seen(List<Touch> touches) {
        lag.set(touches.size());
        if (touches.isEmpty()) {
            return Mono.just(false);
        }
        var items = new HashSet<String>();
        var changed = new ArrayList<String>();
        boolean regions = false;
        for (Touch touch : touches) {
            items.addAll(touch.items());
            if (touch.type().equals("agency") || touch.type().equals("organisation")) {
                changed.add(touch.code());
            }
            regions |= touch.type().equals("region");
        }
        Mono<Void> read =
                changed.isEmpty()
                        ? Mono.empty()
                        : transactor.one(db -> agencies.read(db, changed).thenReturn(true)).then();
        return read.then(regions ? readPlaces() : Mono.empty())
                .then(
                        Mono.fromSupplier(() -> {
                            shelves.synchronous().invalidateAll(items);
                            position.set(touches.getLast().position());
                            return touches.size() == feed.batch();
                        }));
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
