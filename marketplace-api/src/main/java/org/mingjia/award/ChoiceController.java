package org.mingjia.award;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.award.AwardViews.ChoiceForm;
import org.mingjia.award.AwardViews.JudgementForm;
import org.mingjia.award.AwardViews.ScoresForm;
import org.mingjia.award.AwardViews.Step;
import org.mingjia.platform.Actor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Idempotency;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The owner's lawful decisions. */
@RestController
@Tag(name = "选取与中选")
class ChoiceController {

    private final OwnerDecisions deciding;
    private final Winning winning;
    private final Idempotency idempotency;

    ChoiceController(OwnerDecisions deciding, Winning winning, Idempotency idempotency) {
        this.deciding = deciding;
        this.winning = winning;
        this.idempotency = idempotency;
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
        return once(exchange, actor, form, tx -> deciding.score(tx, actor, id, lot, form));
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
        return once(exchange, actor, form, tx -> deciding.choose(tx, actor, id, lot, form));
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
        return once(exchange, actor, form, tx -> deciding.single(tx, actor, id, lot, form));
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
        return once(exchange, actor, form, tx -> winning.judge(tx, actor, id, lot, form));
    }

    private Mono<ResponseEntity<byte[]>> once(
            ServerWebExchange exchange,
            Actor actor,
            Object form,
            Function<DSLContext, Mono<Step>> work) {
        return AwardController.once(idempotency, exchange, actor, form, work);
    }
}
