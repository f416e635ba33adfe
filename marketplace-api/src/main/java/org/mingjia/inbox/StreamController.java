package org.mingjia.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.inbox.Arrivals.Look;
import org.mingjia.inbox.InboxViews.MessagesView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages as they arrive, as pages and as a stream. */
@RestController
@Tag(name = "消息")
class StreamController {

    /** Then the browser comes again by itself, and it is asked anew who that is. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int CATCH_UP = 200;

    private final Transactor transactor;
    private final Arrivals arrivals;
    private final JsonMapper json;

    StreamController(Transactor transactor, Arrivals arrivals, JsonMapper json) {
        this.transactor = transactor;
        this.arrivals = arrivals;
        this.json = json;
    }

    @Access(value = Audience.SIGNED_IN, scope = "read")
    @GetMapping(value = "/api/inbox/stream", produces = MediaType.APPLICATION_JSON_VALUE)
    @AnswersWith(MessagesView.class)
    @Operation(
            operationId = "inboxStream",
            summary = "新到的消息（按到达顺序，无缺漏）",
            description = "以 Accept: text/event-stream 请求时为持续推送，Last-Event-ID 之后的先补发")
    Mono<ResponseEntity<byte[]>> page(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        return Answers.json(
                exchange,
                transactor
                        .one(db -> Inbox.after(db, actor, after, limit))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @Access(value = Audience.SIGNED_IN, scope = "read")
    @GetMapping(value = "/api/inbox/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "inboxStream",
            summary = "新到的消息（按到达顺序，无缺漏）",
            description = "以 Accept: text/event-stream 请求时为持续推送，Last-Event-ID 之后的先补发")
    ResponseEntity<Flux<ServerSentEvent<String>>> stream(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Min(0) Long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Long asked = Answers.goingOn(lastEventId, after, "消息序号");
        Flux<ServerSentEvent<String>> messages =
                (asked == null ? transactor.one(Inbox::head) : Mono.just(asked))
                        .flatMapMany(from -> {
                            var at = new AtomicLong(from);
                            return arrivals.looks().concatMap(look -> upTo(look, actor, at), 1);
                        });
        return Answers.stream(messages.take(LONGEST));
    }

    private Flux<ServerSentEvent<String>> upTo(Look look, Actor actor, AtomicLong at) {
        if (!look.concerns(actor, at.get())) {
            at.accumulateAndGet(look.head(), Math::max);
            return Flux.empty();
        }
        return Mono.defer(() -> transactor.one(db -> Inbox.after(db, actor, at.get(), CATCH_UP)))
                .map(json::readTree)
                .repeat()
                .takeUntil(page -> page.path("items").size() < CATCH_UP)
                // before the reader takes them: a slow reader must not be sent a page twice
                .doOnNext(page -> at.set(page.path("next").asLong()))
                .concatMapIterable(page -> List.copyOf(page.path("items").values()), 1)
                .map(this::event)
                .doOnComplete(() -> at.accumulateAndGet(look.head(), Math::max));
    }

    private ServerSentEvent<String> event(JsonNode message) {
        return ServerSentEvent.builder(json.writeValueAsString(message))
                .id(message.path("id").asString())
                .build();
    }
}
