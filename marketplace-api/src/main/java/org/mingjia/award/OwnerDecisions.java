package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.award.AwardViews.ChoiceForm;
import org.mingjia.award.AwardViews.JudgementForm;
import org.mingjia.award.AwardViews.Marks;
import org.mingjia.award.AwardViews.ScoresForm;
import org.mingjia.award.AwardViews.Step;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.selection.Bid;
import org.mingjia.selection.Method;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the law leaves to the owner: each decision once, with a reason that everybody reads. */
@Component
final class OwnerDecisions {

    private static final int FULL_MARKS = 10_000;

    private static final String RECORD =
            """
            insert into lot_decision (request_id, lot_no, kind, award_id, body, reason, by)
            values ({0}, {1}, {2}, {3}, {4}::jsonb, {5}, {6})
            """;

    /** Where in its short list one stands; 0 when it is not on it. */
    private static final String ON_THE_SHORT_LIST =
            """
            select s.outcome,
                   coalesce((select u.n::int
                               from json_array_elements_text(s.working -> 'expected' -> 'shortList')
                                    with ordinality as u (uscc, n)
                              where u.uscc = {2}), 0)
              from selection s where s.request_id = {0} and s.lot_no = {1}
            """;

    private final Drawing drawing;
    private final Awards awards;

    OwnerDecisions(Drawing drawing, Awards awards) {
        this.drawing = drawing;
        this.awards = awards;
    }

    static Mono<RequestRow> own(DSLContext tx, Actor actor, UUID id, int lotNo) {
        return RequestRow.lock(tx, id, actor.organisation())
                .flatMap(RequestRow::going)
                .flatMap(request ->
                        due(tx, request, lotNo)
                                .flatMap(due ->
                                        due
                                                ? Mono.just(request)
                                                : RequestRow.refuse(
                                                        "nothing-to-decide", "该标段目前没有待业主作出的决定")));
    }

    /** The owner decides while the timer of its choice runs. */
    private static Mono<Boolean> due(DSLContext tx, RequestRow request, int lotNo) {
        return Mono.from(
                        tx.resultQuery(
                                "select exists (select from timer where kind = 'choice' and request_id = {0} and lot_no = {1})",
                                request.key(), val(lotNo)))
                .map(row -> row.get(0, Boolean.class));
    }

    /** 择优评分 Marks for every bid, and with them the selection. */
    Mono<Step> score(DSLContext tx, Actor actor, UUID id, int lotNo, ScoresForm form) {
        return own(tx, actor, id, lotNo)
                .filter(request -> request.method() instanceof Method.BestValue)
                .switchIfEmpty(RequestRow.refuse("not-scored", "该采购需求的选取方式不评分"))
                .flatMap(request ->
                        outcome(tx, request, lotNo, "")
                                .flatMap(_ ->
                                        RequestRow.<RequestRow>refuse(
                                                "already-selected", "该标段已经选取"))
                                .switchIfEmpty(
                                        Mono.defer(() -> score(tx, actor, request, lotNo, form))))
                .flatMap(request -> settled(tx, request, lotNo));
    }

    private Mono<RequestRow> score(
            DSLContext tx, Actor actor, RequestRow request, int lotNo, ScoresForm form) {
        return OpenedBid.takingPart(tx, request.id(), lotNo)
                .map(OpenedBid::uscc)
                .collectList()
                .flatMap(bidders -> {
                    var checks = new FieldChecks();
                    var scores = scores(checks, bidders, form);
                    String reason = reason(checks, form.reason());
                    checks.done();
                    return decided(tx, actor, request, lotNo, "scores", null, scores, reason)
                            .then(Timers.clear(tx, request.id(), lotNo))
                            .then(drawing.select(tx, request, lotNo, scores))
                            .thenReturn(request);
                });
    }

    private static Map<String, Bid.Scores> scores(
            FieldChecks checks, List<String> bidders, ScoresForm form) {
        var scores = new HashMap<String, Bid.Scores>();
        List<Marks> given = form.given();
        for (int i = 0; i < given.size(); i++) {
            Marks marks = given.get(i);
            String at = "#/scores/" + i;
            if (marks.uscc() == null || !bidders.contains(marks.uscc())) {
                checks.refuse(at + "/uscc", "not-a-bidder", "不是参加本标段选取的机构");
            } else if (scores.containsKey(marks.uscc())) {
                checks.refuse(at + "/uscc", "twice", "同一机构只评一次分");
            } else if (isMark(marks.quality()) && isMark(marks.staff()) && isMark(marks.time())) {
                scores.put(
                        marks.uscc(),
                        new Bid.Scores(
                                Objects.requireNonNull(marks.quality()),
                                Objects.requireNonNull(marks.staff()),
                                Objects.requireNonNull(marks.time())));
            } else {
                checks.refuse(at, "bounds", "方案、人员、时限得分均为 0 至 10000（百分之一分）");
            }
        }
        checks.require(
                checks.failed() || scores.size() == bidders.size(),
                "#/scores",
                "every-bidder",
                "应为参加选取的 " + bidders.size() + " 家机构逐一评分");
        return scores;
    }

