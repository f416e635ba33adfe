package org.mingjia.delivery;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.contract.ContractAccess;
import org.mingjia.delivery.DeliveryForms.DeliveryAnswerForm;
import org.mingjia.delivery.DeliveryForms.DeliveryStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.timers.TimedWork;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * 验收 The owner accepts or returns with what has to be mended; when its working days are over
 * without a word, the delivery counts as accepted.
 */
@Component
final class Acceptance implements TimedWork {

    static final String KIND = "acceptance";

    private static final String ACTOR = "timer";

    private static final String ANSWER =
            """
            update delivery set status = {2}, reason = {3}, by_silence = {4}, decided_by = {5}
             where contract_id = {0} and delivery_no = {1}
            """;

    private static final String ACCEPTED =
            """
            update contract set status = 'accepted', accepted_at = clock_timestamp(), accepted_on = market_today(),
                   accepted_by_silence = {1}
             where id = {0}
            """;

    private static final String RETURNED =
            "update contract set status = 'filed', delivered_on = null where id = {0}";

    /** Whether the owner's time is over, and if not, when to look again. */
    private static final String OVER =
            """
            select coalesce(clock_timestamp() >= k.accept_by, false),
                   coalesce(k.accept_by, clock_timestamp() + interval '1 hour')
              from contract_clock k where k.contract_id = {0}
            """;

    Acceptance() {}

    static Mono<DeliveryStep> answer(
            DSLContext tx, Actor actor, String number, DeliveryAnswerForm form) {
        return DeliveredContract.lock(tx, actor, number)
                .flatMap(contract ->
                        contract.isDelivered()
                                ? Mono.just(contract)
                                : DeliveredContract.<DeliveredContract>refuse(
                                        "nothing-delivered", "没有待验收的成果"))
                .flatMap(contract -> {
                    var checks = new FieldChecks();
                    checks.require(
                            form.accept() != null,
                            "#/accept",
                            "required",
                            "请填写 accept：true 验收通过，false 退回修改");
                    boolean yes = Boolean.TRUE.equals(form.accept());
                    @Nullable String reason =
                            yes
                                    ? null
                                    : checks.prose("#/reason", "退回修改的理由", form.reason(), 10, 2000);
                    checks.done();
                    if (form.deliveryNo() == null || form.deliveryNo() != contract.deliveryNo()) {
                        return DeliveredContract.refuse(
                                "not-the-last-delivery",
                                "待验收的是第 " + contract.deliveryNo() + " 次提交，请核对之后再答复");
                    }
                    return answered(
                            tx, contract, actor.name(), ContractAccess.side(actor), yes, reason);
                });
    }

    private static Mono<DeliveryStep> answered(
            DSLContext tx,
            DeliveredContract contract,
            String actor,
            @Nullable String side,
            boolean yes,
            @Nullable String reason) {
        boolean silent = side == null;
        return Mono.from(
                        tx.query(
                                ANSWER,
                                contract.key(),
                                val(contract.deliveryNo()),
                                val(yes ? "accepted" : "returned"),
                                val(reason, String.class),
                                val(silent),
                                val(actor)))
                .then(
                        Mono.from(
                                yes
                                        ? tx.query(ACCEPTED, contract.key(), val(silent))
                                        : tx.query(RETURNED, contract.key())))
                .then(
                        contract.told(
                                tx,
                                actor,
                                side,
                                !yes
                                        ? "delivery.returned"
                                        : silent
                                                ? "delivery.accepted-silently"
                                                : "delivery.accepted",
                                contract.deliveryNo()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Void> run(DSLContext tx, UUID requestId, int lotNo) {
        return DeliveredContract.lock(
                        tx,
                        condition(
                                "c.request_id = {0} and c.lot_no = {1} and c.status = 'delivered'",
                                val(requestId), val(lotNo)))
                .flatMap(contract ->
                        Mono.from(tx.resultQuery(OVER, contract.key()))
                                .flatMap(row ->
                                        row.get(0, Boolean.class)
                                                ? answered(tx, contract, ACTOR, null, true, null)
                                                        .then()
                                                : Timers.set(
                                                        tx,
                                                        KIND,
                                                        requestId,
                                                        lotNo,
                                                        row.get(1, OffsetDateTime.class))));
    }
}
