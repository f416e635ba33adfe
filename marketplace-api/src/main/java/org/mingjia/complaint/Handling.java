package org.mingjia.complaint;

import static org.jooq.impl.DSL.val;

import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.complaint.ComplaintForms.AcceptanceForm;
import org.mingjia.complaint.ComplaintForms.RefusalForm;
import org.mingjia.complaint.ComplaintForms.TransferForm;
import org.mingjia.complaint.ComplaintViews.ComplaintStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The steps of a complaint before its decision: those of the desk, and those of the parties. */
@Component
final class Handling {

    private static final String ACCEPT =
            """
            update complaint set status = 'accepted', accepted_at = clock_timestamp(), accepted_on = market_today(),
                   accepted_by = {1}
             where id = {0}
            """;

    private static final String REFUSE =
            """
            update complaint set status = 'refused', refusal_rule = {1}, refusal_reason = {2},
                   refused_at = clock_timestamp(), refused_by = {3}
             where id = {0}
            """;

    private static final String PASS =
            """
            update complaint set desk = {1}, passed_from = desk, passed_reason = {2}, passed_at = clock_timestamp(),
                   passed_by = {3}
             where id = {0}
            """;

    private static final String EXTEND =
            """
            update complaint set extended_at = clock_timestamp(), extension_reason = {1}, extended_by = {2} where id = {0}
            """;

    private static final String WITHDRAW =
            "update complaint set status = 'withdrawn', withdrawn_at = clock_timestamp() where id = {0}";

    private static final String STATE =
            "insert into complaint_statement (complaint_id, text, by) values ({0}, {1}, {2})";

    private final Holding holding;

    Handling(Holding holding) {
        this.holding = holding;
    }

    /** 受理 With a hold or without one. */
    Mono<ComplaintStep> accept(DSLContext tx, Actor actor, String number, AcceptanceForm form) {
        var checks = new FieldChecks();
        String target = form.hold() == null ? null : Holding.target(checks, "#/hold", form.hold());
        String reason =
                target == null ? "" : checks.prose("#/reason", "暂停的理由", form.reason(), 4, 1000);
        checks.done();
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(complaint -> complaint.being("received"))
                .flatMap(complaint ->
                        Mono.from(tx.query(ACCEPT, complaint.key(), val(actor.name())))
                                .then(
                                        target == null
                                                ? Mono.<Void>empty()
                                                : holding.place(
                                                        tx, actor, complaint, target, reason))
                                .then(
                                        complaint.tell(
                                                tx,
                                                actor,
                                                "complaint.accepted",
                                                target == null ? Map.of() : Map.of("hold", target)))
                                .then(complaint.step(tx)));
    }

    /** 不予受理 The rule that it falls under, and why. */
    Mono<ComplaintStep> refuse(DSLContext tx, Actor actor, String number, RefusalForm form) {
        var checks = new FieldChecks();
        String rule = String.valueOf(form.rule());
        checks.require(
                rule.matches("out-of-scope|no-grounds|handled-elsewhere|repeated"),
                "#/rule",
                "one-of",
                "不予受理的情形为 out-of-scope 不属受理范围、no-grounds 没有事实依据、handled-elsewhere 已由他处受理、repeated 重复投诉");
        String reason = checks.prose("#/reason", "不予受理的理由", form.reason(), 4, 1000);
        checks.done();
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(complaint -> complaint.being("received"))
                .flatMap(complaint ->
                        Mono.from(
                                        tx.query(
                                                REFUSE,
                                                complaint.key(),
                                                val(rule),
                                                val(reason),
                                                val(actor.name())))
                                .then(
                                        complaint.tell(
                                                tx,
                                                actor,
                                                "complaint.refused",
                                                Map.of("rule", rule)))
                                .then(complaint.step(tx)));
    }

