package org.mingjia.supervision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ReasonForm;
import org.mingjia.platform.Transactor;
import org.mingjia.supervision.SupervisionForms.AnnulmentStep;
import org.mingjia.supervision.SupervisionForms.SupervisionForm;
import org.mingjia.supervision.SupervisionForms.SupervisionStep;
import org.mingjia.supervision.SupervisionViews.ListedFinding;
import org.mingjia.supervision.SupervisionViews.ListedResult;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
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

/** What supervision found of an agency, for everybody. */
@RestController
@Tag(name = "监督与处置")
class SupervisionController {

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    SupervisionController(Transactor transactor, Idempotency idempotency, Answers answers) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/agencies/{uscc}/supervision-results")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ListedResult.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "supervisionResults",
            summary = "监督检查结果",
            description = "各年度的得分，更正为新的一次，以最后一次为准；最近的在前")
    Mono<ResponseEntity<Flux<DataBuffer>>> results(
            ServerWebExchange exchange, @PathVariable String uscc, Paging paging) {
        return ofKnown(
                uscc,
                answers.list(
                        exchange, SupervisionReading.results(uscc), paging, "supervision-results"));
    }

    @PostMapping("/api/agencies/{uscc}/supervision-results")
    @Access(Audience.REGULATOR)
    @AnswersWith(value = SupervisionStep.class, status = 201, once = true)
    @Operation(
            operationId = "recordSupervision",
            summary = "登记监督检查结果",
            description = "0 至 100 分，计入该年度的测评；同一年度再次登记即为更正，测评确定后不再更正")
    Mono<ResponseEntity<byte[]>> record(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String uscc,
            @RequestBody SupervisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Supervising.record(tx, actor, uscc, form),
                _ -> "/api/agencies/" + uscc + "/supervision-results");
    }

    @GetMapping("/api/agencies/{uscc}/conduct-findings")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ListedFinding.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "conductFindings",
            summary = "行为认定",
            description = "投诉成立、弄虚作假、拒签与价格违规；撤销的注明理由，不再计入测评")
    Mono<ResponseEntity<Flux<DataBuffer>>> findings(
            ServerWebExchange exchange, @PathVariable String uscc, Paging paging) {
        return ofKnown(
                uscc,
                answers.list(
                        exchange, SupervisionReading.findings(uscc), paging, "conduct-findings"));
    }

    private <T> Mono<T> ofKnown(String uscc, Mono<T> list) {
        return transactor.one(db -> SupervisionReading.known(db, uscc)).then(list);
    }

    @PostMapping("/api/conduct-findings/{id}/annulments")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = AnnulmentStep.class, status = 201, once = true)
    @Operation(
            operationId = "annulFinding",
            summary = "撤销行为认定",
            description = "认定仍然可查，注明撤销的理由；以后的测评不再计入")
    Mono<ResponseEntity<byte[]>> annul(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody ReasonForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx ->
                        Supervising.annul(tx, actor, id, form)
                                .map(step -> new Created(201, null, step)));
    }
}
