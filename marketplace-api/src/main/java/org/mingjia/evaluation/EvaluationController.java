package org.mingjia.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.contract.ContractAccess;
import org.mingjia.evaluation.EvaluationForms.AppealDecisionForm;
import org.mingjia.evaluation.EvaluationForms.EvaluationForm;
import org.mingjia.evaluation.EvaluationForms.EvaluationStep;
import org.mingjia.evaluation.EvaluationForms.WordsForm;
import org.mingjia.evaluation.EvaluationViews.ContractEvaluation;
import org.mingjia.evaluation.EvaluationViews.ListedAppeal;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The evaluation of a contract, for its two sides and the operator. */
@RestController
@Tag(name = "评价")
class EvaluationController {

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    EvaluationController(Transactor transactor, Idempotency idempotency, Answers answers) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/contracts/{number}/evaluation")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(ContractEvaluation.class)
    @Operation(
            operationId = "contractEvaluation",
            summary = "一份合同的评价",
            description = "评价、答复、申诉与各自的期限；没有评价的为「未评价」，不计分")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return Answers.json(
                exchange,
                transactor.one(
                        db -> EvaluationReading.one(db, ContractAccess.readable(actor), number)));
    }

    @PostMapping("/api/contracts/{number}/evaluations")
    @Access(Audience.ENTERPRISE)
    @AnswersWith(value = EvaluationStep.class, status = 201, once = true)
    @Operation(
            operationId = "evaluate",
            summary = "评价",
            description = "验收之后由业主评价一次：服务质量、时效、态度、收费，各 1 至 5 星；公开且不能更改")
    Mono<ResponseEntity<byte[]>> evaluate(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody EvaluationForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Evaluating.evaluate(tx, actor, number, form),
                EvaluationController::address);
    }

    @PostMapping("/api/contracts/{number}/evaluation-replies")
    @Access(Audience.AGENCY)
    @AnswersWith(value = EvaluationStep.class, status = 201, once = true)
    @Operation(
            operationId = "replyToEvaluation",
            summary = "答复评价",
            description = "机构在评价之后的期限内答复一次，与评价一并公开")
    Mono<ResponseEntity<byte[]>> reply(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody WordsForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Evaluating.reply(tx, actor, number, form.words()),
                EvaluationController::address);
    }

    @PostMapping("/api/contracts/{number}/evaluation-appeals")
    @Access(Audience.AGENCY)
    @AnswersWith(value = EvaluationStep.class, status = 201, once = true)
    @Operation(
            operationId = "appealEvaluation",
            summary = "对评价申诉",
            description = "机构在评价之后的期限内申诉一次，由运行机构处理")
    Mono<ResponseEntity<byte[]>> appeal(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody WordsForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Evaluating.appeal(tx, actor, number, form.words()),
                EvaluationController::address);
    }

    @PostMapping("/api/contracts/{number}/evaluation-decisions")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = EvaluationStep.class, status = 201, once = true)
    @Operation(
            operationId = "decideEvaluationAppeal",
            summary = "处理对评价的申诉",
            description = "成立的，评价加注、不再计入平均；评价本身不删除")
    Mono<ResponseEntity<byte[]>> decide(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody AppealDecisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Evaluating.decide(tx, actor, number, form),
                EvaluationController::address);
    }

    @GetMapping("/api/evaluation-appeals")
    @Access(value = Audience.OPERATOR, scope = "read")
    @AnswersWith(value = ListedAppeal.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "evaluationAppeals",
            summary = "对评价的申诉",
            description = "先提出的在前；decided=false 只列待处理的")
    Mono<ResponseEntity<Flux<DataBuffer>>> appeals(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable Boolean decided,
            Paging paging) {
        return answers.list(
                exchange, EvaluationReading.appeals(decided), paging, "evaluation-appeals");
    }

    /** Where what was done is read. */
    private static String address(EvaluationStep done) {
        return "/api/contracts/" + done.number() + "/evaluation";
    }
}