    /** 转办 Once, to another desk; its clock goes on. */
    Mono<ComplaintStep> pass(DSLContext tx, Actor actor, String number, TransferForm form) {
        var checks = new FieldChecks();
        String desk = String.valueOf(form.desk());
        checks.require(
                desk.matches("operator|department|price|discipline"),
                "#/desk",
                "one-of",
                "承办单位为 operator 运行机构、department 行业主管部门、price 市场监管、discipline 纪检监察");
        String reason = checks.prose("#/reason", "转办的理由", form.reason(), 4, 1000);
        checks.done();
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(Handling::open)
                .flatMap(complaint ->
                        complaint.passed()
                                ? ComplaintRow.<ComplaintRow>refuse("passed-before", "投诉只能转办一次")
                                : complaint.desk().equals(desk)
                                        ? ComplaintRow.<ComplaintRow>refuse(
                                                "same-desk", "已由该单位承办，不必转办")
                                        : Mono.just(complaint))
                .flatMap(complaint ->
                        Mono.from(
                                        tx.query(
                                                PASS,
                                                complaint.key(),
                                                val(desk),
                                                val(reason),
                                                val(actor.name())))
                                .then(
                                        complaint.tell(
                                                tx,
                                                actor,
                                                "complaint.passed-on",
                                                Map.of("from", complaint.desk(), "to", desk)))
                                .then(complaint.step(tx)));
    }

    /** 延期 Once, before the period is over. */
    Mono<ComplaintStep> extend(DSLContext tx, Actor actor, String number, @Nullable String why) {
        String reason = reason("延期的理由", why);
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(complaint -> complaint.being("accepted"))
                .flatMap(complaint ->
                        complaint.extended()
                                ? ComplaintRow.<ComplaintRow>refuse("extended-before", "处理期限只能延长一次")
                                : Mono.just(complaint))
                .flatMap(complaint ->
                        Mono.from(tx.query(EXTEND, complaint.key(), val(reason), val(actor.name())))
                                .then(complaint.tell(tx, actor, "complaint.extended", Map.of()))
                                .then(complaint.step(tx)));
    }

    /** 撤回 By the complainant, while it is not decided; what was held goes on. */
    Mono<ComplaintStep> withdraw(DSLContext tx, Actor actor, String number) {
        return ComplaintRow.lock(tx, actor, number)
                .flatMap(complaint ->
                        complaint.complainantId().equals(actor.organisation())
                                ? open(complaint)
                                : ComplaintRow.<ComplaintRow>refuse(
                                        "not-the-complainant", "投诉由投诉人撤回"))
                .flatMap(complaint ->
                        holding.liftAll(tx, actor, complaint, "投诉人撤回投诉")
                                .flatMap(lifted ->
                                        Mono.from(tx.query(WITHDRAW, complaint.key()))
                                                .then(holding.goOn(tx, actor, lifted)))
                                .then(complaint.tell(tx, actor, "complaint.withdrawn", Map.of()))
                                .then(complaint.step(tx)));
    }

    /** 陈述 By the one complained about, once, in time. */
    Mono<ComplaintStep> state(DSLContext tx, Actor actor, String number, @Nullable String said) {
        var checks = new FieldChecks();
        String text = checks.prose("#/text", "陈述", said, 10, 4000);
        checks.done();
        return ComplaintRow.lock(tx, actor, number)
                .flatMap(complaint ->
                        complaint.againstId().equals(actor.organisation())
                                ? complaint.being("accepted")
                                : ComplaintRow.<ComplaintRow>refuse(
                                        "not-the-one-complained-about", "陈述由被投诉人提交"))
                .flatMap(complaint -> {
                    if (complaint.stated()) {
                        return ComplaintRow.<ComplaintRow>refuse("stated-before", "已经提交过陈述");
                    }
                    var by = complaint.statementBy();
                    return by != null && !complaint.now().isBefore(by)
                            ? ComplaintRow.<ComplaintRow>refuse("too-late", "陈述的期限已于 " + by + " 届满")
                            : Mono.just(complaint);
                })
                .flatMap(complaint ->
                        Mono.from(tx.query(STATE, complaint.key(), val(text), val(actor.name())))
                                .then(complaint.tell(tx, actor, "complaint.answered", Map.of()))
                                .then(complaint.step(tx)));
    }

    /** Received or accepted. */
    static Mono<ComplaintRow> open(ComplaintRow complaint) {
        return complaint.status().equals("received")
                ? Mono.just(complaint)
                : complaint.being("accepted");
    }

    static String reason(String what, @Nullable String why) {
        var checks = new FieldChecks();
        String reason = checks.prose("#/reason", what, why, 4, 1000);
        checks.done();
        return reason;
    }
}
