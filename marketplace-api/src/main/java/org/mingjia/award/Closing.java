package org.mingjia.award;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.LOT_POOL;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.mingjia.beacon.Beacon;
import org.mingjia.beacon.Beacon.Round;
import org.mingjia.bidding.BidCount;
import org.mingjia.bidding.Opening;
import org.mingjia.platform.Events;
import org.mingjia.register.MarketCalendar;
import org.mingjia.selection.Pool;
import org.mingjia.timers.TimedWork;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 截止与开标 The deadline. Too few bids extend it once; else everything that was sealed is opened, and
 * who takes part in the draw is published before anybody can know its outcome.
 */
@Component
final class Closing implements TimedWork {

    /** Who does what nobody asks for. */
    static final String ACTOR = "timer";

    private static final String EXTEND =
            """
            update service_request set closes_at = {1}, extended_at = clock_timestamp(), version = version + 1
             where id = {0}
            """;

    private final Opening opening;
    private final MarketCalendar calendar;
    private final Beacon beacon;

    Closing(Opening opening, MarketCalendar calendar, Beacon beacon) {
        this.opening = opening;
        this.calendar = calendar;
        this.beacon = beacon;
    }

    @Override
    public String kind() {
        return "close";
    }

    @Override
    public Mono<Void> run(DSLContext tx, UUID requestId, int lotNo) {
        return RequestRow.lock(tx, requestId).flatMap(request -> due(tx, request));
    }

    private Mono<Void> due(DSLContext tx, RequestRow request) {
        if (!request.status().equals("published")) {
            return Mono.empty();
        }
        if (request.now().isBefore(request.closesAt())) {
            return Timers.set(tx, kind(), request.id(), 0, request.closesAt());
        }
        if (request.extended() || request.extensionDays() == 0) {
            return close(tx, request);
        }
        return request.lots(tx)
                .concatMap(lot -> BidCount.valid(tx, request.id(), lot.no()))
                .any(bids -> bids < request.method().minimum())
                .flatMap(tooFew -> tooFew ? extend(tx, request) : close(tx, request));
    }

    /** From the day that the deadline was on, or from today when nobody acted in time. */
    private Mono<Void> extend(DSLContext tx, RequestRow request) {
        OffsetDateTime then = request.closesAt().withOffsetSameInstant(RequestRow.MARKET);
        LocalDate from =
                then.toLocalDate().isBefore(request.today()) ? request.today() : then.toLocalDate();
        return calendar.after(tx, from, request.extensionDays())
                .map(day -> day.atTime(then.toLocalTime()).atOffset(RequestRow.MARKET))
                .flatMap(closesAt ->
                        Mono.from(tx.query(EXTEND, request.key(), val(closesAt)))
                                .then(Timers.set(tx, kind(), request.id(), 0, closesAt))
                                .then(
                                        Events.tell(
                                                tx,
                                                ACTOR,
                                                "request.extended",
                                                "request",
                                                request.number(),
                                                Map.of(
                                                        "name",
                                                        request.title(),
                                                        "closesAt",
                                                        closesAt.toString()))));
    }

    private Mono<Void> close(DSLContext tx, RequestRow request) {
        return Progress.become(tx, request, "closed")
                .thenMany(opening.open(tx, request.id(), ACTOR))
                .then(Mono.defer(() -> beacon.next(request.now())).map(List::of))
                .defaultIfEmpty(List.of())
                .flatMap(named -> publish(tx, request, named))
                .then();
    }

    /**
     * Publishes every lot's pool.
     *
     * @param named the round that is waited for; empty where no beacon is asked
     */
    private Mono<Void> publish(DSLContext tx, RequestRow request, List<Round> named) {
        OffsetDateTime drawAt = named.isEmpty() ? request.now() : named.getFirst().at();
        return Flux.defer(() -> request.lots(tx))
                .concatMap(lot -> pool(tx, request, lot.no(), named))
                .collectList()
                .flatMap(pools ->
                        Events.tell(
                                tx,
                                ACTOR,
                                "pool.published",
                                "request",
                                request.number(),
                                Map.of("name", request.title(), "lots", pools)))
                .then(Progress.become(tx, request, "selecting"))
                .then(Timers.set(tx, Drawing.KIND, request.id(), 0, drawAt));
    }

    private static Mono<Map<String, Object>> pool(
            DSLContext tx, RequestRow request, int lotNo, List<Round> named) {
        return OpenedBid.takingPart(tx, request.id(), lotNo)
                .map(OpenedBid::uscc)
                .collectList()
                .map(Pool::of)
                .flatMap(pool ->
                        commitment(tx, request.id())
                                .flatMap(commitment ->
                                        insert(tx, request, lotNo, named, pool, commitment)));
    }

    private static Mono<Map<String, Object>> insert(
            DSLContext tx,
            RequestRow request,
            int lotNo,
            List<Round> named,
            Pool pool,
            String commitment) {
        Round round = named.isEmpty() ? null : named.getFirst();
        return Mono.from(
                        tx.insertInto(LOT_POOL)
                                .set(LOT_POOL.REQUEST_ID, request.id())
                                .set(LOT_POOL.LOT_NO, (short) lotNo)
                                .set(LOT_POOL.USCCS, pool.usccs().toArray(String[]::new))
                                .set(LOT_POOL.COMMITMENT, commitment)
                                .set(LOT_POOL.BEACON_CHAIN, round == null ? null : round.chain())
                                .set(LOT_POOL.BEACON_ROUND, round == null ? null : round.number())
                                .set(LOT_POOL.BEACON_AT, round == null ? null : round.at()))
                .thenReturn(
                        Map.<String, Object>of(
                                "lot", lotNo, "hash", pool.hash(), "size", pool.size()));
    }

    private static Mono<String> commitment(DSLContext tx, UUID requestId) {
        return Mono.from(
                        tx.resultQuery(
                                "select encode(seed_commitment, 'hex') from opening_key where request_id = {0}",
                                val(requestId)))
                .map(row -> row.get(0, String.class));
    }
}
