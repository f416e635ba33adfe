package org.mingjia.rating;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.agency.Oversight;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.rating.RatingForms.RatingAppealDecisionForm;
import org.mingjia.rating.RatingForms.RatingAppealForm;
import org.mingjia.rating.RatingForms.RatingAppealStep;
import reactor.core.publisher.Mono;

/** 申诉 Once by each agency against each version, while it is in publicity. */
final class Appeals {

    /** Whoever supersedes the run or makes it final waits, or is waited for. */
    private static final String RUN =
            """
            select r.id, r.status, (k.appeal_by at time zone 'Asia/Shanghai')::date - 1, coalesce(clock_timestamp() < k.appeal_by, true),
                   exists (select from rating_run n where n.year = r.year and n.status = 'computing'),
                   exists (select from rating_result x where x.run_id = r.id and x.agency_id = {2}),
                   exists (select from rating_appeal a where a.run_id = r.id and a.agency_id = {2})
              from rating_run r join rating_clock k on k.run_id = r.id
             where r.year = {0} and r.version = {1} and r.status <> 'computing'
               for share of r
            """;

    private static final String RAISE =
            """
            insert into rating_appeal (run_id, agency_id, text, by) values ({0}, {1}, {2}, {3}) returning id
            """;

    private static final String FIND =
            """
            select a.decision
              from rating_appeal a
              join rating_run r on r.id = a.run_id
              join organisation o on o.id = a.agency_id
             where a.id = {0} and r.year = {1} and r.version = {2} and {3}
               for update of a
            """;

    private static final String DECIDE =
            "update rating_appeal set decision = {1}, reason = {2}, decided_by = {3}, decided_at = clock_timestamp() where id = {0}";

    private Appeals() {}

    /** Which appeals somebody may read: its own, or those of the agencies that it watches over. */
    static Condition readable(Actor actor) {
        return actor.role() == Role.AGENCY
                ? condition("a.agency_id = {0}", val(actor.organisation()))
                : Oversight.of(actor);
    }

    static Mono<RatingAppealStep> raise(
            DSLContext tx, Actor actor, int year, int version, RatingAppealForm form) {
        return Mono.from(tx.resultQuery(RUN, val(year), val(version), val(actor.organisation())))
                .switchIfEmpty(RatingReading.missing(year, version))
                .flatMap(run -> {
                    NotNow refusal = refusal(year, version, run);
                    if (refusal != null) {
                        return Mono.error(() -> new Refused(refusal));
                    }
                    var checks = new FieldChecks();
                    String text = checks.prose("#/text", "申诉理由", form.text(), 10, 2000);
                    checks.done();
                    return Mono.from(
                                    tx.resultQuery(
                                            RAISE,
                                            val(run.get(0, UUID.class)),
                                            val(actor.organisation()),
                                            val(text),
                                            val(actor.name())))
                            .map(row -> new RatingAppealStep(row.get(0, UUID.class), null))
                            .delayUntil(_ ->
                                    Computing.tell(
                                            tx, actor.name(), "rating.appealed", year, version));
                });
    }

    private static @Nullable NotNow refusal(int year, int version, Record run) {
        String status = run.get(1, String.class);
        LocalDate last = run.get(2, LocalDate.class);
        if (status.equals("superseded")) {
            return new NotNow("superseded", year + " 年度第 " + version + " 版已有新版本，请对新版本提出申诉");
        }
        if (!run.get(3, boolean.class) || status.equals("final")) {
            return new NotNow("publicity-is-over", "公示期至 " + last + " 止，已过申诉期限");
        }
        if (run.get(4, boolean.class)) {
            return new NotNow("rating-is-being-computed", "新版本正在计算，公布后可以对新版本提出申诉");
        }
        if (!run.get(5, boolean.class)) {
            return new NotNow("not-rated", "本单位不在 " + year + " 年度测评之内");
        }
        return run.get(6, boolean.class)
                ? new NotNow("appealed-already", "本单位已对这一版提出过申诉；每一版一次")
                : null;
    }

    static Mono<RatingAppealStep> decide(
            DSLContext tx,
            Actor actor,
            int year,
            int version,
            UUID id,
            RatingAppealDecisionForm form) {
        return Mono.from(
                        tx.resultQuery(FIND, val(id), val(year), val(version), Oversight.of(actor)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("测评申诉", id.toString()))))
                .flatMap(appeal -> {
                    if (appeal.get(0) != null) {
                        return Mono.error(
                                () -> new Refused(new NotNow("decided-already", "这件申诉已经处理")));
                    }
                    var checks = new FieldChecks();
                    String decision = String.valueOf(form.decision());
                    checks.require(
                            decision.equals("upheld") || decision.equals("rejected"),
                            "#/decision",
                            "one-of",
                            "decision 应为 upheld 成立 或 rejected 不成立");
                    String reason = checks.prose("#/reason", "理由", form.reason(), 4, 1000);
                    checks.done();
                    return Mono.from(
                                    tx.query(
                                            DECIDE,
                                            val(id),
                                            val(decision),
                                            val(reason),
                                            val(actor.name())))
                            .then(Mono.defer(() -> tell(tx, actor, year, version, id, decision)))
                            .thenReturn(new RatingAppealStep(id, decision));
                });
    }

    private static Mono<Void> tell(
            DSLContext tx, Actor actor, int year, int version, UUID id, String decision) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", year + " 年度测评申诉");
        body.put("year", year);
        body.put("version", version);
        body.put("appeal", id.toString());
        body.put("decision", decision);
        return Events.tell(
                tx, actor.name(), "rating.appeal-decided", "rating", year + "-" + version, body);
    }
}
