package org.mingjia.complaint;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.complaint.ComplaintViews.PublishedOutcome;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 投诉处理结果 What everybody reads of decided complaints; none of it ever disappears. */
@RestController
@Tag(name = "投诉")
class OutcomeController {

    private final Transactor transactor;
    private final Answers answers;

    OutcomeController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/complaint-outcomes")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = PublishedOutcome.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "complaintOutcomes",
            summary = "投诉处理结果",
            description = "最近决定的在前；不公开投诉人，投诉不成立的不公开被投诉机构")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Words.SUBJECTS)
                    String subject,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Words.OUTCOMES)
                    String outcome,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9A-Z]{18}")
                    String agency,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{6}") String region,
            Paging paging) {
        return answers.list(
                exchange,
                ComplaintReading.outcomes(subject, outcome, agency, region),
                paging,
                "complaint-outcomes");
    }

    @GetMapping("/api/complaint-outcomes/{number}")
    @Access(Audience.EVERYONE)
    @AnswersWith(PublishedOutcome.class)
    @Operation(operationId = "complaintOutcome", summary = "一件投诉的处理结果", description = "长期有效")
    Mono<ResponseEntity<byte[]>> one(ServerWebExchange exchange, @PathVariable String number) {
        return Answers.json(exchange, transactor.one(db -> ComplaintReading.published(db, number)));
    }
}
