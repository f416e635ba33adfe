package org.mingjia.fees;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.contract.ContractAccess;
import org.mingjia.fees.FeeForms.Charged;
import org.mingjia.fees.FeeForms.CreditForm;
import org.mingjia.fees.FeeForms.InvoiceForm;
import org.mingjia.fees.FeeForms.PaymentForm;
import org.mingjia.fees.FeeViews.FeeGround;
import org.mingjia.fees.FeeViews.Reconciliation;
import org.mingjia.platform.Actor;
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

/** What is charged and paid under a contract. */
@RestController
@Tag(name = "收费")
class FeeController {

    private final Transactor transactor;
    private final Idempotency idempotency;

    FeeController(Transactor transactor, Idempotency idempotency) {
        this.transactor = transactor;
        this.idempotency = idempotency;
    }

    @GetMapping("/api/contracts/{number}/charges")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(Reconciliation.class)
    @Operation(
            operationId = "reconciliation",
            summary = "对账",
            description = "中选、合同、开票、付款逐步相等；每一分差额都列出")
    Mono<ResponseEntity<byte[]>> charges(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return Answers.json(
                exchange,
                transactor.one(db ->
                        FeeReading.reconciliation(db, ContractAccess.readable(actor), number)));
    }

    @GetMapping("/api/contracts/{number}/fee-lines/{lineNo}/ground")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(FeeGround.class)
    @Operation(
            operationId = "feeGround",
            summary = "一行收费的依据",
            description = "收费明细 → 公布的价格版本 → 清单事项 → 行政事项 → 法律依据")
    Mono<ResponseEntity<byte[]>> ground(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lineNo) {
        return Answers.json(
                exchange,
                transactor.one(db ->
                        FeeReading.ground(db, ContractAccess.readable(actor), number, lineNo)));
    }

    @PostMapping("/api/contracts/{number}/invoices")
    @Access(Audience.AGENCY)
    @AnswersWith(value = Charged.class, status = 201, once = true)
    @Operation(
            operationId = "issueInvoice",
            summary = "登记发票与收费明细",
            description = "每行引用合同日有效的公布价格版本；合计不得超过此刻的收费上限，差一分也不行")
    Mono<ResponseEntity<byte[]>> invoice(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody InvoiceForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Invoicing.invoice(tx, actor, number, form),
                FeeController::address);
    }

    @PostMapping("/api/contracts/{number}/invoices/{invoiceNo}/credits")
    @Access(Audience.AGENCY)
    @AnswersWith(value = Charged.class, status = 201, once = true)
    @Operation(
            operationId = "creditInvoice",
            summary = "登记红字发票",
            description = "整行冲红；需要更正的，冲红后重新开具")
    Mono<ResponseEntity<byte[]>> credit(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int invoiceNo,
            @RequestBody CreditForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Crediting.credit(tx, actor, number, invoiceNo, form),
                FeeController::address);
    }

    @PostMapping("/api/contracts/{number}/payments")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = Charged.class, status = 201, once = true)
    @Operation(
            operationId = "recordPayment",
            summary = "登记付款或退款",
            description = "项目业主登记付款，中介机构登记退款；按事实登记，差额在对账中列出")
    Mono<ResponseEntity<byte[]>> pay(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody PaymentForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Paying.pay(tx, actor, number, form),
                FeeController::address);
    }

    @PostMapping("/api/contracts/{number}/payments/{paymentNo}/confirmations")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = Charged.class, status = 201, once = true)
    @Operation(
            operationId = "confirmPayment",
            summary = "确认收到",
            description = "中介机构确认收到付款，项目业主确认收到退款")
    Mono<ResponseEntity<byte[]>> confirm(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int paymentNo) {
        return idempotency.once(
                exchange,
                actor,
                "",
                tx -> Paying.confirm(tx, actor, number, paymentNo),
                FeeController::address);
    }

    /** Where what was done is read. */
    private static String address(Charged done) {
        return "/api/contracts/" + done.number() + "/charges";
    }
}
