package org.mingjia.agency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.agency.AgencyViews.TasksView;
import org.mingjia.platform.Access;
import org.mingjia.platform.Access.Audience;
import org.mingjia.platform.Actor;
import org.mingjia.platform.AnswersWith;
import org.mingjia.platform.Transactor;
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

    private static final String OF_AGENCY =
            """
            select 'application-returned' as kind, '入驻申请被退回' as title, decision_reason as detail,
                   null::date as due_on, false as overdue, '/workbench/application' as href
              from agency where organisation_id = {0} and status = 'returned'
            union all
            select 'application-unfinished', '入驻申请尚未提交', '填写完整后提交，运行机构在两个工作日内决定', null, false,
                   '/workbench/application'
              from organisation o left join agency a on a.organisation_id = o.id
             where o.id = {0} and coalesce(a.status, 'draft') = 'draft'
            union all
            select case when upper(q.valid) <= market_today() then 'paper-expired'
                        when upper(q.valid) - 1 - market_today() <= 7 then 'paper-expires-in-7-days'
                        else 'paper-expires-in-30-days' end,
                   k.name || coalesce(q.level, '') || case when upper(q.valid) <= market_today() then '已到期'
                        else '将于 ' || (upper(q.valid) - 1 - market_today()) || ' 天后到期' end,
                   '证书 ' || q.number || '；到期后所依托的 '
                       || (select count(distinct i.item_code) from agency_item i where i.qualification_id = q.id)
                       || ' 个事项即不再展示，请提交续期证书',
                   upper(q.valid) - 1, upper(q.valid) <= market_today(), '/workbench/application'
              from qualification q
              join qualification_kind k on k.code = q.kind
              join agencies_standing_on(market_today()) s
                on s.agency_id = q.agency_id and s.standing not in ('removed', 'exited')
             where q.agency_id = {0} and lower(q.valid) <= market_today()
               and upper(q.valid) - 1 - market_today() between -30 and 30
               and not exists (select from qualification n
                                where n.agency_id = q.agency_id and n.kind = q.kind and n.id <> q.id
                                  and n.valid @> upper(q.valid))
            union all
            select 'person-certificate-expires', p.name || '的' || p.certificate_kind || '将于 '
                       || (upper(p.valid) - 1 - market_today()) || ' 天后到期',
                   '请更新从业人员证书', upper(p.valid) - 1, false, '/workbench/application'
              from practitioner p
             where p.agency_id = {0} and p.valid @> market_today()
               and upper(p.valid) - 1 - market_today() <= 30
            """;

    private static final String OF_OPERATOR =
            """
            select 'application-to-decide' as kind,
                   case when a.admitted_on is null then '入驻申请：' else '变更申请：' end || o.name as title,
                   '两个工作日内决定，期限 ' || a.decide_by as detail,
                   a.decide_by as due_on, a.decide_by < market_today() as overdue,
                   '/workbench/queue/' || o.uscc as href
              from agency a join organisation o on o.id = a.organisation_id
             where a.status = 'applied'
            union all
            select 'calendar-missing', y.year || ' 年工作日历尚未载入',
                   '期限跨入该年的入驻申请将不能提交，请导入国务院办公厅节假日安排',
                   make_date(y.year, 1, 1) - 1, make_date(y.year, 1, 1) <= market_today(), '/docs'
              from (select extract(year from market_today() + 10)::int as year) y
             where not exists (select from calendar_day d
                                where extract(year from d.day) = y.year and d.valid @> market_today())
            """;

    private static final String NONE =
            """
            select '' as kind, '' as title, '' as detail, null::date as due_on, false as overdue, '' as href
             where false
            """;

    private final Transactor transactor;

    TaskController(Transactor transactor) {
        this.transactor = transactor;
    }

    @GetMapping("/api/tasks")
    @Access(value = Audience.SIGNED_IN, scope = "read")
    @AnswersWith(TasksView.class)
    @Operation(summary = "我的待办", description = "当前任职下等待处理的事，逾期的在前；证书到期前 30 天与 7 天提醒")
    Mono<ResponseEntity<byte[]>> tasks(@Parameter(hidden = true) @Nullable Actor actor) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        FRAME,
                                        DSL.resultQuery(of(actor), organisation(actor)),
                                        DSL.val(MOST))))
                .map(row ->
                        ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .cacheControl(CacheControl.noStore())
                                .body(row.get(0, String.class).getBytes(StandardCharsets.UTF_8)));
    }

    private static String of(@Nullable Actor actor) {
        if (actor == null) {
            return NONE;
        }
        return switch (actor.role()) {
            case AGENCY -> OF_AGENCY;
            case OPERATOR -> OF_OPERATOR;
            case ENTERPRISE, REGULATOR -> NONE;
        };
    }

    private static org.jooq.Field<?> organisation(@Nullable Actor actor) {
        return DSL.val(
                actor == null ? null : actor.organisationId(), org.jooq.impl.SQLDataType.UUID);
    }
}
