package org.mingjia.desks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.desks.DeskViews.DeskForm;
import org.mingjia.desks.DeskViews.DeskStep;
import org.mingjia.desks.DeskViews.ServedDesk;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who serves which desk: read by everyone, said by the operator. */
@RestController
@Tag(name = "投诉")
class DeskAssignmentController {

    private static final String DESKS = "/api/complaint-desks";

    private final Answers answers;
    private final Idempotency idempotency;
    private final Transactor transactor;

    DeskAssignmentController(Answers answers, Idempotency idempotency, Transactor transactor) {
        this.answers = answers;
        this.idempotency = idempotency;
        this.transactor = transactor;
    }

    @GetMapping(DESKS)
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ServedDesk.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "complaintDesks",
            summary = "投诉与线索由谁承办",
            description = "没有列出的，由当地各监管部门承办；平台自身的事由运行机构承办")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(ServerWebExchange exchange, Paging paging) {
        return answers.list(exchange, DeskAssignments.list(), paging, "complaint-desks");
    }

    @PostMapping(DESKS)
    @Access(Audience.OPERATOR)
    @AnswersWith(value = DeskStep.class, status = 201, once = true)
    @Operation(
            operationId = "giveComplaintDesk",
            summary = "指定承办部门",
            description = "此后这一项在这个行政区划只由指定的部门承办；可以指定几个")
    Mono<ResponseEntity<byte[]>> give(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody DeskForm form) {
        return idempotency.once(
                exchange, actor, form, tx -> DeskAssignments.give(tx, actor, form), _ -> DESKS);
    }

    @DeleteMapping(DESKS + "/{id}")
    @Access(Audience.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "takeComplaintDesk", summary = "撤销承办部门的指定")
    Mono<ResponseEntity<Void>> take(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return transactor
                .inTransaction(tx -> DeskAssignments.take(tx, actor, id))
                .map(_ -> ResponseEntity.noContent().build());
    }
}
