package org.mingjia.evaluation;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.contract.ContractAccess;
import org.mingjia.evaluation.EvaluationForms.AppealDecisionForm;
import org.mingjia.evaluation.EvaluationForms.EvaluationForm;
import org.mingjia.evaluation.EvaluationForms.EvaluationStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** 评价、答复、申诉 Each once, each in its working days. The database proves the same again. */
final class Evaluating {

    private static final String ROW =
            """
            select c.id, c.number, r.title, c.status, c.owner_id, c.agency_id,
                   (end_of_working_days(c.accepted_on, c.evaluate_days) at time zone 'Asia/Shanghai')::date - 1 as evaluate_by,
                   (end_of_working_days((e.at at time zone 'Asia/Shanghai')::date, c.reply_days) at time zone 'Asia/Shanghai')::date
                       - 1 as reply_by,
                   e.at is not null as evaluated, p.at is not null as replied, a.at is not null as appealed,
                   a.decision is not null as decided, market_today() as today
              from contract c
              join service_request r on r.id = c.request_id
              left join evaluation e on e.contract_id = c.id
              left join evaluation_reply p on p.contract_id = c.id
              left join evaluation_appeal a on a.contract_id = c.id
             where c.id = {0}
            """;

    private static final String EVALUATE =
            """
            insert into evaluation (contract_id, owner_id, agency_id, quality, timeliness, attitude, charging, words, by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})
            """;

    private static final String REPLY =
            "insert into evaluation_reply (contract_id, words, by) values ({0}, {1}, {2})";

    private static final String APPEAL =
            "insert into evaluation_appeal (contract_id, words, by) values ({0}, {1}, {2})";

    private static final String DECIDE =
            "update evaluation_appeal set decision = {1}, reason = {2}, decided_by = {3}, decided_at = clock_timestamp() where contract_id = {0}";

    private Evaluating() {}

    /** Of one contract, locked until the end of the transaction. */
    private record Evaluated(UUID id, String number, String title, Record row) {

        boolean is(String column) {
            return Boolean.TRUE.equals(row.get(column, Boolean.class));
        }

        /** Refused after its last day; a calendar that is not loaded ends nothing. */
        Mono<Evaluated> inTime(String column, String what) {
            @Nullable LocalDate last = row.get(column, LocalDate.class);
            return last == null || !row.get("today", LocalDate.class).isAfter(last)
                    ? Mono.just(this)
                    : refuse("too-late", what + "的最后一日为 " + last + "，已经过期");
        }

        Mono<Evaluated> unless(String column, String rule, String detail) {
            return is(column) ? refuse(rule, detail) : Mono.just(this);
        }

        Mono<Evaluated> onlyIf(String column, String rule, String detail) {
            return is(column) ? Mono.just(this) : refuse(rule, detail);
        }

        Mono<EvaluationStep> told(
                DSLContext tx, Actor actor, String did, Map<String, Object> more) {
            var body = new java.util.LinkedHashMap<String, Object>();
            body.put("name", title);
            body.putAll(more);
            return Mono.defer(() ->
                            Events.tell(
                                    tx,
                                    actor.name(),
                                    "evaluation." + did,
                                    "contract",
                                    number,
                                    body))
                    .thenReturn(new EvaluationStep(number, did));
        }
    }

