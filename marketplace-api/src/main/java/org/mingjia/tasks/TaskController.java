package org.mingjia.tasks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What waits for the one who asks, in the capacity in which he acts. */
@RestController
@Tag(name = "待办")
class TaskController {

    private static final int MOST = 200;

    private static final String FRAME =
            """
            select json_build_object('items', coalesce(json_agg(json_build_object(
                       'kind', kind, 'title', title, 'detail', detail, 'dueOn', due_on, 'overdue', overdue, 'href', href)
                       order by overdue desc, due_on nulls last, title), '[]'))::text
              from (select * from ({0}) tasks order by overdue desc, due_on nulls last, title limit {1}) t
            """;

    /**
     * What waits for somebody.
     *
     * @param kind stable name
     * @param dueOn last day on which it is in time; null when there is none
     * @param href the page on which it is done
     */
    record TaskView(
            String kind,
            String title,
            String detail,
            @Nullable LocalDate dueOn,
            boolean overdue,
            String href) {}

    /** All that waits. */
    record TasksView(List<TaskView> items) {}

    private final Transactor transactor;

    TaskController(Transactor transactor) {
        this.transactor = transactor;
    }

    @GetMapping("/api/tasks")
    @Access(value = Audience.SIGNED_IN, scope = "read")
    @AnswersWith(TasksView.class)
    @Operation(summary = "我的待办", description = "当前任职下等待处理的事，逾期的在前；证书到期前 30 天与 7 天、价格终止前 30 天提醒")
    Mono<ResponseEntity<byte[]>> tasks(@Parameter(hidden = true) @Nullable Actor actor) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        FRAME,
                                        DSL.resultQuery(
                                                Waiting.of(actor),
                                                organisation(actor),
                                                text(actor == null ? null : actor.departmentCode()),
                                                text(actor == null ? null : actor.regionCode())),
                                        DSL.val(MOST))))
                .map(row ->
                        ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .cacheControl(CacheControl.noStore())
                                .body(row.get(0, String.class).getBytes(StandardCharsets.UTF_8)));
    }

    private static org.jooq.Field<?> text(@Nullable String value) {
        return DSL.val(value, org.jooq.impl.SQLDataType.VARCHAR);
    }

    private static org.jooq.Field<?> organisation(@Nullable Actor actor) {
        return DSL.val(
                actor == null ? null : actor.organisationId(), org.jooq.impl.SQLDataType.UUID);
    }
}
