package org.mingjia.delivery;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.delivery.DeliveryForms.DeliveryStep;
import org.mingjia.delivery.DeliveryForms.OutcomeForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import reactor.core.publisher.Mono;

/**
 * 审批结果 What the approving department said of the report, recorded by a regulator of the project's
 * place: the best objective signal of its quality. A report that was returned and mended has both.
 */
final class Outcomes {

    private static final int MOST_OUTCOMES = 50;

    private static final String LAST =
            "select submitted_on from delivery where contract_id = {0} and delivery_no = {1}";

    private static final String OUTCOME =
            """
            insert into approval_outcome (contract_id, outcome_no, delivery_no, outcome, reason, document, decided_on, by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})
            """;

    private Outcomes() {}

    static Mono<DeliveryStep> record(DSLContext tx, Actor actor, String number, OutcomeForm form) {
        return DeliveredContract.lock(tx, actor, number)
                .flatMap(contract ->
                        Mono.from(tx.resultQuery(LAST, contract.key(), val(contract.deliveryNo())))
                                .map(row -> row.get(0, LocalDate.class))
                                .switchIfEmpty(
                                        DeliveredContract.refuse(
                                                "nothing-delivered", "尚未提交成果，没有可以记录的审批结果"))
                                .flatMap(
                                        delivered -> record(tx, actor, contract, delivered, form)));
    }

    private static Mono<DeliveryStep> record(
            DSLContext tx,
            Actor actor,
            DeliveredContract contract,
            LocalDate delivered,
            OutcomeForm form) {
        var checks = new FieldChecks();
        String outcome = String.valueOf(form.outcome());
        boolean returned = outcome.equals("returned");
        checks.require(
                returned || outcome.equals("accepted"),
                "#/outcome",
                "one-of",
                "审批部门采用为 accepted，退回为 returned");
        LocalDate day = form.decidedOn();
        checks.require(
                day != null && !day.isBefore(delivered) && !day.isAfter(contract.today()),
                "#/decidedOn",
                "between-delivery-and-today",
                "审批日期应在提交成果之日 " + delivered + " 与今天 " + contract.today() + " 之间");
        @Nullable String reason =
                returned || form.reason() != null
                        ? checks.prose("#/reason", "退回的理由", form.reason(), 4, 1000)
                        : null;
        @Nullable String document =
                form.document() == null
                        ? null
                        : checks.text("#/document", "文号", form.document(), 2, 200);
        int no = contract.outcomes() + 1;
        checks.require(no <= MOST_OUTCOMES, "#", "too-many-outcomes", "一份合同的审批结果不超过 50 条");
        checks.done();
        return Mono.from(
                        tx.query(
                                OUTCOME,
                                contract.key(),
                                val(no),
                                val(contract.deliveryNo()),
                                val(outcome),
                                val(reason, String.class),
                                val(document, String.class),
                                val(day, LocalDate.class),
                                val(actor.name())))
                .then(contract.told(tx, actor.name(), null, "outcome." + outcome, no));
    }
}
