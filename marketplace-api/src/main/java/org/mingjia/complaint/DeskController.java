package org.mingjia.complaint;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.complaint.ComplaintForms.AcceptanceForm;
import org.mingjia.complaint.ComplaintForms.ComplaintDecisionForm;
import org.mingjia.complaint.ComplaintForms.HoldForm;
import org.mingjia.complaint.ComplaintForms.RefusalForm;
import org.mingjia.complaint.ComplaintForms.TransferForm;
import org.mingjia.complaint.ComplaintViews.ComplaintStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ReasonForm;
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

/** What the desk of a complaint does with it: the operator, or a regulator of its region. */
@RestController
@Tag(name = "投诉")
class DeskController {

    private final Handling handling;
    private final Holding holding;
    private final Ruling ruling;
    private final Idempotency idempotency;

    DeskController(Handling handling, Holding holding, Ruling ruling, Idempotency idempotency) {
        this.handling = handling;
        this.holding = holding;
        this.ruling = ruling;
        this.idempotency = idempotency;
    }

    @PostMapping("/api/complaints/{number}/acceptances")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(
            operationId = "acceptComplaint",
            summary = "受理投诉",
            description = "可以同时暂停采购（request）或者合同（contract）")
    Mono<ResponseEntity<byte[]>> accept(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody AcceptanceForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> handling.accept(tx, actor, number, form),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/refusals")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(operationId = "refuseComplaint", summary = "不予受理", description = "写明情形与理由，告知投诉人")
    Mono<ResponseEntity<byte[]>> refuse(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody RefusalForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> handling.refuse(tx, actor, number, form),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/transfers")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(operationId = "transferComplaint", summary = "转办", description = "一次，写明理由；期限照旧计算")
    Mono<ResponseEntity<byte[]>> transfer(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody TransferForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> handling.pass(tx, actor, number, form),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/extensions")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(operationId = "extendComplaint", summary = "延长处理期限", description = "一次，写明理由")
    Mono<ResponseEntity<byte[]>> extend(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ReasonForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> handling.extend(tx, actor, number, form.reason()),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/holds")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(
            operationId = "placeHold",
            summary = "暂停采购或者合同",
            description = "暂停期间不选取、不中选，合同不签订、不备案、不变更、不收费、不验收")
    Mono<ResponseEntity<byte[]>> hold(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody HoldForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> holding.place(tx, actor, number, form),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/hold-lifts")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(operationId = "liftHold", summary = "恢复", description = "等待的程序至少再有一个工作日")
    Mono<ResponseEntity<byte[]>> lift(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody HoldForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> holding.lift(tx, actor, number, form),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/decisions")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(
            operationId = "decideComplaint",
            summary = "作出处理决定",
            description = "附带的取消中选、责令退费、记录与惩戒同时生效；summary 随即公开，涉及个人的信息会被遮盖")
    Mono<ResponseEntity<byte[]>> decide(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody ComplaintDecisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> ruling.decide(tx, actor, number, form),
                DeskController::address);
    }

    /** Where what was done is read. */
    static String address(ComplaintStep done) {
        return "/api/complaints/" + done.number();
    }
}
