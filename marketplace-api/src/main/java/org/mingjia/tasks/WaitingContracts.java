package org.mingjia.tasks;

/** What waits of contracts: for each of the two sides, and for the operator what is late. */
final class WaitingContracts {

    static final String OF_A_SIDE =
            """
            select 'contract-to-sign' as kind, '合同待确认：' || r.title as title,
                   case when exists (select from contract_confirmation f
                                      where f.contract_id = c.id and f.document_no = c.document_no)
                        then '对方已确认，本方确认后即签订' else '请核对文本；双方确认同一稿即签订' end as detail,
                   (k.sign_by at time zone 'Asia/Shanghai')::date - 1 as due_on,
                   coalesce(clock_timestamp() >= k.sign_by, false) as overdue, '/workbench/contracts/' || c.number as href
              from contract c
              join service_request r on r.id = c.request_id
              join contract_clock k on k.contract_id = c.id
             where {0} in (c.owner_id, c.agency_id) and c.status = 'drafting'
              and not exists (select from hold h where h.contract_id = c.id and h.lifted_at is null)
               and not exists (select from contract_confirmation f
                                where f.contract_id = c.id and f.document_no = c.document_no
                                  and f.side = case when c.owner_id = {0} then 'owner' else 'agency' end)
            union all
            select 'contract-to-file', '合同待备案：' || r.title, '任一方备案；备案前只能收取约定的预付款',
                   (k.file_by at time zone 'Asia/Shanghai')::date - 1, coalesce(clock_timestamp() >= k.file_by, false),
                   '/workbench/contracts/' || c.number
              from contract c
              join service_request r on r.id = c.request_id
              join contract_clock k on k.contract_id = c.id
             where {0} in (c.owner_id, c.agency_id) and c.status = 'signed'
              and not exists (select from hold h where h.contract_id = c.id and h.lifted_at is null)
            union all
            select 'refund-owed', '应退费用：' || r.title,
                   '投诉处理决定责令退费，尚欠 ' || to_char(w.owed_fen / 100.0, 'FM999,999,999,990.00') || ' 元；登记退款并由委托方确认', null, false,
                   '/workbench/contracts/' || c.number || '/charges'
              from contract c
              join service_request r on r.id = c.request_id
              join refund_owed w on w.contract_id = c.id
             where c.agency_id = {0} and w.owed_fen > 0
            union all
            select 'proposal-to-answer', p.what || '待答复：' || r.title, p.ground, null, false,
                   '/workbench/contracts/' || c.number
              from contract c
              join service_request r on r.id = c.request_id
              join (select contract_id, side, '补充协议' as what, ground from contract_supplement where status = 'proposed'
                    union all
                    select contract_id, side, '终止合同', reason from contract_termination where status = 'proposed') p
                on p.contract_id = c.id
             where {0} in (c.owner_id, c.agency_id)
               and p.side <> case when c.owner_id = {0} then 'owner' else 'agency' end
            union all
            select 'payment-to-confirm', case p.kind when 'payment' then '付款待确认：' else '退款待确认：' end || r.title,
                   '请核对到账后确认', null, false, '/workbench/contracts/' || c.number
              from contract c
              join service_request r on r.id = c.request_id
              join payment p on p.contract_id = c.id and p.confirmed_at is null
             where {0} = case p.kind when 'payment' then c.agency_id else c.owner_id end
            union all
            select case c.status when 'filed' then 'to-deliver' when 'delivered' then 'to-accept' else 'to-evaluate' end,
                   case c.status when 'filed' then '成果待提交：' when 'delivered' then '成果待验收：' else '可以评价：' end
                       || r.title,
                   case c.status when 'filed' then '按材料清单提交；' || case when c.delivery_no > 0 then '上一次已被退回'
                            else '业主在期限内验收' end
                        when 'delivered' then '验收，或说明理由退回；逾期未答复视为验收'
                        else '评价一次，公开且不能更改；不评价的不计分' end,
                   (coalesce(k.deliver_until, k.accept_by, k.evaluate_by) at time zone 'Asia/Shanghai')::date - 1,
                   c.status = 'filed' and clock_timestamp() >= k.deliver_until, '/workbench/contracts/' || c.number
                       || case c.status when 'accepted' then '/evaluation' else '/delivery' end
              from contract c
              join service_request r on r.id = c.request_id
              join contract_clock k on k.contract_id = c.id
             where c.status = 'filed' and c.agency_id = {0} or c.status = 'delivered' and c.owner_id = {0}
                or c.status = 'accepted' and c.owner_id = {0} and clock_timestamp() < k.evaluate_by
            """;

    static final String OF_OPERATOR =
            """
            select case c.status when 'drafting' then 'contract-unsigned' when 'signed' then 'contract-unfiled'
                        else 'contract-undelivered' end,
                   case c.status when 'drafting' then '逾期未签订：' when 'signed' then '逾期未备案：' else '逾期未交付：' end
                       || r.title,
                   o.name || ' 与 ' || w.name || case c.status when 'drafting' then '；请督促，或者终止未签订的合同'
                        else '；请督促' end,
                   (coalesce(k.sign_by, k.file_by, k.deliver_until) at time zone 'Asia/Shanghai')::date - 1, true,
                   '/workbench/contracts/' || c.number
              from contract c
              join service_request r on r.id = c.request_id
              join organisation o on o.id = c.owner_id
              join organisation w on w.id = c.agency_id
              join contract_clock k on k.contract_id = c.id
             where c.status in ('drafting', 'signed', 'filed')
               and clock_timestamp() >= coalesce(k.sign_by, k.file_by, k.deliver_until)
            union all
            select 'evaluation-appeal', '评价申诉待处理：' || r.title, left(a.words, 100), null, false, '/workbench/evaluation-appeals'
              from evaluation_appeal a
              join contract c on c.id = a.contract_id
              join service_request r on r.id = c.request_id
             where a.decision is null
            """;

    private WaitingContracts() {}
}
