package org.mingjia.supervision;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.supervision.SupervisionForms.MeasureDecisionForm;
import org.mingjia.supervision.SupervisionForms.MeasureForm;
import org.mingjia.supervision.SupervisionForms.MeasureStep;
import org.mingjia.supervision.SupervisionForms.MeasureWordsForm;
import org.mingjia.supervision.SupervisionForms.RepairDecisionForm;
import org.mingjia.supervision.SupervisionViews.ListedMeasure;
import org.mingjia.supervision.SupervisionViews.MeasureView;
import org.mingjia.supervision.SupervisionViews.PublishedMeasure;
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

/** 处置 From the notice to the repair, and the register of what was decided. */
@RestController
@Tag(name = "监督与处置")
class MeasureController {

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    MeasureController(Transactor transactor, Idempotency idempotency, Answers answers) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/measure-register")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = PublishedMeasure.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "measureRegister",
            summary = "处置公示",
            description = "已作出的处置与修复情况，长期公开；最近的在前；q 在名称与代码中查找")
    Mono<ResponseEntity<Flux<DataBuffer>>> register(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Measures.KINDS) String kind,
            Paging paging) {
        Condition which =
                condition("({0}::text is null or m.decided_kind = {0})", val(kind, String.class))
                        .and(
                                "({0}::text is null or strpos(lower(o.name || ' ' || o.uscc), lower({0})) > 0)",
                                val(q == null ? null : q.strip().replace("\0", ""), String.class));
        return answers.list(exchange, SupervisionReading.register(which), paging, "measures");
    }

    @GetMapping("/api/measures")
    @Access(
            value = {Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(value = ListedMeasure.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "measures",
            summary = "处置",
            description = "机构见本单位的，运行机构与监管部门见全部，包括尚未决定的；最近的在前")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = "open|confirmed|dropped|repaired")
                    String status,
            Paging paging) {
        return answers.list(
                exchange,
                SupervisionReading.measures(
                        SupervisionReading.readable(actor)
                                .and(
                                        "({0}::text is null or m.status = {0})",
                                        val(status, String.class))),
                paging,
                "measures");
    }

    @GetMapping("/api/measures/{id}")
    @Access(
            value = {Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(MeasureView.class)
    @Operation(operationId = "measure", summary = "一件处置", description = "告知、陈述申辩、决定与修复")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id) {
        return Answers.json(exchange, transactor.one(db -> SupervisionReading.one(db, actor, id)));
    }

    @PostMapping("/api/measures")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = MeasureStep.class, status = 201, once = true)
    @Operation(
            operationId = "openMeasure",
            summary = "告知拟作出的处置",
            description = "机构有五个工作日陈述申辩；年度测评确定后符合条件的自动告知")
    Mono<ResponseEntity<byte[]>> open(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody MeasureForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Measures.open(tx, actor, form),
                MeasureController::address);
    }

    @PostMapping("/api/measures/{id}/statements")
    @Access(Audience.AGENCY)
    @AnswersWith(value = MeasureStep.class, status = 201, once = true)
    @Operation(operationId = "stateOnMeasure", summary = "陈述申辩", description = "告知后五个工作日内，一次")
    Mono<ResponseEntity<byte[]>> state(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody MeasureWordsForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Measures.state(tx, actor, id, form),
                MeasureController::address);
    }

    @PostMapping("/api/measures/{id}/decisions")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = MeasureStep.class, status = 201, once = true)
    @Operation(
            operationId = "decideMeasure",
            summary = "决定处置",
            description =
                    "confirm 决定（暂停 3 至 6 个月，清退后 1 或 2 年不得再次入驻，整改 30 天）；drop 不予处置。收到陈述申辩或期满后才能决定；警告、暂停与清退即时生效")
    Mono<ResponseEntity<byte[]>> decide(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody MeasureDecisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Measures.decide(tx, actor, id, form),
                MeasureController::address);
    }

    @PostMapping("/api/measures/{id}/repairs")
    @Access(Audience.AGENCY)
    @AnswersWith(value = MeasureStep.class, status = 201, once = true)
    @Operation(operationId = "askForRepair", summary = "申请信用修复", description = "说明整改情况；同时只有一份待处理")
    Mono<ResponseEntity<byte[]>> ask(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody MeasureWordsForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Repairs.ask(tx, actor, id, form),
                MeasureController::address);
    }

    @PostMapping("/api/measures/{id}/repair-decisions")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = MeasureStep.class, status = 201, once = true)
    @Operation(
            operationId = "decideRepair",
            summary = "处理信用修复申请",
            description = "同意即终结处置，仍在生效的警告、暂停或清退自当日起解除")
    Mono<ResponseEntity<byte[]>> repair(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody RepairDecisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Repairs.answer(tx, actor, id, form),
                MeasureController::address);
    }

    /** Where what was done is read. */
    private static String address(MeasureStep done) {
        return "/api/measures/" + done.id();
    }
}
