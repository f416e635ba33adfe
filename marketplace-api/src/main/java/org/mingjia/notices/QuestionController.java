package org.mingjia.notices;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.REQUEST_QUESTION;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.notices.NoticeViews.Question;
import org.mingjia.platform.Actor;
import org.mingjia.register.PublicReading;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Listing;
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

/** 答疑 Questions of agencies and answers of the owner. */
@RestController
@Tag(name = "采购公告答疑")
class QuestionController {

    private final Idempotency idempotency;
    private final Answers answers;

    QuestionController(Idempotency idempotency, Answers answers) {
        this.idempotency = idempotency;
        this.answers = answers;
    }

    /** A question. */
    record QuestionForm(@Nullable String question) {}

    /** An answer. */
    record AnswerForm(@Nullable String answer) {}

    @PostMapping("/api/notices/{number}/questions")
    @Access(value = Audience.AGENCY, scope = "bids:write")
    @AnswersWith(value = Question.class, status = 201, once = true)
    @Operation(summary = "就一份公告提问", description = "截止前可提；提问者不公开，答复对所有人同时公开")
    Mono<ResponseEntity<byte[]>> ask(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody QuestionForm asked) {
        String code = PublicReading.code(number, "采购公告");
        return idempotency.once(
                exchange,
                actor,
                asked,
                tx -> Questions.ask(tx, actor, code, asked.question()),
                _ -> "/api/notices/" + code);
    }

    @GetMapping("/api/requests/{id}/questions")
    @Access(value = Audience.ENTERPRISE, scope = "read")
    @AnswersWith(value = Question.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "对本单位采购需求的提问", description = "待答复的在前；提问者不显示")
    Mono<ResponseEntity<Flux<DataBuffer>>> asked(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            Paging paging) {
        Field<String> key =
                field(
                        "(case when {0} is null then '0' else '1' end || {1}::text)",
                        String.class, REQUEST_QUESTION.ANSWERED_AT, REQUEST_QUESTION.ID);
        var listing =
                new Listing(
                        List.of(
                                field("{0}::text", String.class, REQUEST_QUESTION.ID).as("id"),
                                REQUEST_QUESTION.QUESTION.as("question"),
                                REQUEST_QUESTION.ASKED_AT.as("askedAt"),
                                REQUEST_QUESTION.ANSWER.as("answer"),
                                REQUEST_QUESTION.ANSWERED_AT.as("answeredAt"),
                                key.as("place")),
                        REQUEST_QUESTION,
                        REQUEST_QUESTION
                                .REQUEST_ID
                                .eq(id)
                                .and(
                                        condition(
                                                "exists (select from service_request r where r.id = {0} and r.owner_id = {1})",
                                                val(id), val(actor.organisation()))),
                        key,
                        "place");
        return answers.list(exchange, listing, paging, "questions");
    }

    @PostMapping("/api/requests/{id}/questions/{question}/answers")
    @Access(value = Audience.ENTERPRISE, scope = "requests:write")
    @AnswersWith(value = Question.class, status = 201, once = true)
    @Operation(summary = "答复", description = "对所有人同时公开，不能更改")
    Mono<ResponseEntity<byte[]>> answer(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID question,
            @RequestBody AnswerForm said) {
        return idempotency.once(
                exchange,
                actor,
                said,
                tx -> Questions.answer(tx, actor, id, question, said.answer()),
                _ -> "/api/requests/" + id);
    }
}
