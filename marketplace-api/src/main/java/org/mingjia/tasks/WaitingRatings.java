package org.mingjia.tasks;

/** What waits of ratings and measures: for the agency to be heard, for the operator to decide. */
final class WaitingRatings {

    static final String OF_AGENCY =
            """
            select 'measure-to-answer' as kind, '处置告知待陈述申辩' as title, m.ground as detail,
                   (k.state_by at time zone 'Asia/Shanghai')::date - 1 as due_on, false as overdue,
                   '/workbench/measures/' || m.id as href
              from measure m
              join measure_clock k on k.measure_id = m.id
             where m.agency_id = {0} and m.status = 'open' and m.statement is null
               and coalesce(clock_timestamp() < k.state_by, true)
            union all
            select 'rectification-to-report', '限期整改', '整改后提交整改情况，申请信用修复', m.ends_on,
                   m.ends_on < market_today(), '/workbench/measures/' || m.id
              from measure m
             where m.agency_id = {0} and m.status = 'confirmed' and m.decided_kind = 'rectification'
               and not exists (select from measure_repair p where p.measure_id = m.id and p.granted is null)
            """;

    static final String OF_OPERATOR =
            """
            select 'rating-appeal-to-decide', '测评申诉：' || o.name, r.year || ' 年度第 ' || r.version || ' 版', null::date, false,
                   '/workbench/ratings/' || r.year || '/' || r.version
              from rating_appeal a
              join rating_run r on r.id = a.run_id
              join organisation o on o.id = a.agency_id
             where a.decision is null
            union all
            select 'measure-to-decide', '处置待决定：' || o.name, m.ground, null, false, '/workbench/measures/' || m.id
              from measure m
              join organisation o on o.id = m.agency_id
              join measure_clock k on k.measure_id = m.id
             where m.status = 'open' and (m.statement is not null or clock_timestamp() >= k.state_by)
            union all
            select 'repair-to-decide', '信用修复待处理：' || o.name, p.text, null, false, '/workbench/measures/' || m.id
              from measure_repair p
              join measure m on m.id = p.measure_id
              join organisation o on o.id = m.agency_id
             where p.granted is null
            """;

    private WaitingRatings() {}
}
