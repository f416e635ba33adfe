package org.mingjia.tender;

import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.tender.Publication.ReviewDecision;
import org.mingjia.tender.RequestViews.RequestView;
import org.mingjia.tender.RequestViews.ReviewRow;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
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

/** Requests that the operator has to read before they are published. */
@RestController
@Tag(name = "采购需求审核（运行机构）")
class ReviewController {

    private final Requesting requesting;
    private final Publication publication;
    private final Idempotency idempotency;
    private final Answers answers;

    ReviewController(
            Requesting requesting,
            Publication publication,
            Idempotency idempotency,
            Answers answers) {
        this.requesting = requesting;
        this.publication = publication;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/request-reviews")
    @Access(value = Audience.OPERATOR, scope = "read")
    @AnswersWith(value = ReviewRow.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "待审核的采购需求", description = "最急的在前")
    Mono<ResponseEntity<Flux<DataBuffer>>> queue(ServerWebExchange exchange, Paging paging) {
        Field<String> id = DSL.field("{0}::text", String.class, SERVICE_REQUEST.ID);
        Field<String> place =
                DSL.field(
                        "{0}::text || ' ' || {1}::text",
                        String.class, SERVICE_REQUEST.REVIEW_BY, SERVICE_REQUEST.ID);
        var listing =
                new Listing(
                        List.of(
                                id.as("id"),
                                ORGANISATION.NAME.as("ownerName"),
                                DSL.field("{0} ->> 'title'", String.class, SERVICE_REQUEST.BODY)
                                        .as("title"),
                                SERVICE_REQUEST.REVIEW_BY.as("reviewBy"),
                                DSL.field(
                                                "{0} < market_today()",
                                                Boolean.class, SERVICE_REQUEST.REVIEW_BY)
                                        .as("overdue"),
                                SERVICE_REQUEST.VERSION.as("version"),
                                place.as("place")),
                        SERVICE_REQUEST
                                .join(ORGANISATION)
                                .on(ORGANISATION.ID.eq(SERVICE_REQUEST.OWNER_ID)),
                        SERVICE_REQUEST.STATUS.eq("in_review"),
                        place,
                        "place");
        return answers.list(exchange, listing, paging, "request-reviews");
    }

    @GetMapping("/api/request-reviews/{id}")
    @Access(value = Audience.OPERATOR, scope = "read")
    @AnswersWith(RequestView.class)
    @Operation(summary = "一份待审核的采购需求")
    Mono<ResponseEntity<RequestView>> one(@PathVariable UUID id) {
        return requesting
                .read(SERVICE_REQUEST.STATUS.eq("in_review"), id)
                .map(RequestController::tagged);
    }

    @PostMapping("/api/request-reviews/{id}/decisions")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = RequestView.class, once = true)
    @Operation(summary = "公告或退回", description = "给出所审阅的版本；退回须说明理由")
    Mono<ResponseEntity<byte[]>> decide(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody ReviewDecision decision) {
        return idempotency.once(
                exchange,
                actor,
                decision,
                tx ->
                        publication
                                .decide(tx, actor, id, decision)
                                .map(view -> new Created(200, null, view)));
    }
}
