package org.mingjia.fees;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.fees.FeeViews.ActFeeLine;
import org.mingjia.fees.FeeViews.ActFees;
import org.mingjia.platform.Transactor;
import org.mingjia.register.PublicReading;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An act down to everything that was charged for it, for everybody. */
@RestController
@Tag(name = "收费")
class ActFeesController {

    private final Transactor transactor;
    private final Answers answers;

    ActFeesController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/acts/{code}/fees")
    @Access(Audience.EVERYONE)
    @AnswersWith(ActFees.class)
    @Operation(
            operationId = "actFees",
            summary = "一项行政事项的全部收费",
            description = "按事项合计各合同的收费明细（含备案前的预付款）；逐行见 fee-lines，两者相等")
    Mono<ResponseEntity<byte[]>> fees(ServerWebExchange exchange, @PathVariable String code) {
        String act = PublicReading.code(code, "行政事项");
        return Answers.json(exchange, transactor.one(db -> FeeReading.ofAct(db, act)));
    }

    @GetMapping("/api/acts/{code}/fee-lines")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ActFeeLine.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "actFeeLines", summary = "一项行政事项的收费明细")
    Mono<ResponseEntity<Flux<DataBuffer>>> lines(
            ServerWebExchange exchange, @PathVariable String code, Paging paging) {
        String act = PublicReading.code(code, "行政事项");
        return answers.list(exchange, FeeReading.linesOfAct(act), paging, act + "-fees");
    }
}
