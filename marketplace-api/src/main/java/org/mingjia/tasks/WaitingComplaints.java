package org.mingjia.tasks;

/**
 * What waits of complaints and leads: for the desk that has them, and for the one who may still
 * make a statement. {@code {1}} is a regulator's department and {@code {2}} its region.
 */
final class WaitingComplaints {

    static final String OF_A_SIDE =
            """
            select 'complaint-to-answer' as kind, '投诉待陈述：' || c.number as title, '请查看投诉内容；陈述一次，逾期不再接收' as detail,
                   (k.statement_by at time zone 'Asia/Shanghai')::date - 1 as due_on, false as overdue,
                   '/workbench/complaints/' || c.number as href
              from complaint c
              join complaint_clock k on k.complaint_id = c.id
             where c.against_id = {0} and c.status = 'accepted'
               and not exists (select from complaint_statement s where s.complaint_id = c.id)
               and (k.statement_by is null or clock_timestamp() < k.statement_by)
            """;

    static final String OF_OPERATOR = of("c.desk = 'operator'", "l.desk = 'operator'");

    static final String OF_REGULATOR =
            of(
                    "c.desk <> 'operator' and desk_is_served(c.desk, c.region_code, {1}, {2})",
                    "l.desk <> 'operator' and desk_is_served(l.desk, l.region_code, {1}, {2})");

    private WaitingComplaints() {}

    private static String of(String complaint, String lead) {
        return """
        select case c.status when 'received' then 'complaint-to-accept' else 'complaint-to-decide' end as kind,
               case c.status when 'received' then '投诉待受理：' else '投诉待处理：' end || c.number as title,
               case c.status when 'received' then '决定受理或者不予受理' else '查明事实，作出处理决定' end as detail,
               (coalesce(k.accept_by, k.decide_by) at time zone 'Asia/Shanghai')::date - 1 as due_on, k.overdue as overdue,
               '/workbench/complaints/' || c.number as href
          from complaint c
          join complaint_clock k on k.complaint_id = c.id
         where c.status in ('received', 'accepted') and %s
        union all
        select 'lead-to-handle', '线索待办：' || l.number, '阅办并答复', null, false, '/workbench/leads'
          from lead l where l.status <> 'answered' and %s
        """
                .formatted(complaint, lead);
    }
}
