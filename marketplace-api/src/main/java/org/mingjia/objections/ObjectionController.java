package org.mingjia.objections;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.mingjia.db.Tables.AWARD;
import static org.mingjia.db.Tables.OBJECTION;
import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.REQUEST_LOT;
import static org.mingjia.db.Tables.SERVICE_ITEM;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Objections of all requests; what is decided of them is as public as they are. */
@RestController
@Tag(name = "选取与中选")
class ObjectionController {

    private final Answers answers;

    ObjectionController(Answers answers) {
        this.answers = answers;
    }

    /**
     * An objection, with the award that it is about. Who raised it is not said.
     *
     * @param number of the notice
     * @param itemName of the lot's item, as it was listed on publication
     * @param winner who had been selected
     * @param decision {@code upheld} or {@code rejected}; null while there is none, as the two
     *     after it
     */
    record ListedObjection(
            UUID id,
            String number,
            String title,
            int lotNo,
            String itemName,
            String winner,
            int objectionNo,
            String text,
            OffsetDateTime at,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt,
            String place) {}

    @GetMapping("/api/objections")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ListedObjection.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "objections",
            summary = "异议",
            description = "先提出的在前；decided=false 只列待处理的，true 只列已处理的")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable Boolean decided,
            Paging paging) {
        Condition which =
                decided == null
                        ? noCondition()
                        : decided ? OBJECTION.DECISION.isNotNull() : OBJECTION.DECISION.isNull();
        // version 7: in the order of time
        Field<String> place = field("{0}::text", String.class, OBJECTION.ID);
        return answers.list(
                exchange,
                new Listing(columns(place), tables(), which, place, "place"),
                paging,
                "objections");
    }

    private static List<Field<?>> columns(Field<String> place) {
        return List.of(
                OBJECTION.ID.as("id"),
                SERVICE_REQUEST.NUMBER.as("number"),
                SERVICE_REQUEST.TITLE.as("title"),
                OBJECTION.LOT_NO.as("lotNo"),
                field(
                                select(SERVICE_ITEM.NAME)
                                        .from(SERVICE_ITEM)
                                        .where(SERVICE_ITEM.CODE.eq(REQUEST_LOT.ITEM_CODE))
                                        .and(
                                                "{0} @> {1}",
                                                SERVICE_ITEM.VALID, REQUEST_LOT.PUBLISHED_ON))
                        .as("itemName"),
                ORGANISATION.NAME.as("winner"),
                OBJECTION.OBJECTION_NO.as("objectionNo"),
                OBJECTION.TEXT.as("text"),
                OBJECTION.AT.as("at"),
                OBJECTION.DECISION.as("decision"),
                OBJECTION.REASON.as("reason"),
                OBJECTION.DECIDED_AT.as("decidedAt"),
                place.as("place"));
    }

    private static org.jooq.Table<?> tables() {
        return OBJECTION
                .join(SERVICE_REQUEST)
                .on(SERVICE_REQUEST.ID.eq(OBJECTION.REQUEST_ID))
                .join(REQUEST_LOT)
                .on(REQUEST_LOT.REQUEST_ID.eq(OBJECTION.REQUEST_ID))
                .and(REQUEST_LOT.LOT_NO.eq(OBJECTION.LOT_NO))
                .join(AWARD)
                .on(AWARD.ID.eq(OBJECTION.AWARD_ID))
                .join(ORGANISATION)
                .on(ORGANISATION.ID.eq(AWARD.AGENCY_ID));
    }
}
