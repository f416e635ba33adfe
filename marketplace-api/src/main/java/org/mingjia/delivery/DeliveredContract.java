package org.mingjia.delivery;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.contract.ContractAccess;
import org.mingjia.delivery.DeliveryForms.DeliveryStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * A contract under which something is handed in, locked until the end of the transaction.
 *
 * @param deliveryNo of the last delivery; 0 before the first
 * @param deliveredOn day of the delivery that the owner has in hand, or accepted
 * @param files how many were handed in, replaced ones too
 * @param outcomes how many were recorded
 */
record DeliveredContract(
        UUID id,
        String number,
        String title,
        String status,
        UUID requestId,
        int lotNo,
        int deliveryNo,
        @Nullable LocalDate deliveredOn,
        int files,
        int outcomes,
        LocalDate today) {

    /** The request first, as timers lock it, so that two never wait for each other. */
    private static final String REQUEST =
            """
            select r.id from service_request r
             where r.id = (select c.request_id from contract c where {0}) for update
            """;

    private static final String ROW =
            """
            select c.id, c.number, r.title, c.status, c.request_id, c.lot_no::int, c.delivery_no, c.delivered_on,
                   (select count(*)::int from delivery_file f where f.contract_id = c.id),
                   (select count(*)::int from approval_outcome o where o.contract_id = c.id), market_today()
              from contract c
              join service_request r on r.id = c.request_id
             where {0}
               for update of c
            """;

    static Mono<DeliveredContract> lock(DSLContext tx, Actor actor, String number) {
        Condition which =
                ContractAccess.readable(actor)
                        .and(condition("c.number = {0}", val(number.replace("\0", ""))));
        return lock(tx, which)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))));
    }

    /** Nothing where no contract is found. */
    static Mono<DeliveredContract> lock(DSLContext tx, Condition which) {
        return Mono.from(tx.resultQuery(REQUEST, which))
                .flatMap(_ -> Mono.from(tx.resultQuery(ROW, which)))
                .map(DeliveredContract::of);
    }

    private static DeliveredContract of(Record row) {
        return new DeliveredContract(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, UUID.class),
                row.get(5, Integer.class),
                row.get(6, Integer.class),
                row.get(7, LocalDate.class),
                row.get(8, Integer.class),
                row.get(9, Integer.class),
                row.get(10, LocalDate.class));
    }

    Field<UUID> key() {
        return val(id);
    }

    boolean isDelivered() {
        return status.equals("delivered");
    }

    /** Filed and not yet accepted. */
    Mono<DeliveredContract> open() {
        return status.equals("filed") || isDelivered()
                ? Mono.just(this)
                : refuse("delivery-is-open", "成果从备案之后、验收之前提交；合同现为「" + word() + "」");
    }

    private String word() {
        return switch (status) {
            case "drafting" -> "起草";
            case "signed" -> "已签订、未备案";
            case "accepted" -> "已验收";
            case "terminated" -> "已终止";
            default -> status;
        };
    }

    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }

    /** An event of the contract, and where it stands now; no file and no person is named in it. */
    Mono<DeliveryStep> told(
            DSLContext tx, String actor, @Nullable String side, String kind, int no) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", title);
        body.put("side", side);
        return Mono.defer(() -> Events.tell(tx, actor, kind, "contract", number, body))
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.resultQuery(
                                                "select status from contract where id = {0}",
                                                key()))))
                .map(row -> new DeliveryStep(number, row.get(0, String.class), no));
    }

    /** When silence accepts what was handed in; an hour from now where no calendar says it. */
    Mono<OffsetDateTime> silentUntil(DSLContext tx) {
        return Mono.defer(() ->
                Mono.from(
                                tx.resultQuery(
                                        """
                                        select coalesce(k.accept_by, clock_timestamp() + interval '1 hour')
                                          from contract_clock k where k.contract_id = {0}
                                        """,
                                        key()))
                        .map(row -> row.get(0, OffsetDateTime.class)));
    }
}
