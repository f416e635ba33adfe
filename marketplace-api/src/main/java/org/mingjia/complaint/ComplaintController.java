package org.mingjia.complaint;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.complaint.ComplaintForms.ComplaintForm;
import org.mingjia.complaint.ComplaintForms.StatementForm;
import org.mingjia.complaint.ComplaintViews.ComplaintFiled;
import org.mingjia.complaint.ComplaintViews.ComplaintStep;
import org.mingjia.complaint.ComplaintViews.ComplaintView;
import org.mingjia.complaint.ComplaintViews.ListedComplaint;
import org.mingjia.complaint.ComplaintViews.QueriedStatus;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Complaints for their two parties, and what all of their readers read. */
@RestController
@Tag(name = "投诉")
class ComplaintController {

    private final Handling handling;
    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    ComplaintController(
            Handling handling, Transactor transactor, Idempotency idempotency, Answers answers) {
        this.handling = handling;
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @PostMapping("/api/complaints")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ComplaintFiled.class, status = 201, once = true)
    @Operation(
            operationId = "fileComplaint",
            summary = "提出投诉",
            description =
                    "selection 选取（业主、报价机构，公示期内先提异议）、fee 收费与 delay 延误（合同双方）、quality 质量（合同业主）、conduct 行为；queryToken 只给出一次")
    Mono<ResponseEntity<byte[]>> file(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody ComplaintForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Filing.file(tx, actor, form).map(ComplaintController::said));
    }

    private static Created said(ComplaintFiled filed) {
        return Created.secretly(
                "/api/complaints/" + filed.number(),
                filed,
                new ComplaintFiled(filed.number(), filed.status(), filed.desk(), null));
    }

    @GetMapping("/api/complaints")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(value = ListedComplaint.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "complaints",
            summary = "投诉",
            description = "投诉人见自己提出的，被投诉人见已受理的，运行机构见全部，监管部门见分办给它的；overdue=true 只列逾期的")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Words.STATUSES)
                    String status,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Words.SUBJECTS)
                    String subject,
            @RequestParam(required = false) @Nullable Boolean overdue,
            Paging paging) {
        Condition which =
                condition("({0}::text is null or c.status = {0})", val(status, String.class))
                        .and("({0}::text is null or c.subject = {0})", val(subject, String.class))
                        .and(
                                overdue == null
                                        ? noCondition()
                                        : condition("k.overdue = {0}", val(overdue)));
        return answers.list(exchange, ComplaintReading.list(actor, which), paging, "complaints");
    }

    @GetMapping("/api/complaints/{number}")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(ComplaintView.class)
    @Operation(operationId = "complaint", summary = "一件投诉", description = "被投诉人自受理起可见内容，不见投诉人与其附件")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return Answers.json(
                exchange, transactor.one(db -> ComplaintReading.whole(db, actor, number)));
    }

    @GetMapping("/api/complaint-status/{number}")
    @Access(Audience.EVERYONE)
    @AnswersWith(QueriedStatus.class)
    @Operation(
            operationId = "complaintStatus",
            summary = "凭查询码查询投诉或者线索",
            description = "不必登录；查询码在 Query-Token 头中，不在地址中。编号与查询码不符的，一律答复不存在")
    Mono<ResponseEntity<byte[]>> status(
            @PathVariable String number,
            @RequestHeader(name = "Query-Token", required = false) @Nullable String token) {
        return transactor
                .one(db -> ComplaintReading.byToken(db, number, token))
                .map(bytes ->
                        ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(bytes));
    }

    @PostMapping("/api/complaints/{number}/statements")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(operationId = "stateOnComplaint", summary = "被投诉人陈述", description = "受理后在期限内，一次")
    Mono<ResponseEntity<byte[]>> state(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody StatementForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> handling.state(tx, actor, number, form.text()),
                DeskController::address);
    }

    @PostMapping("/api/complaints/{number}/withdrawals")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(value = ComplaintStep.class, status = 201, once = true)
    @Operation(
            operationId = "withdrawComplaint",
            summary = "撤回投诉",
            description = "投诉人，处理决定之前；暂停的随即恢复")
    Mono<ResponseEntity<byte[]>> withdraw(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return idempotency.once(
                exchange,
                actor,
                "",
                tx -> handling.withdraw(tx, actor, number),
                DeskController::address);
    }
}