    private static boolean isMark(@Nullable Integer mark) {
        return mark != null && mark >= 0 && mark <= FULL_MARKS;
    }

    /** 信用择优 One of the short list. */
    Mono<Step> choose(DSLContext tx, Actor actor, UUID id, int lotNo, ChoiceForm form) {
        return own(tx, actor, id, lotNo)
                .flatMap(request ->
                        outcome(tx, request, lotNo, String.valueOf(form.uscc()))
                                .filter(found -> found.outcome().equals("shortlist"))
                                .switchIfEmpty(
                                        RequestRow.refuse("nothing-to-choose", "该标段没有待选定的入围名单"))
                                .flatMap(found -> {
                                    var checks = new FieldChecks();
                                    checks.require(
                                            found.place() > 0,
                                            "#/uscc",
                                            "not-on-the-short-list",
                                            "只能从入围名单中选定");
                                    String reason = reason(checks, form.reason());
                                    checks.done();
                                    String uscc = String.valueOf(form.uscc());
                                    return decided(
                                                    tx,
                                                    actor,
                                                    request,
                                                    lotNo,
                                                    "choice",
                                                    null,
                                                    Map.of("uscc", uscc),
                                                    reason)
                                            .then(Timers.clear(tx, request.id(), lotNo))
                                            .then(
                                                    awards.make(
                                                            tx,
                                                            request,
                                                            lotNo,
                                                            uscc,
                                                            found.place(),
                                                            "choice",
                                                            false));
                                })
                                .thenReturn(request))
                .flatMap(request -> settled(tx, request, lotNo));
    }

    /** 只有一家 With social funds the only bid may be accepted, or the lot be ended. */
    Mono<Step> single(DSLContext tx, Actor actor, UUID id, int lotNo, JudgementForm form) {
        return own(tx, actor, id, lotNo)
                .flatMap(request ->
                        outcome(tx, request, lotNo, "")
                                .filter(found -> found.outcome().equals("too_few"))
                                .switchIfEmpty(
                                        RequestRow.refuse("not-a-single-bid", "该标段不是只有一家报价的情形"))
                                .flatMap(_ -> OpenedBid.takingPart(tx, request.id(), lotNo).next())
                                .flatMap(bid -> {
                                    var checks = new FieldChecks();
                                    boolean accept = accept(checks, form);
                                    String reason = reason(checks, form.reason());
                                    checks.done();
                                    return decided(
                                                    tx,
                                                    actor,
                                                    request,
                                                    lotNo,
                                                    "single-bid",
                                                    null,
                                                    Map.of("accept", accept),
                                                    reason)
                                            .then(Timers.clear(tx, request.id(), lotNo))
                                            .then(
                                                    accept
                                                            ? awards.make(
                                                                    tx,
                                                                    request,
                                                                    lotNo,
                                                                    bid.uscc(),
                                                                    1,
                                                                    "single-bid",
                                                                    false)
                                                            : awards.fail(
                                                                    tx, request, lotNo, reason));
                                })
                                .thenReturn(request))
                .flatMap(request -> settled(tx, request, lotNo));
    }

    static boolean accept(FieldChecks checks, JudgementForm form) {
        checks.require(form.accept() != null, "#/accept", "required", "请说明是否接受");
        return Boolean.TRUE.equals(form.accept());
    }

    static String reason(FieldChecks checks, @Nullable String reason) {
        return checks.prose("#/reason", "理由", reason, 4, 1000);
    }

    private record Found(String outcome, int place) {}

    private static Mono<Found> outcome(DSLContext tx, RequestRow request, int lotNo, String uscc) {
        return Mono.from(
                        tx.resultQuery(
                                ON_THE_SHORT_LIST,
                                request.key(),
                                val(lotNo),
                                val(uscc.replace("\0", ""))))
                .map(row -> new Found(row.get(0, String.class), row.get(1, Integer.class)));
    }

    static Mono<Void> decided(
            DSLContext tx,
            Actor actor,
            RequestRow request,
            int lotNo,
            String kind,
            @Nullable UUID award,
            Object body,
            String reason) {
        return Mono.from(
                        tx.query(
                                RECORD,
                                request.key(),
                                val(lotNo),
                                val(kind),
                                val(award, UUID.class),
                                val(Words.json(body).data()),
                                val(reason),
                                val(actor.name())))
                .then(
                        Progress.tell(
                                tx,
                                request,
                                actor.name(),
                                "lot.decided",
                                Map.of("lot", lotNo, "decision", kind, "reason", reason)));
    }

    static Mono<Step> settled(DSLContext tx, RequestRow request, int lotNo) {
        return Progress.settle(tx, request)
                .then(Mono.defer(() -> AwardReading.step(tx, request, lotNo)));
    }
}
