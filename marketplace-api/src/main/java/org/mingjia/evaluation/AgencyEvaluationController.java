package org.mingjia.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.evaluation.EvaluationViews.EvaluationSummary;
import org.mingjia.evaluation.EvaluationViews.ListedEvaluation;
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

/** What owners said of an agency, for everybody. */
@RestController
@Tag(name = "评价")
class AgencyEvaluationController {

    private final Transactor transactor;
    private final Answers answers;

    AgencyEvaluationController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/agencies/{uscc}/evaluation-summary")
    @Access(Audience.EVERYONE)
    @AnswersWith(EvaluationSummary.class)
    @Operation(
            operationId = "evaluationSummary",
            summary = "一家机构的履约与评价",
            description = "验收、按期、退回、审批结果与评价的平均；未评价的不计分，两位小数四舍五入")
    Mono<ResponseEntity<byte[]>> summary(ServerWebExchange exchange, @PathVariable String uscc) {
        String agency = PublicReading.code(uscc, "中介服务机构");
        return Answers.json(exchange, transactor.one(db -> EvaluationReading.summary(db, agency)));
    }

    @GetMapping("/api/agencies/{uscc}/evaluations")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ListedEvaluation.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "agencyEvaluations",
            summary = "一家机构得到的评价",
            description = "最新的在前；申诉成立的保留并加注，不计入平均")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange, @PathVariable String uscc, Paging paging) {
        String agency = PublicReading.code(uscc, "中介服务机构");
        return answers.list(
                exchange, EvaluationReading.ofAgency(agency), paging, agency + "-evaluations");
    }
}
