package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.register.MarketCalendar;
import org.mingjia.selection.Method;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 中止与恢复 A request stands still while an objection is undecided or a complaint holds it. With the
 * last of them gone everything that waited goes on, with one whole working day at the least.
 */
@Component
public final class Standstill {

    private static final String RESUME =
            """
            update service_request r
               set status = r.suspended_from, version = version + 1,
                   closes_at = case when r.suspended_from = 'published' then greatest(r.closes_at, {1}) else r.closes_at end
             where r.id = {0} and r.status = 'suspended'
               and not exists (select from objection o where o.request_id = r.id and o.decision is null)
               and not exists (select from hold h where h.request_id = r.id and h.lifted_at is null)
            returning r.status, r.closes_at, exists (select from selection s where s.request_id = r.id), clock_timestamp()
            """;

    /**
     * Lots that are in nobody's hands after a suspension: whose publicity runs, and whose choice.
     */
    private static final String LEFT =
            """
            select l.lot_no::int, a.status
              from request_lot l
              left join award a on a.request_id = l.request_id and a.lot_no = l.lot_no and a.status <> 'withdrawn'
             where l.request_id = {0} and a.status is distinct from 'awarded'
               and not exists (select from lot_failure f where f.request_id = l.request_id and f.lot_no = l.lot_no)
             order by l.lot_no
            """;

    private static final String PROLONG =
            """
            update award set publicity_until = greatest(publicity_until, {2})
             where request_id = {0} and lot_no = {1} and status = 'publicity'
            returning publicity_until
            """;

    private static final String FOLLOWED =
            """
            select not exists (select from lot_failure f where f.request_id = {0} and f.lot_no = {1})
            """;

    private final Awards awards;
    private final MarketCalendar calendar;

    Standstill(Awards awards, MarketCalendar calendar) {
        this.awards = awards;
        this.calendar = calendar;
    }

    /**
     * An award that a complaint has cancelled.
     *
     * @param uscc of the agency that had it
     * @param followed whether the lot goes on without that agency; otherwise it has failed
     */
    public record Cancelled(UUID awardId, String uscc, boolean followed) {}

    /**
     * Holds a published request until {@link #resume(DSLContext, UUID, String)}; refused where
     * nothing goes on that could be held.
     */
    public Mono<Void> hold(DSLContext tx, UUID requestId, String actor) {
        return RequestRow.lock(tx, requestId)
                .flatMap(request ->
                        switch (request.status()) {
                            case "suspended" -> Mono.<Void>empty();
                            case "published", "closed", "selecting", "publicity" ->
                                    suspend(tx, request)
                                            .then(
                                                    Progress.tell(
                                                            tx,
                                                            request,
                                                            actor,
                                                            "request.suspended",
                                                            Map.of()));
                            default ->
                                    RequestRow.<Void>refuse(
                                            "nothing-to-hold", "该采购需求已经结束，没有可以暂停的程序；已成交的可以暂停其合同");
                        });
    }

    static Mono<Void> suspend(DSLContext tx, RequestRow request) {
        return request.status().equals("suspended")
                ? Mono.empty()
                : Progress.become(tx, request, "suspended").then(Timers.clear(tx, request.id(), 0));
    }

    /** Lets a request go on that no complaint and no objection holds any more. */
    public Mono<Void> resume(DSLContext tx, UUID requestId, String actor) {
        return RequestRow.lock(tx, requestId)
                .filter(request -> request.status().equals("suspended"))
                .flatMap(request ->
                        resume(tx, request).then(Mono.defer(() -> resumed(tx, request, actor))));
    }

    private static Mono<Void> resumed(DSLContext tx, RequestRow request, String actor) {
        return Mono.from(
                        tx.resultQuery(
                                "select status, closes_at from service_request where id = {0} and status <> 'suspended'",
                                request.key()))
                .flatMap(row -> {
                    var body = new LinkedHashMap<String, @Nullable Object>();
                    boolean open = "published".equals(row.get(0, String.class));
                    if (open) {
                        body.put("closesAt", String.valueOf(row.get(1, OffsetDateTime.class)));
                    }
                    return (open ? Mono.<Void>empty() : Progress.settle(tx, request))
                            .then(Progress.tell(tx, request, actor, "request.resumed", body));
                });
    }

    /** The same inside the decision of an objection, which settles the request itself. */
    Mono<Void> resume(DSLContext tx, RequestRow request) {
        return Mono.defer(() ->
                request.status().equals("suspended")
                        ? request.after(tx, calendar, 1)
                                .flatMap(dayAfter ->
                                        Mono.from(
                                                        tx.resultQuery(
                                                                RESUME,
                                                                request.key(),
                                                                val(dayAfter)))
                                                .flatMap(row -> goOn(tx, request, row, dayAfter)))
                        : Mono.empty());
    }

    private Mono<Void> goOn(
            DSLContext tx, RequestRow request, Record row, OffsetDateTime dayAfter) {
        if (row.get(0, String.class).equals("published")) {
            return Timers.set(tx, "close", request.id(), 0, row.get(1, OffsetDateTime.class));
        }
        if (!row.get(2, Boolean.class)) {
            // a draw can be looked forward to; an owner who has to mark first gets its days now
            boolean marks = request.method() instanceof Method.BestValue;
            return Timers.set(
                    tx,
                    Drawing.KIND,
                    request.id(),
                    0,
                    marks ? row.get(3, OffsetDateTime.class) : dayAfter);
        }
        return Flux.from(tx.resultQuery(LEFT, request.key()))
                .map(left -> new Left(left.get(0, Integer.class), left.get(1, String.class)))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(left ->
                        Awards.PUBLICITY.equals(left.status())
                                ? prolong(tx, request, left.lotNo(), dayAfter)
                                : awards.leaveToTheOwner(tx, request, left.lotNo()))
                .then();
    }

    private record Left(int lotNo, @Nullable String status) {}

    /** What is left of the publicity, and one whole working day at the least. */
    private static Mono<Void> prolong(
            DSLContext tx, RequestRow request, int lotNo, OffsetDateTime until) {
        return Mono.from(tx.resultQuery(PROLONG, request.key(), val(lotNo), val(until)))
                .flatMap(row ->
                        Timers.set(
                                tx,
                                Awards.PUBLICITY,
                                request.id(),
                                lotNo,
                                row.get(0, OffsetDateTime.class)));
    }

    /**
     * Cancels the award of a lot that stands, as an upheld complaint orders it: the next in rank
     * follows where the notice said so, else the lot has failed. Its contract has ended before.
     */
    public Mono<Cancelled> cancel(
            DSLContext tx, UUID requestId, int lotNo, String actor, String reason) {
        return RequestRow.lock(tx, requestId)
                .flatMap(request ->
                        Awards.standing(tx, request, lotNo)
                                .switchIfEmpty(RequestRow.refuse("no-award", "该标段没有可以取消的中选"))
                                .flatMap(award ->
                                        awards.lose(tx, request, award, actor, "complaint", reason)
                                                .then(Progress.settle(tx, request))
                                                .then(
                                                        Mono.defer(() ->
                                                                Mono.from(
                                                                        tx.resultQuery(
                                                                                FOLLOWED,
                                                                                request.key(),
                                                                                val(lotNo)))))
                                                .map(row ->
                                                        new Cancelled(
                                                                award.id(),
                                                                award.uscc(),
                                                                row.get(0, Boolean.class)))));
    }
}