    private static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }

    private static Mono<Evaluated> lock(DSLContext tx, Actor actor, String number) {
        Condition which =
                ContractAccess.readable(actor)
                        .and(condition("c.number = {0}", val(number.replace("\0", ""))));
        return Mono.from(tx.resultQuery("select c.id from contract c where {0} for update", which))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))))
                .flatMap(row -> Mono.from(tx.resultQuery(ROW, val(row.get(0, UUID.class)))))
                .map(row ->
                        new Evaluated(
                                row.get(0, UUID.class),
                                row.get(1, String.class),
                                row.get(2, String.class),
                                row));
    }

    static Mono<EvaluationStep> evaluate(
            DSLContext tx, Actor actor, String number, EvaluationForm form) {
        return lock(tx, actor, number)
                .flatMap(it -> it.unless("evaluated", "evaluated-once", "这份合同已经评价过；评价不能更改"))
                .flatMap(it ->
                        "accepted".equals(it.row().get("status", String.class))
                                ? Mono.just(it)
                                : Evaluating.<Evaluated>refuse("not-accepted", "成果验收之后才能评价"))
                .flatMap(it -> it.inTime("evaluate_by", "评价"))
                .flatMap(it -> {
                    var checks = new FieldChecks();
                    stars(checks, "quality", "服务质量", form.quality());
                    stars(checks, "timeliness", "服务时效", form.timeliness());
                    stars(checks, "attitude", "服务态度", form.attitude());
                    stars(checks, "charging", "服务收费", form.charging());
                    @Nullable String words =
                            form.words() == null || form.words().isBlank()
                                    ? null
                                    : checks.prose("#/words", "评价内容", form.words(), 1, 2000);
                    checks.done();
                    return Mono.from(
                                    tx.query(
                                            EVALUATE,
                                            val(it.id()),
                                            val(it.row().get("owner_id", UUID.class)),
                                            val(it.row().get("agency_id", UUID.class)),
                                            val(form.quality(), Integer.class),
                                            val(form.timeliness(), Integer.class),
                                            val(form.attitude(), Integer.class),
                                            val(form.charging(), Integer.class),
                                            val(words, String.class),
                                            val(actor.name())))
                            .then(it.told(tx, actor, "evaluated", Map.of("side", "owner")));
                });
    }

    private static void stars(FieldChecks checks, String name, String what, @Nullable Integer n) {
        checks.require(
                n != null && n >= 1 && n <= 5, "#/" + name, "stars", what + "应为 1 至 5 的整数星级");
    }

    static Mono<EvaluationStep> reply(
            DSLContext tx, Actor actor, String number, @Nullable String given) {
        return lock(tx, actor, number)
                .flatMap(Evaluating::evaluated)
                .flatMap(it -> it.unless("replied", "replied-once", "已经答复过；答复不能更改"))
                .flatMap(it -> it.inTime("reply_by", "答复"))
                .flatMap(it ->
                        Mono.from(
                                        tx.query(
                                                REPLY,
                                                val(it.id()),
                                                val(words("答复", given, 2)),
                                                val(actor.name())))
                                .then(it.told(tx, actor, "replied", Map.of("side", "agency"))));
    }

    static Mono<EvaluationStep> appeal(
            DSLContext tx, Actor actor, String number, @Nullable String given) {
        return lock(tx, actor, number)
                .flatMap(Evaluating::evaluated)
                .flatMap(it -> it.unless("appealed", "appealed-once", "对同一评价只能申诉一次"))
                .flatMap(it -> it.inTime("reply_by", "申诉"))
                .flatMap(it ->
                        Mono.from(
                                        tx.query(
                                                APPEAL,
                                                val(it.id()),
                                                val(words("申诉的事实与理由", given, 10)),
                                                val(actor.name())))
                                .then(it.told(tx, actor, "appealed", Map.of("side", "agency"))));
    }

    private static Mono<Evaluated> evaluated(Evaluated it) {
        return it.onlyIf("evaluated", "not-evaluated", "业主没有评价；未评价不计分");
    }

    private static String words(String what, @Nullable String given, int least) {
        var checks = new FieldChecks();
        String words = checks.prose("#/words", what, given, least, 2000);
        checks.done();
        return words;
    }

    static Mono<EvaluationStep> decide(
            DSLContext tx, Actor actor, String number, AppealDecisionForm form) {
        var checks = new FieldChecks();
        String decision = String.valueOf(form.decision());
        checks.require(
                decision.equals("upheld") || decision.equals("rejected"),
                "#/decision",
                "one-of",
                "申诉成立为 upheld，不成立为 rejected");
        String reason = checks.prose("#/reason", "处理意见", form.reason(), 4, 1000);
        checks.done();
        return lock(tx, actor, number)
                .flatMap(it -> it.onlyIf("appealed", "not-appealed", "没有对这份合同的评价提出申诉"))
                .flatMap(it -> it.unless("decided", "already-decided", "该申诉已经处理"))
                .flatMap(it ->
                        Mono.from(
                                        tx.query(
                                                DECIDE,
                                                val(it.id()),
                                                val(decision),
                                                val(reason),
                                                val(actor.name())))
                                .then(it.told(tx, actor, decision, Map.of("reason", reason))));
    }
}
