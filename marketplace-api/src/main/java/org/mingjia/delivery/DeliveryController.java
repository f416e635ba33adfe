package org.mingjia.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.contract.ContractAccess;
import org.mingjia.delivery.DeliveryForms.DeliverableForm;
import org.mingjia.delivery.DeliveryForms.DeliveryAnswerForm;
import org.mingjia.delivery.DeliveryForms.DeliveryForm;
import org.mingjia.delivery.DeliveryForms.DeliveryStep;
import org.mingjia.delivery.DeliveryForms.OutcomeForm;
import org.mingjia.delivery.DeliveryViews.DeliveryView;
import org.mingjia.delivery.DeliveryViews.IdenticalFile;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is handed in under a contract, for its two sides, the operator and the regulators. */
@RestController
@Tag(name = "成果")
class DeliveryController {

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    DeliveryController(Transactor transactor, Idempotency idempotency, Answers answers) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/contracts/{number}/delivery")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(DeliveryView.class)
    @Operation(
            operationId = "contractDelivery",
            summary = "成果与验收",
            description = "材料清单、成果文件（含被替换的）、历次提交与答复、审批结果；尚未提交的文件只有机构与监管可见")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return Answers.json(
                exchange,
                transactor.one(db ->
                        DeliveryReading.whole(
                                db,
                                ContractAccess.readable(actor),
                                number,
                                actor.role() != Role.ENTERPRISE)));
    }

    @PostMapping("/api/contracts/{number}/deliverables")
    @Access(Audience.AGENCY)
    @AnswersWith(value = DeliveryStep.class, status = 201, once = true)
    @Operation(
            operationId = "addDeliverable",
            summary = "添加或替换成果文件",
            description = "先上传附件；验收之前可以替换，被替换的留有记录")
    Mono<ResponseEntity<byte[]>> add(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody DeliverableForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Delivering.add(tx, actor, number, form),
                DeliveryController::address);
    }

    @PostMapping("/api/contracts/{number}/deliveries")
    @Access(Audience.AGENCY)
    @AnswersWith(value = DeliveryStep.class, status = 201, once = true)
    @Operation(
            operationId = "submitDelivery",
            summary = "提交成果",
            description = "必需的材料齐全后整体提交；业主在期限内验收或退回，逾期未答复视为验收")
    Mono<ResponseEntity<byte[]>> submit(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody DeliveryForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Delivering.submit(tx, actor, number, form),
                DeliveryController::address);
    }

    @PostMapping("/api/contracts/{number}/delivery-answers")
    @Access(Audience.ENTERPRISE)
    @AnswersWith(value = DeliveryStep.class, status = 201, once = true)
    @Operation(
            operationId = "answerDelivery",
            summary = "验收或退回成果",
            description = "指明是第几次提交；退回须说明需要修改之处")
    Mono<ResponseEntity<byte[]>> answer(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody DeliveryAnswerForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Acceptance.answer(tx, actor, number, form),
                DeliveryController::address);
    }

    @PostMapping("/api/contracts/{number}/outcomes")
    @Access(Audience.REGULATOR)
    @AnswersWith(value = DeliveryStep.class, status = 201, once = true)
    @Operation(
            operationId = "recordOutcome",
            summary = "记录审批结果",
            description = "审批部门采用或退回了成果；公开在合同登记中")
    Mono<ResponseEntity<byte[]>> outcome(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody OutcomeForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Outcomes.record(tx, actor, number, form),
                DeliveryController::address);
    }

    @GetMapping("/api/identical-files")
    @Access(
            value = {Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(value = IdenticalFile.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "identicalFiles",
            summary = "雷同成果",
            description = "不同项目的合同之下逐字节相同的成果文件；是线索，不是结论")
    Mono<ResponseEntity<Flux<DataBuffer>>> identical(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor, Paging paging) {
        return answers.list(
                exchange,
                DeliveryReading.identical(ContractAccess.readable(actor)),
                paging,
                "identical-files");
    }

    /** Where what was done is read. */
    private static String address(DeliveryStep done) {
        return "/api/contracts/" + done.number() + "/delivery";
    }
}
