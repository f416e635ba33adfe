package org.mingjia.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.inbox.InboxViews.MessageRow;
import org.mingjia.inbox.InboxViews.UnreadView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One's own messages: those to the organisation that one acts for, and those to oneself. */
@RestController
@Tag(name = "消息")
class InboxController {

    private final Transactor transactor;
    private final Answers answers;

    InboxController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/inbox")
    @Access(value = Audience.SIGNED_IN, scope = "read")
    @AnswersWith(value = MessageRow.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "inbox", summary = "我的消息", description = "最新的在前；单位成员共用单位的消息")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "false") boolean unread,
            Paging paging) {
        return answers.list(exchange, Inbox.list(actor, unread), paging, "inbox");
    }

    @GetMapping("/api/inbox/unread")
    @Access(value = Audience.SIGNED_IN, scope = "read")
    @AnswersWith(UnreadView.class)
    @Operation(operationId = "inboxUnread", summary = "未读消息数")
    Mono<ResponseEntity<byte[]>> unread(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor) {
        return Answers.json(
                exchange,
                transactor
                        .one(db -> Inbox.unread(db, actor))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @PostMapping("/api/inbox/{id}/reads")
    @Access(Audience.SIGNED_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "readMessage", summary = "标为已读", description = "对单位的全体成员生效；重复标记没有作用")
    Mono<ResponseEntity<Void>> read(@Parameter(hidden = true) Actor actor, @PathVariable long id) {
        return transactor
                .inTransaction(tx -> Inbox.read(tx, actor, id))
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("消息", Long.toString(id)))))
                .map(_ -> ResponseEntity.noContent().build());
    }
}
