package org.mingjia.stuck;

import static org.mingjia.db.Tables.STUCK_REQUEST;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The operator's list of what is stuck. */
@RestController
@Tag(name = "选取与中选")
class StuckController {

    private final Answers answers;

    StuckController(Answers answers) {
        this.answers = answers;
    }

    /**
     * One thing that is stuck.
     *
     * @param timer what should have been done; null where nothing is to be done and should be
     * @param since when it should have been
     * @param cause overdue, failing or no-timer
     */
    record StuckView(
            String number,
            String title,
            String status,
            @Nullable String timer,
            @Nullable Integer lotNo,
            @Nullable OffsetDateTime since,
            @Nullable Integer attempts,
            @Nullable String failure,
            String cause,
            String place) {}

    @GetMapping("/api/stuck-requests")
    @Access(value = Audience.OPERATOR, scope = "read")
    @AnswersWith(value = StuckView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "滞留的采购需求", description = "到期 5 分钟仍未办、办理失败，或没有后续时限的")
    Mono<ResponseEntity<Flux<DataBuffer>>> stuck(ServerWebExchange exchange, Paging paging) {
        return answers.list(
                exchange,
                new Listing(
                        List.of(
                                STUCK_REQUEST.NUMBER.as("number"),
                                STUCK_REQUEST.TITLE.as("title"),
                                STUCK_REQUEST.STATUS.as("status"),
                                STUCK_REQUEST.TIMER.as("timer"),
                                STUCK_REQUEST.LOT_NO.as("lotNo"),
                                STUCK_REQUEST.SINCE.as("since"),
                                STUCK_REQUEST.ATTEMPTS.as("attempts"),
                                STUCK_REQUEST.FAILURE.as("failure"),
                                STUCK_REQUEST.CAUSE.as("cause"),
                                STUCK_REQUEST.PLACE.as("place")),
                        STUCK_REQUEST,
                        org.jooq.impl.DSL.noCondition(),
                        STUCK_REQUEST.PLACE,
                        "place"),
                paging,
                "stuck-requests");
    }
}
