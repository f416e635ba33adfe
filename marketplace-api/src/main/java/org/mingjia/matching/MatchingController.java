package org.mingjia.matching;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.matching.MatchingViews.EligibilityView;
import org.mingjia.matching.MatchingViews.MatchedRow;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
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

/** The requests that an agency may take part in, and why it may or may not. */
@RestController
@Tag(name = "匹配")
class MatchingController {

    private static final List<Field<?>> COLUMNS =
            Stream.of(
                            "place",
                            "number",
                            "title",
                            "itemCodes",
                            "closesAt",
                            "ceilingFen",
                            "status",
                            "matchedAt",
                            "open")
                    .<Field<?>>map(column -> field(name(column)))
                    .toList();

    private final Transactor transactor;
    private final Answers answers;

    MatchingController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/notices/{number}/eligibility")
    @Access(value = Audience.AGENCY, scope = "read")
    @AnswersWith(EligibilityView.class)
    @Operation(operationId = "eligibility", summary = "本机构能否参加这项采购，逐项说明", description = "按今天的情况判断")
    Mono<ResponseEntity<byte[]>> eligibility(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return Answers.json(
                exchange,
                transactor
                        .one(db -> Eligibility.of(db, number, actor.organisation()))
                        .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("采购公告", number))))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @GetMapping("/api/matched-requests")
    @Access(value = Audience.AGENCY, scope = "read")
    @AnswersWith(value = MatchedRow.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "matchedRequests",
            summary = "与本机构匹配的采购需求",
            description = "公布时符合条件的，最新的在前；open 只看仍在（或已不在）接受报价的")
    Mono<ResponseEntity<Flux<DataBuffer>>> matched(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable Boolean open,
            Paging paging) {
        return answers.list(
                exchange, listing(actor.organisation(), open), paging, "matched-requests");
    }

    private static Listing listing(UUID agency, @Nullable Boolean open) {
        Condition own = field(name("agency_id"), UUID.class).eq(agency);
        return new Listing(
                        COLUMNS,
                        table(name("matched_request")),
                        open == null
                                ? own
                                : own.and(condition("{0} = {1}", field(name("open")), val(open))),
                        Listing.text("place"),
                        "place")
                .backwards();
    }
}
