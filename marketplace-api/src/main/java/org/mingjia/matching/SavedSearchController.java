package org.mingjia.matching;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.matching.MatchingViews.SavedSearchRequest;
import org.mingjia.matching.MatchingViews.SavedSearchView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One's own saved searches over requests. */
@RestController
@Tag(name = "匹配")
class SavedSearchController {

    private final Transactor transactor;
    private final Answers answers;
    private final Idempotency idempotency;

    SavedSearchController(Transactor transactor, Answers answers, Idempotency idempotency) {
        this.transactor = transactor;
        this.answers = answers;
        this.idempotency = idempotency;
    }

    @GetMapping("/api/saved-searches")
    @Access(value = Audience.SIGNED_IN, scope = "read")
    @AnswersWith(value = SavedSearchView.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "savedSearches", summary = "我订阅的检索")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor, Paging paging) {
        return answers.list(exchange, SavedSearches.list(actor), paging, "saved-searches");
    }

    @PostMapping("/api/saved-searches")
    @Access(Audience.SIGNED_IN)
    @AnswersWith(value = SavedSearchView.class, status = 201, once = true)
    @Operation(
            operationId = "saveSearch",
            summary = "订阅一个检索",
            description = "新公布的需求符合全部条件时，在“消息”中告知；事项编码满足其一即可")
    Mono<ResponseEntity<byte[]>> add(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody SavedSearchRequest asked) {
        var search = SavedSearches.checked(asked);
        return idempotency.once(
                exchange,
                actor,
                asked,
                tx -> SavedSearches.add(tx, actor, search),
                made -> "/api/saved-searches/" + made.id());
    }

    @DeleteMapping("/api/saved-searches/{id}")
    @Access(Audience.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteSearch", summary = "取消订阅一个检索")
    Mono<ResponseEntity<Void>> delete(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return transactor
                .inTransaction(tx -> SavedSearches.delete(tx, actor, id))
                .map(_ -> ResponseEntity.noContent().build());
    }
}
