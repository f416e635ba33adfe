package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.award.AwardViews.JudgementForm;
import org.mingjia.award.AwardViews.Step;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the agency that was selected does: accept, withdraw, explain its price; and what the owner
 * makes of the explanation.
 */
@Component
final class Winning {

    private final Awards awards;

    Winning(Awards awards) {
        this.awards = awards;
    }

    private record Won(RequestRow request, Awards.Standing award) {}

    private static Mono<Won> won(DSLContext tx, Actor actor, String number, int lotNo) {
        return RequestRow.lock(tx, number)
                .flatMap(request ->
                        Awards.standing(tx, request, lotNo)
                                .filter(award -> award.agencyId().equals(actor.organisation()))
                                .switchIfEmpty(RequestRow.refuse("not-selected", "贵单位不是该标段的拟中选机构"))
                                .map(award -> new Won(request, award)));
    }

    /** 接受 Said once; the publicity goes on. */
    Mono<Step> accept(DSLContext tx, Actor actor, String number, int lotNo) {
        return won(tx, actor, number, lotNo)
                .flatMap(won ->
                        won.award().accepted()
                                ? RequestRow.refuse("already-accepted", "贵单位已经接受")
                                : Mono.from(
                                                tx.query(
                                                        "update award set accepted_at = clock_timestamp() where id = {0}",
                                                        val(won.award().id())))
                                        .then(
                                                Progress.tell(
                                                        tx,
                                                        won.request(),
                                                        actor.name(),
                                                        "award.accepted",
                                                        Map.of("lot", lotNo)))
                                        .then(AwardReading.step(tx, won.request(), lotNo)));
    }

    /** 放弃中选 With a reason that everybody reads. */
    Mono<Step> withdraw(
            DSLContext tx, Actor actor, String number, int lotNo, @Nullable String why) {
        var checks = new FieldChecks();
        String reason = checks.prose("#/reason", "放弃理由", why, 4, 1000);
        checks.done();
        return won(tx, actor, number, lotNo)
                .flatMap(won -> won.request().going().thenReturn(won))
                .flatMap(won ->
                        won.award().status().equals("awarded")
                                ? RequestRow.<Won>refuse("already-awarded", "公示期已满，已经中选，不能再放弃")
                                : Mono.just(won))
                .flatMap(won ->
                        awards.lose(tx, won.request(), won.award(), actor.name(), "agency", reason)
                                .then(Progress.settle(tx, won.request()))
                                .then(
                                        Mono.defer(() ->
                                                AwardReading.step(tx, won.request(), lotNo))));
    }

    /** 低价说明 In writing; from then on the owner has its days. */
    Mono<Step> explain(DSLContext tx, Actor actor, String number, int lotNo, @Nullable String why) {
        var checks = new FieldChecks();
        String text = checks.prose("#/text", "报价说明", why, 10, 4000);
        checks.done();
        return won(tx, actor, number, lotNo)
                .flatMap(won -> won.request().going().thenReturn(won))
                .filter(won ->
                        won.award().status().equals("explaining") && !won.award().explained())
                .switchIfEmpty(RequestRow.refuse("nothing-to-explain", "没有待说明的报价，或已经说明"))
                .flatMap(won ->
                        Mono.from(
                                        tx.query(
                                                "insert into award_explanation (award_id, text, by) values ({0}, {1}, {2})",
                                                val(won.award().id()),
                                                val(text),
                                                val(actor.name())))
                                .then(
                                        Progress.tell(
                                                tx,
                                                won.request(),
                                                actor.name(),
                                                "award.explained",
                                                Map.of("lot", lotNo)))
                                .then(awards.leaveToTheOwner(tx, won.request(), lotNo))
                                .then(AwardReading.step(tx, won.request(), lotNo)));
    }

    /** 低价说明 Accepted, and the publicity begins; or not, and the award is lost. */
    Mono<Step> judge(DSLContext tx, Actor actor, UUID id, int lotNo, JudgementForm form) {
        return OwnerDecisions.own(tx, actor, id, lotNo)
                .flatMap(request ->
                        Awards.standing(tx, request, lotNo)
                                .filter(award ->
                                        award.status().equals("explaining") && award.explained())
                                .switchIfEmpty(RequestRow.refuse("not-explained", "没有待决定的报价说明"))
                                .flatMap(award -> {
                                    var checks = new FieldChecks();
                                    boolean accept = OwnerDecisions.accept(checks, form);
                                    String reason = OwnerDecisions.reason(checks, form.reason());
                                    checks.done();
                                    return OwnerDecisions.decided(
                                                    tx,
                                                    actor,
                                                    request,
                                                    lotNo,
                                                    "explanation",
                                                    award.id(),
                                                    Map.of("accept", accept),
                                                    reason)
                                            .then(
                                                    accept
                                                            ? awards.publicise(tx, request, award)
                                                            : awards.lose(
                                                                    tx,
                                                                    request,
                                                                    award,
                                                                    actor.name(),
                                                                    "explanation",
                                                                    reason));
                                })
                                .thenReturn(request))
                .flatMap(request -> OwnerDecisions.settled(tx, request, lotNo));
    }
}
