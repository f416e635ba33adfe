package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Events;
import org.mingjia.timers.Timers;
import reactor.core.publisher.Mono;

/** Where a request stands, by where its lots stand. */
final class Progress {

    private static final String BECOME =
            """
            update service_request set status = {1}, version = version + 1, end_reason = {2} where id = {0}
            """;

    /** Each lot is failed, awarded, in publicity, or still in somebody's hands. */
    private static final String LOTS =
            """
            select r.status,
                   case when bool_or(l.stand = 'open') then 'selecting'
                        when bool_or(l.stand = 'publicity') then 'publicity'
                        when bool_or(l.stand = 'awarded') then 'awarded'
                        else 'failed' end,
                   left(string_agg(distinct l.reason, '；'), 1000)
              from service_request r
              cross join lateral (
                    select case when f.lot_no is not null then 'failed'
                                when a.status in ('publicity', 'awarded') then a.status
                                else 'open' end as stand,
                           f.reason
                      from request_lot l
                      left join lot_failure f on f.request_id = l.request_id and f.lot_no = l.lot_no
                      left join award a
                             on a.request_id = l.request_id and a.lot_no = l.lot_no and a.status <> 'withdrawn'
                     where l.request_id = r.id) l
             where r.id = {0}
             group by r.id, r.status
            """;

    private Progress() {}

    static Mono<Void> become(DSLContext tx, RequestRow request, String status) {
        return become(tx, request.id(), status, null);
    }

    private static Mono<Void> become(
            DSLContext tx, UUID id, String status, @Nullable String endReason) {
        return Mono.from(tx.query(BECOME, val(id), val(status), val(endReason, String.class)))
                .then();
    }

    /** Moves the request on to where its lots are; a suspended one stays where it is. */
    static Mono<Void> settle(DSLContext tx, RequestRow request) {
        return Mono.defer(() -> Mono.from(tx.resultQuery(LOTS, request.key())))
                .flatMap(row -> settle(tx, request, row));
    }

    private static Mono<Void> settle(DSLContext tx, RequestRow request, Record row) {
        String is = row.get(0, String.class);
        String becomes = row.get(1, String.class);
        if (is.equals(becomes) || is.equals("suspended")) {
            return Mono.empty();
        }
        Mono<Void> first =
                is.equals("selecting") && becomes.equals("awarded")
                        ? become(tx, request.id(), "publicity", null)
                        : Mono.empty();
        boolean failed = becomes.equals("failed");
        String reason = failed ? row.get(2, String.class) : null;
        Mono<Void> change = first.then(Mono.defer(() -> become(tx, request.id(), becomes, reason)));
        return switch (becomes) {
            case "failed" ->
                    change.then(Timers.clear(tx, request.id(), 0))
                            .then(
                                    tell(
                                            tx,
                                            request,
                                            "request.failed",
                                            Map.of("reason", String.valueOf(reason))));
            case "awarded" -> change.then(tell(tx, request, "request.awarded", Map.of()));
            default -> change;
        };
    }

    /** An event of the request, under its title. */
    static Mono<Void> tell(
            DSLContext tx,
            RequestRow request,
            String actor,
            String kind,
            Map<String, ? extends @Nullable Object> more) {
        var body = new java.util.LinkedHashMap<String, @Nullable Object>(more);
        body.put("name", request.title());
        return Mono.defer(() -> Events.tell(tx, actor, kind, "request", request.number(), body));
    }

    private static Mono<Void> tell(
            DSLContext tx,
            RequestRow request,
            String kind,
            Map<String, ? extends @Nullable Object> more) {
        return tell(tx, request, Closing.ACTOR, kind, more);
    }
}
