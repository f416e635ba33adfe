package org.mingjia.tender;

import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ReasonForm;
import org.mingjia.tender.Amending.Amendment;
import org.mingjia.tender.RequestViews.OwnRequest;
import org.mingjia.tender.RequestViews.RequestCheckView;
import org.mingjia.tender.RequestViews.RequestView;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An owner's own requests. */
@RestController
@Tag(name = "采购需求（项目业主）")
class RequestController {

    private static final String STATUSES =
            "draft|in_review|published|closed|selecting|publicity|suspended|awarded|failed|cancelled";
    private static final String SCOPE = "requests:write";

    private final Requesting requesting;
    private final Publication publication;
    private final Amending amending;
    private final Idempotency idempotency;
    private final Answers answers;

    RequestController(
            Requesting requesting,
            Publication publication,
            Amending amending,
            Idempotency idempotency,
            Answers answers) {
        this.requesting = requesting;
        this.publication = publication;
        this.amending = amending;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/requests")
    @Access(value = Audience.ENTERPRISE, scope = "read")
    @AnswersWith(value = OwnRequest.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "本单位的采购需求", description = "最新的在前")
    Mono<ResponseEntity<Flux<DataBuffer>>> own(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = STATUSES) String status,
            Paging paging) {
        Field<String> id = DSL.field("{0}::text", String.class, SERVICE_REQUEST.ID);
        Field<String> place =
                DSL.field(
                        "to_char({0} at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || {1}::text",
                        String.class, SERVICE_REQUEST.CREATED_AT, SERVICE_REQUEST.ID);
        var listing =
                new Listing(
                        List.of(
                                id.as("id"),
                                SERVICE_REQUEST.NUMBER.as("number"),
                                SERVICE_REQUEST.STATUS.as("status"),
                                DSL.field("{0} ->> 'title'", String.class, SERVICE_REQUEST.BODY)
                                        .as("title"),
                                SERVICE_REQUEST.CLOSES_AT.as("closesAt"),
                                SERVICE_REQUEST.CREATED_AT.as("createdAt"),
                                SERVICE_REQUEST.RETURN_REASON.as("returnReason"),
                                place.as("place")),
                        SERVICE_REQUEST,
                        Requesting.own(actor)
                                .and(
                                        status == null
                                                ? noCondition()
                                                : SERVICE_REQUEST.STATUS.eq(status)),
                        place,
                        "place");
        return answers.list(exchange, listing.backwards(), paging, "requests");
    }

    @PostMapping("/api/request-checks")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @Operation(
            summary = "核对一份采购需求",
            description = "不保存：指出妨碍公告的每一处，算出各标段的法定区间与最高限价（附计算过程），给出最早的截止时间")
    Mono<RequestCheckView> check(
            @Parameter(hidden = true) Actor actor,
            @org.springframework.web.bind.annotation.RequestBody RequestBody body) {
        return requesting.check(actor, body);
    }

    @PostMapping("/api/requests")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @AnswersWith(value = RequestView.class, status = 201, once = true)
    @Operation(summary = "起草采购需求", description = "可以不完整")
    Mono<ResponseEntity<byte[]>> draft(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @org.springframework.web.bind.annotation.RequestBody RequestBody body) {
        return idempotency.once(
                exchange,
                actor,
                body,
                tx -> requesting.draft(tx, actor, body, null).map(RequestController::created));
    }

    private static Created created(RequestView view) {
        return Created.at("/api/requests/" + view.id(), view);
    }

    @GetMapping("/api/requests/{id}")
    @Access(value = Audience.ENTERPRISE, scope = "read")
    @AnswersWith(RequestView.class)
    @Operation(summary = "本单位的一份采购需求", description = "附若现在公告须满足的各点；ETag 为版本")
    Mono<ResponseEntity<RequestView>> read(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return requesting.read(Requesting.own(actor), id).map(RequestController::tagged);
    }

    static ResponseEntity<RequestView> tagged(RequestView view) {
        return ResponseEntity.ok().eTag('"' + "" + view.version() + '"').body(view);
    }

    @PutMapping("/api/requests/{id}")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @AnswersWith(RequestView.class)
    @Operation(summary = "保存草稿", description = "须以 If-Match 说明所依据的版本；只有草稿可以修改")
    Mono<ResponseEntity<RequestView>> save(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @org.springframework.web.bind.annotation.RequestBody RequestBody body) {
        return requesting
                .save(actor, id, Answers.editedVersion(version), body)
                .map(RequestController::tagged);
    }

    @DeleteMapping("/api/requests/{id}")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @ResponseStatus(org.springframework.http.HttpStatus.NO_CONTENT)
    @Operation(summary = "删除草稿", description = "已公告的采购需求永久保留")
    Mono<Void> discard(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return requesting.discard(actor, id);
    }

    @PostMapping("/api/requests/{id}/submissions")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @AnswersWith(value = RequestView.class, once = true)
    @Operation(summary = "提交", description = "地区要求审核的转运行机构，其余即时公告；须以 If-Match 说明所看到的版本")
    Mono<ResponseEntity<byte[]>> submit(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String version) {
        int seen = Answers.editedVersion(version);
        return changed(exchange, actor, seen, tx -> publication.submit(tx, actor, id, seen));
    }

    @PostMapping("/api/requests/{id}/copies")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @AnswersWith(value = RequestView.class, status = 201, once = true)
    @Operation(summary = "以往次需求为底稿起草", description = "重新采购也由此开始，并与原需求相关联；截止时间须重填")
    Mono<ResponseEntity<byte[]>> copy(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id) {
        return idempotency.once(
                exchange,
                actor,
                id,
                tx -> requesting.copy(tx, actor, id).map(RequestController::created));
    }

    @PostMapping("/api/requests/{id}/cancellations")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @AnswersWith(value = RequestView.class, once = true)
    @Operation(summary = "撤销公告中的采购需求", description = "须说明理由，理由公开")
    Mono<ResponseEntity<byte[]>> cancel(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @org.springframework.web.bind.annotation.RequestBody ReasonForm reason) {
        return changed(
                exchange, actor, reason, tx -> amending.cancel(tx, actor, id, reason.reason()));
    }

    @PostMapping("/api/requests/{id}/amendments")
    @Access(value = Audience.ENTERPRISE, scope = SCOPE)
    @AnswersWith(value = RequestView.class, once = true)
    @Operation(summary = "修改或澄清", description = "原公告不变，另行编号公布；截止时间只能推后，并至少留一个完整的工作日")
    Mono<ResponseEntity<byte[]>> amend(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @org.springframework.web.bind.annotation.RequestBody Amendment amendment) {
        return changed(exchange, actor, amendment, tx -> amending.amend(tx, actor, id, amendment));
    }

    /** A change of a request that is there already, once for each key. */
    private Mono<ResponseEntity<byte[]>> changed(
            ServerWebExchange exchange,
            Actor actor,
            Object asked,
            Function<DSLContext, Mono<RequestView>> work) {
        return idempotency.once(
                exchange,
                actor,
                asked,
                tx -> work.apply(tx).map(view -> new Created(200, null, view)));
    }
}
