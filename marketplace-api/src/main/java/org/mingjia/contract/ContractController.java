package org.mingjia.contract;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.contract.ContractForms.ConfirmationForm;
import org.mingjia.contract.ContractForms.ContractFilingForm;
import org.mingjia.contract.ContractForms.ContractStep;
import org.mingjia.contract.ContractForms.DraftForm;
import org.mingjia.contract.ContractForms.ProposalAnswerForm;
import org.mingjia.contract.ContractForms.SupplementForm;
import org.mingjia.contract.ContractForms.TerminationForm;
import org.mingjia.contract.ContractViews.ContractView;
import org.mingjia.contract.ContractViews.ListedContract;
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

/** A contract for its two sides, the operator and the regulators of its place. */
@RestController
@Tag(name = "合同")
class ContractController {

    static final String STATUSES = "drafting|signed|filed|delivered|accepted|terminated";

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;
    private final PriceOnTheDay prices;

    ContractController(
            Transactor transactor, Idempotency idempotency, Answers answers, PriceOnTheDay prices) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
        this.prices = prices;
    }

    @GetMapping("/api/contracts")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(value = ListedContract.class, form = AnswersWith.Form.PAGE)
    @Operation(
            summary = "合同",
            description = "双方见本单位的，运行机构见全部，监管部门见其区域的；最新的在前。overdue=true 只列逾期未签订、未备案、未交付的")
    Mono<ResponseEntity<Flux<DataBuffer>>> own(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = STATUSES) String status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            Paging paging) {
        Condition which = ContractAccess.readable(actor);
        if (status != null) {
            which = which.and(condition("c.status = {0}", val(status)));
        }
        if (overdue != null) {
            which =
                    which.and(
                            overdue ? ContractReading.overdue() : ContractReading.overdue().not());
        }
        return answers.list(exchange, ContractReading.own(which), paging, "contracts");
    }

    @GetMapping("/api/contracts/{number}")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(ContractView.class)
    @Operation(summary = "一份合同", description = "文本、确认、补充协议、终止与资金")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return Answers.json(
                exchange,
                transactor.one(
                        db -> ContractReading.whole(db, ContractAccess.readable(actor), number)));
    }

    @PostMapping("/api/contracts/{number}/documents")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "proposeContract",
            summary = "提出合同文本",
            description = "可以约定交付日、付款节点（其中预付款可在备案前收取）与补充约定；金额为中选金额，不能更改")
    Mono<ResponseEntity<byte[]>> propose(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody DraftForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Signing.propose(tx, actor, number, form),
                ContractController::address);
    }

    @PostMapping("/api/contracts/{number}/confirmations")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "confirmContract",
            summary = "确认合同文本",
            description = "以 SHA-256 确认最后一稿；双方都确认即签订，并以当日有效的公布价格为收费依据")
    Mono<ResponseEntity<byte[]>> confirm(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ConfirmationForm form) {
        return prices.of(actor, number)
                .flatMap(price ->
                        idempotency.once(
                                exchange,
                                actor,
                                form,
                                tx -> Signing.confirm(tx, actor, number, form, price),
                                ContractController::address));
    }

    @PostMapping("/api/contracts/{number}/filings")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "fileContract",
            summary = "合同备案",
            description = "任一方；可附双方另行签署的 PDF（先上传附件）。备案后进入公开的合同登记")
    Mono<ResponseEntity<byte[]>> file(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ContractFilingForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Signing.file(tx, actor, number, form.fileId()),
                ContractController::address);
    }

    @PostMapping("/api/contracts/{number}/supplements")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "proposeSupplement",
            summary = "提出补充协议",
            description = "变更金额或交付日；不得超过最高限价，超过中选金额 10 % 须有公开的理由")
    Mono<ResponseEntity<byte[]>> supplement(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody SupplementForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Supplements.propose(tx, actor, number, form),
                ContractController::address);
    }

    @PostMapping("/api/contracts/{number}/supplement-answers")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "answerSupplement",
            summary = "答复补充协议",
            description = "对方同意即签订；提出的一方只能撤回（accept=false）")
    Mono<ResponseEntity<byte[]>> answerSupplement(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ProposalAnswerForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Supplements.answer(tx, actor, number, form.accept()),
                ContractController::address);
    }

    @PostMapping("/api/contracts/{number}/terminations")
    @Access({Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "terminateContract",
            summary = "终止合同",
            description = "一方提出、另一方同意；运行机构可以直接决定。理由公开，结算金额为最终收费")
    Mono<ResponseEntity<byte[]>> terminate(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody TerminationForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Terminations.propose(tx, actor, number, form),
                ContractController::address);
    }

    @PostMapping("/api/contracts/{number}/termination-answers")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ContractStep.class, status = 201, once = true)
    @Operation(
            operationId = "answerTermination",
            summary = "答复终止申请",
            description = "对方同意即终止；提出的一方只能撤回（accept=false）")
    Mono<ResponseEntity<byte[]>> answerTermination(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ProposalAnswerForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Terminations.answer(tx, actor, number, form.accept()),
                ContractController::address);
    }

    /** Where what was done is read. */
    private static String address(ContractStep done) {
        return "/api/contracts/" + done.number();
    }
}
