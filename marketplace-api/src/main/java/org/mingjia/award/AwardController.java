package org.mingjia.award;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.award.AwardViews.AwardNotice;
import org.mingjia.award.AwardViews.ChoiceForm;
import org.mingjia.award.AwardViews.ExplanationForm;
import org.mingjia.award.AwardViews.JudgementForm;
import org.mingjia.award.AwardViews.ObjectionDecisionForm;
import org.mingjia.award.AwardViews.ObjectionForm;
import org.mingjia.award.AwardViews.ObjectionRaised;
import org.mingjia.award.AwardViews.OfNotice;
import org.mingjia.award.AwardViews.Proof;
import org.mingjia.award.AwardViews.ScoresForm;
import org.mingjia.award.AwardViews.Step;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ReasonForm;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What everybody reads of an award, what the agency selected and those who doubt it do, and what
 * the law leaves to the owner.
 */
@RestController
@Tag(name = "选取与中选")
class AwardController {

    private final Winning winning;
    private final Objections objections;
    private final OwnerDecisions deciding;
    private final Transactor transactor;
    private final Idempotency idempotency;

    AwardController(
            Winning winning,
            Objections objections,
            OwnerDecisions deciding,
            Transactor transactor,
            Idempotency idempotency) {
        this.winning = winning;
        this.objections = objections;
        this.deciding = deciding;
        this.transactor = transactor;
        this.idempotency = idempotency;
    }

    @GetMapping("/api/notices/{number}/award")
    @Access(Audience.EVERYONE)
    @AnswersWith(AwardNotice.class)
    @Operation(
            operationId = "awardNotice",
            summary = "中选公告",
            description = "开标后公开全部报价、排序与选取过程、摇号证明、中选与异议；开标前 opened 为 false。长期有效")
    Mono<ResponseEntity<byte[]>> award(ServerWebExchange exchange, @PathVariable String number) {
        return Answers.json(exchange, transactor.one(db -> AwardReading.notice(db, number)));
    }

    @GetMapping("/api/notices/{number}/proof")
    @Access(Audience.EVERYONE)
    @AnswersWith(Proof.class)
    @Operation(
            operationId = "selectionProof",
            summary = "选取证明（下载）",
            description = "验证所需的全部数据，可用 ops/verify/proof.mjs 在自己的电脑上重新计算")
    Mono<ResponseEntity<byte[]>> proof(ServerWebExchange exchange, @PathVariable String number) {
        return Answers.json(exchange, transactor.one(db -> AwardReading.proof(db, number)))
                .map(answer ->
                        ResponseEntity.status(answer.getStatusCode())
                                .headers(answer.getHeaders())
                                .headers(Answers.attachment(number + "-proof.json"))
                                .body(answer.getBody()));
    }

    @PostMapping("/api/notices/{number}/lots/{lot}/acceptances")
    @Access(Audience.AGENCY)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "接受中选")
    Mono<ResponseEntity<byte[]>> accept(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot) {
        return idempotency.once(
                exchange,
                actor,
                "",
                tx -> winning.accept(tx, actor, number, lot),
                AwardController::address);
    }

    @PostMapping("/api/notices/{number}/lots/{lot}/award-withdrawals")
    @Access(Audience.AGENCY)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "放弃中选", description = "公示期内，须说明理由；公告载明递补的，由下一名递补")
    Mono<ResponseEntity<byte[]>> withdraw(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot,
            @RequestBody ReasonForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> winning.withdraw(tx, actor, number, lot, form.reason()),
                AwardController::address);
    }

    @PostMapping("/api/notices/{number}/lots/{lot}/explanations")
    @Access(Audience.AGENCY)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "说明明显偏低的报价", description = "一次，书面，公开")
    Mono<ResponseEntity<byte[]>> explain(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot,
            @RequestBody ExplanationForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> winning.explain(tx, actor, number, lot, form.text()),
                AwardController::address);
    }

    @PostMapping("/api/notices/{number}/objections")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ObjectionRaised.class, status = 201, once = true)
    @Operation(summary = "提出异议", description = "公示期内；提出后中止，待运行机构处理。不公开提出人")
    Mono<ResponseEntity<byte[]>> object(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ObjectionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> objections.raise(tx, actor, number, form),
                AwardController::address);
    }

    @PostMapping("/api/objections/{id}/decisions")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "处理异议", description = "upheld 成立：取消该标段的中选；rejected 不成立：继续公示")
    Mono<ResponseEntity<byte[]>> decide(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody ObjectionDecisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> objections.decide(tx, actor, id, form),
                AwardController::address);
    }

    @PostMapping("/api/requests/{id}/lots/{lot}/scores")
    @Access(Audience.ENTERPRISE)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "择优评分", description = "为每家参加选取的机构评分，百分之一分；随即按公布的权重选取")
    Mono<ResponseEntity<byte[]>> score(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable int lot,
            @RequestBody ScoresForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> deciding.score(tx, actor, id, lot, form),
                AwardController::address);
    }

    @PostMapping("/api/requests/{id}/lots/{lot}/choices")
    @Access(Audience.ENTERPRISE)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "从入围名单中选定", description = "理由公开")
    Mono<ResponseEntity<byte[]>> choose(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable int lot,
            @RequestBody ChoiceForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> deciding.choose(tx, actor, id, lot, form),
                AwardController::address);
    }

    @PostMapping("/api/requests/{id}/lots/{lot}/single-bid-decisions")
    @Access(Audience.ENTERPRISE)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "只有一家报价时的决定", description = "限社会资金：接受唯一的报价，或终止；理由公开")
    Mono<ResponseEntity<byte[]>> single(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable int lot,
            @RequestBody JudgementForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> deciding.single(tx, actor, id, lot, form),
                AwardController::address);
    }

    @PostMapping("/api/requests/{id}/lots/{lot}/explanation-decisions")
    @Access(Audience.ENTERPRISE)
    @AnswersWith(value = Step.class, status = 201, once = true)
    @Operation(summary = "对报价说明作出决定", description = "接受则开始公示；理由公开")
    Mono<ResponseEntity<byte[]>> explanation(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable int lot,
            @RequestBody JudgementForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> winning.judge(tx, actor, id, lot, form),
                AwardController::address);
    }

    /** Where what was done is read. */
    static String address(OfNotice done) {
        return "/api/notices/" + done.number() + "/award";
    }
}
