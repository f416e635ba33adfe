package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.mingjia.award.AwardViews.ObjectionDecisionForm;
import org.mingjia.award.AwardViews.ObjectionForm;
import org.mingjia.award.AwardViews.ObjectionRaised;
import org.mingjia.award.AwardViews.Step;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * 异议 Whoever doubts a selection says so inside the publicity period; from then on nothing goes on
 * until the operator has decided, and nothing that was published disappears.
 */
@Component
final class Objections {

    private static final String RAISE =
            """
            insert into objection (request_id, lot_no, objection_no, award_id, raised_for, text, by)
            select {0}, {1}, count(*) + 1, {2}, {3}, {4}, {5} from objection where request_id = {0}
            returning id, objection_no
            """;

    private static final String DECIDE =
            """
            update objection set decision = {1}, reason = {2}, decided_at = clock_timestamp(), decided_by = {3}
             where id = {0} and decision is null
            returning lot_no::int, award_id
            """;

    private final Awards awards;
    private final Standstill standstill;

    Objections(Awards awards, Standstill standstill) {
        this.awards = awards;
        this.standstill = standstill;
    }

    Mono<ObjectionRaised> raise(DSLContext tx, Actor actor, String number, ObjectionForm form) {
        var checks = new FieldChecks();
        String text = checks.prose("#/text", "异议的事实与理由", form.text(), 10, 4000);
        int lotNo = form.lotNo() == null ? 1 : form.lotNo();
        checks.done();
        return RequestRow.lock(tx, number)
                .filter(request -> request.goesOn() || request.status().equals("suspended"))
                .flatMap(request ->
                        Awards.standing(tx, request, lotNo)
                                .filter(award -> inPublicity(request, award))
                                .flatMap(award -> raise(tx, actor, request, award, text)))
                .switchIfEmpty(RequestRow.refuse("not-in-publicity", "异议应在公示期内提出；该标段不在公示期"));
    }

    private static boolean inPublicity(RequestRow request, Awards.Standing award) {
        OffsetDateTime until = award.until();
        return award.status().equals(Awards.PUBLICITY)
                && until != null
                && request.now().isBefore(until);
    }

    private static Mono<ObjectionRaised> raise(
            DSLContext tx, Actor actor, RequestRow request, Awards.Standing award, String text) {
        return Mono.from(
                        tx.resultQuery(
                                RAISE,
                                request.key(),
                                val(award.lotNo()),
                                val(award.id()),
                                val(actor.organisation()),
                                val(text),
                                val(actor.name())))
                .map(row ->
                        new ObjectionRaised(
                                row.get(0, UUID.class),
                                request.number(),
                                award.lotNo(),
                                row.get(1, Integer.class)))
                .flatMap(raised ->
                        Standstill.suspend(tx, request)
                                .then(
                                        Progress.tell(
                                                tx,
                                                request,
                                                actor.name(),
                                                "objection.raised",
                                                Map.of(
                                                        "lot",
                                                        award.lotNo(),
                                                        "objectionNo",
                                                        raised.objectionNo())))
                                .thenReturn(raised));
    }

    Mono<Step> decide(DSLContext tx, Actor actor, UUID id, ObjectionDecisionForm form) {
        var checks = new FieldChecks();
        String decision = String.valueOf(form.decision());
        checks.require(
                decision.equals("upheld") || decision.equals("rejected"),
                "#/decision",
                "one-of",
                "异议成立为 upheld，不成立为 rejected");
        String reason = checks.prose("#/reason", "处理意见", form.reason(), 4, 1000);
        checks.done();
        return Mono.from(tx.resultQuery("select request_id from objection where id = {0}", val(id)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("异议", id.toString()))))
                .flatMap(row -> RequestRow.lock(tx, row.get(0, UUID.class)))
                .flatMap(request ->
                        Mono.from(
                                        tx.resultQuery(
                                                DECIDE,
                                                val(id),
                                                val(decision),
                                                val(reason),
                                                val(actor.name())))
                                .map(row -> row.get(0, Integer.class))
                                .switchIfEmpty(RequestRow.refuse("already-decided", "该异议已经处理"))
                                .flatMap(lotNo ->
                                        decided(tx, actor, request, lotNo, decision, reason)));
    }

    private Mono<Step> decided(
            DSLContext tx,
            Actor actor,
            RequestRow request,
            int lotNo,
            String decision,
            String reason) {
        return Progress.tell(
                        tx,
                        request,
                        actor.name(),
                        "objection.decided",
                        Map.of("lot", lotNo, "decision", decision, "reason", reason))
                .then(
                        decision.equals("upheld")
                                ? lost(tx, actor, request, lotNo, reason)
                                : Mono.<Void>empty())
                .then(standstill.resume(tx, request))
                .then(Progress.settle(tx, request))
                .then(Mono.defer(() -> AwardReading.step(tx, request, lotNo)));
    }

    /** The award that was objected to; it is gone already when another objection was upheld. */
    private Mono<Void> lost(
            DSLContext tx, Actor actor, RequestRow request, int lotNo, String reason) {
        return Mono.defer(() -> Awards.standing(tx, request, lotNo))
                .filter(award -> award.status().equals(Awards.PUBLICITY))
                .flatMap(award ->
                        awards.lose(tx, request, award, actor.name(), "objection", reason));
    }
}
