package org.mingjia.supervision;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.mingjia.agency.Sanctions;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.supervision.SupervisionForms.MeasureStep;
import org.mingjia.supervision.SupervisionForms.MeasureWordsForm;
import org.mingjia.supervision.SupervisionForms.RepairDecisionForm;
import reactor.core.publisher.Mono;

/** 信用修复 What ends a measure: asked for by the agency, granted by the operator. */
final class Repairs {

    private static final String ASK =
            "insert into measure_repair (measure_id, repair_no, text, by) values ({0}, {1}, {2}, {3})";

    private static final String ANSWER =
            """
            update measure_repair set granted = {2}, reason = {3}, decided_by = {4}, decided_at = clock_timestamp()
             where measure_id = {0} and repair_no = {1}
            """;

    private Repairs() {}

    static Mono<MeasureStep> ask(DSLContext tx, Actor actor, UUID id, MeasureWordsForm form) {
        return MeasureRow.lock(tx, actor, id)
                .flatMap(measure -> {
                    if (!measure.status().equals("confirmed")) {
                        return MeasureRow.refuse("nothing-to-repair", "只有已作出、尚未修复的处置可以申请修复");
                    }
                    if (measure.repairOpen()) {
                        return MeasureRow.refuse("one-at-a-time", "已有一份待处理的修复申请");
                    }
                    var checks = new FieldChecks();
                    String text = checks.prose("#/text", "整改情况", form.text(), 10, 2000);
                    checks.done();
                    return Mono.from(
                                    tx.query(
                                            ASK,
                                            val(id),
                                            val(measure.repairNo() + 1),
                                            val(text),
                                            val(actor.name())))
                            .then(measure.tell(tx, actor, "measure.repair-asked", null))
                            .thenReturn(new MeasureStep(id, "confirmed"));
                });
    }

    static Mono<MeasureStep> answer(DSLContext tx, Actor actor, UUID id, RepairDecisionForm form) {
        return MeasureRow.lock(tx, actor, id)
                .flatMap(measure -> {
                    if (!measure.repairOpen()) {
                        return MeasureRow.refuse("nothing-asked", "没有待处理的修复申请");
                    }
                    var checks = new FieldChecks();
                    checks.require(
                            form.grant() != null,
                            "#/grant",
                            "required",
                            "请填写 grant：true 同意，false 不同意");
                    String reason = checks.prose("#/reason", "理由", form.reason(), 4, 1000);
                    checks.done();
                    boolean granted = Boolean.TRUE.equals(form.grant());
                    LocalDate until = measure.endsOn();
                    if (granted
                            && measure.kind().equals("removal")
                            && until != null
                            && !measure.today().isAfter(until)) {
                        return MeasureRow.refuse("no-re-entry-yet", "清退后至 " + until + " 不得再次入驻");
                    }
                    return Mono.from(
                                    tx.query(
                                            ANSWER,
                                            val(id),
                                            val(measure.repairNo()),
                                            val(granted),
                                            val(reason),
                                            val(actor.name())))
                            .then(granted ? repair(tx, actor, measure, reason) : Mono.empty())
                            .then(
                                    measure.tell(
                                            tx,
                                            actor,
                                            granted ? "measure.repaired" : "measure.repair-refused",
                                            granted ? measure.kind() : null))
                            .thenReturn(new MeasureStep(id, granted ? "repaired" : "confirmed"));
                });
    }

    private static Mono<Void> repair(
            DSLContext tx, Actor actor, MeasureRow measure, String reason) {
        UUID sanction = measure.sanction();
        return Mono.defer(() ->
                        Mono.from(
                                tx.query(
                                        "update measure set status = 'repaired' where id = {0}",
                                        val(measure.id()))))
                .then(
                        sanction == null
                                ? Mono.empty()
                                : Mono.defer(() ->
                                        Sanctions.lift(
                                                tx, actor, measure.uscc(), sanction, reason)))
                .then();
    }
}
