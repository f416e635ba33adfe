package org.mingjia.discovery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.EventOrder;
import org.mingjia.platform.EventOrder.Placed;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
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
import tools.jackson.databind.json.JsonMapper;

/** What was published, in commit order, as pages and as a stream. */
@RestController
@Tag(name = "公布动态")
class ChangesController {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int CATCH_UP = 500;

    private final Transactor transactor;
    private final JsonMapper json;
    private final Flux<Long> heads;

    ChangesController(Transactor transactor, JsonMapper json) {
        this.transactor = transactor;
        this.json = json;
        // one look at the order serves every reader of this instance, and none when nobody reads
        this.heads =
                Flux.interval(Duration.ZERO, LOOK)
                        .onBackpressureDrop()
                        .concatMap(_ -> transactor.one(EventOrder::head).onErrorComplete(), 1)
                        .distinctUntilChanged()
                        .replay(1)
                        .refCount(1, Duration.ofSeconds(5));
    }

    /**
     * A page of changes; {@code next} is where to go on, the same as before when there are none.
     */
    record Changes(List<Placed> items, long next) {}

    @Access(Access.Audience.EVERYONE)
    @GetMapping(value = "/api/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    @AnswersWith(DiscoveryViews.ChangesView.class)
    @Operation(
            operationId = "changes",
            summary = "公布动态（按提交顺序，无缺漏）",
            description = "以 Accept: text/event-stream 请求时为持续推送")
    Mono<ResponseEntity<byte[]>> page(
            ServerWebExchange exchange,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        return Answers.json(
                exchange,
                transactor
                        .many(db -> EventOrder.publicAfter(db, after, limit))
                        .collectList()
                        .map(found ->
                                json.writeValueAsBytes(
                                        new Changes(
                                                found,
                                                found.isEmpty()
                                                        ? after
                                                        : found.getLast().position()))));
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping(value = "/api/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "changes",
            summary = "公布动态（按提交顺序，无缺漏）",
            description = "以 Accept: text/event-stream 请求时为持续推送")
    ResponseEntity<Flux<ServerSentEvent<String>>> stream(
            @RequestParam(required = false) @Nullable @Min(0) Long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Long asked = Answers.goingOn(lastEventId, after, "位置序号");
        Flux<ServerSentEvent<String>> changes =
                start(asked)
                        .flatMapMany(from -> {
                            var at = new AtomicLong(from);
                            return heads.concatMap(head -> upTo(head, at), 1);
                        });
        return Answers.stream(changes);
    }

    private Mono<Long> start(@Nullable Long asked) {
        return asked == null ? transactor.one(EventOrder::head) : Mono.just(asked);
    }

    private Flux<ServerSentEvent<String>> upTo(long head, AtomicLong at) {
        return Mono.defer(() ->
                        transactor
                                .many(db -> EventOrder.publicAfter(db, at.get(), CATCH_UP))
                                .collectList())
                .repeat(() -> at.get() < head)
                .takeUntil(List::isEmpty)
                // before the reader takes them: a slow reader must not be sent a page twice
                .doOnNext(found -> {
                    if (!found.isEmpty()) {
                        at.set(found.getLast().position());
                    }
                })
                .concatMapIterable(found -> found, 1)
                .map(this::event);
    }

    private ServerSentEvent<String> event(Placed placed) {
        return ServerSentEvent.builder(json.writeValueAsString(placed))
                .id(Long.toString(placed.position()))
                .build();
    }
}
