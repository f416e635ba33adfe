package org.mingjia.tasks;

import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;

/**
 * What waits, as SQL: rows of {@code kind, title, detail, due_on, overdue, href}; {@code {0}} is
 * the actor's organisation, {@code {1}} its department, {@code {2}} its region.
 */
final class Waiting {

    private static final String APPLICATION =
            """
            select 'application-returned' as kind, '入驻申请被退回' as title, decision_reason as detail,
                   null::date as due_on, false as overdue, '/workbench/application' as href
              from agency where organisation_id = {0} and status = 'returned'
            union all
            select 'application-unfinished', '入驻申请尚未提交', '填写完整后提交，运行机构在两个工作日内决定', null, false,
                   '/workbench/application'
              from organisation o left join agency a on a.organisation_id = o.id
             where o.id = {0} and coalesce(a.status, 'draft') = 'draft'
            """;

    private static final String PAPERS =
            """
            select case when upper(q.valid) <= market_today() then 'paper-expired'
                        when upper(q.valid) - 1 - market_today() <= 7 then 'paper-expires-in-7-days'
                        else 'paper-expires-in-30-days' end,
                   k.name || coalesce(q.level, '') || case when upper(q.valid) <= market_today() then '已到期'
                        else '将于 ' || (upper(q.valid) - 1 - market_today()) || ' 天后到期' end,
                   '证书 ' || q.number || case
                        when c.items = 0 then '；没有事项以它为依据，不再使用的可在入驻申请中删去'
                        when upper(q.valid) <= market_today() then '；以它为依据的 ' || c.items || ' 个事项已不再展示，请提交续期证书'
                        else '；到期后以它为依据的 ' || c.items || ' 个事项不再展示，请提交续期证书' end,
                   upper(q.valid) - 1, upper(q.valid) <= market_today(), '/workbench/application'
              from qualification q
              join qualification_kind k on k.code = q.kind
             cross join lateral (select count(distinct i.item_code) as items
                                   from agency_item i where i.qualification_id = q.id) c
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

    /**
     * Drafts of an agency that may publish them; prices that end within thirty days, or ended
     * within seven, where the item is offered on and no other price follows; items without any
     * price.
     */
    private static final String PRICES =
            """
            select 'drafts-unpublished', count(*) || ' 条价格草稿尚未公布', '公布后对外明示，并成为最高收费；公布前不具效力',
                   null::date, false, '/workbench/prices'
              from price_draft d
              join agencies_standing_on(market_today()) s
                on s.agency_id = d.agency_id and s.standing in ('available', 'warned')
             where d.agency_id = {0} having count(*) > 0
            union all
            select 'price-ends',
                   coalesce(i.name, p.item_code) || '（' || coalesce(r.name, p.region_code) || '）的价格'
                       || case when upper(p.valid) <= market_today() then '已于 ' || (upper(p.valid) - 1) || ' 后失效'
                               else '仅适用至 ' || (upper(p.valid) - 1) end,
                   coalesce(p.end_reason || '；', '') || '此后没有价格，不得收费，请公布新的价格',
                   upper(p.valid) - 1, upper(p.valid) <= market_today(), '/workbench/prices'
              from price_entry p
              join agency_items_on(market_today()) offered
                on offered.agency_id = p.agency_id and offered.item_code = p.item_code
              left join service_item i on i.code = p.item_code and i.valid @> market_today()
              left join region r on r.code = p.region_code and r.valid @> market_today()
             where p.agency_id = {0} and p.withdrawn_at is null
               and upper(p.valid) - 1 - market_today() between -7 and 30
               and not exists (select from price_entry n
                                where n.agency_id = p.agency_id and n.item_code = p.item_code
                                  and n.region_code = p.region_code and n.withdrawn_at is null
                                  and n.id <> p.id and lower(n.valid) >= lower(p.valid))
            union all
            select 'items-without-price', count(*) || ' 个事项尚未公布价格', '没有公布价格的事项不进入比价，也不得收费',
                   null::date, false, '/workbench/prices'
              from agency_items_on(market_today()) offered
             where offered.agency_id = {0}
               and not exists (select from price_entry p
                                where p.agency_id = offered.agency_id and p.item_code = offered.item_code
                                  and p.withdrawn_at is null
                                  and (upper_inf(p.valid) or upper(p.valid) > market_today() - 7))
            having count(*) > 0
            """;

    private static final String OF_AGENCY =
            String.join(
                    " union all ",
                    APPLICATION,
                    PAPERS,
                    PRICES,
                    WaitingContracts.OF_A_SIDE,
                    WaitingComplaints.OF_A_SIDE,
                    WaitingRatings.OF_AGENCY);

    private static final String OF_OPERATOR =
            """
            select 'application-to-decide' as kind,
                   case when a.admitted_on is null then '入驻申请：' else '变更申请：' end || o.name as title,
                   '收到申请后两个工作日内决定' as detail,
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

    private Waiting() {}

    /** What waits for an actor in the capacity in which he acts; nothing for nobody. */
    static String of(@Nullable Actor actor) {
        if (actor == null) {
            return NONE;
        }
        return switch (actor.role()) {
            case AGENCY -> OF_AGENCY;
            case OPERATOR ->
                    String.join(
                            " union all ",
                            OF_OPERATOR,
                            WaitingContracts.OF_OPERATOR,
                            WaitingComplaints.OF_OPERATOR,
                            WaitingRatings.OF_OPERATOR);
            case ENTERPRISE ->
                    WaitingContracts.OF_A_SIDE + " union all " + WaitingComplaints.OF_A_SIDE;
            case REGULATOR -> WaitingComplaints.OF_REGULATOR;
        };
    }
}
