package org.mingjia.matching;

import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/**
 * What follows from a stretch of the event order, each in one statement for all events and all
 * recipients. Said twice, it leaves what it left the first time.
 */
final class Tidings {

    /** The stretch's events of requests, each with its request; a draft has its id for a number. */
    private static final String EVENTS =
            """
            select o.position, e.kind, e.at, e.entity_code as subject, e.public_body, r.id as request_id, r.title, r.body,
                   r.owner_id, r.closes_at, r.end_reason, r.return_reason
              from event_order o
             cross join lateral (select * from event where id = o.event_id offset 0) e
              join service_request r
                on r.id = coalesce((select n.id from service_request n where n.number = e.entity_code),
                                   case when e.entity_code ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                                        then e.entity_code::uuid end)
             where o.position > {0} and o.position <= {1} and e.entity_type in ('request', 'request-draft')
            """;

    private static final String TIME =
            "to_char(%s at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')";

    /** At publication, and again when an extension has let in the agencies of the province. */
    static final String MATCH =
            """
            with told as materialized (
                select * from (%1$s) e where e.kind in ('request.published', 'request.extended')),
            lot as materialized (
                select distinct l.request_id, l.lot_no, l.ceiling_fen, coalesce(i.name, l.item_code) as name
                  from told t
                  join request_lot l on l.request_id = t.request_id
                  left join service_item i on i.code = l.item_code and i.valid @> l.published_on),
            matched as (
                insert into lot_match (request_id, lot_no, agency_id, position)
                select l.request_id, l.lot_no, a.agency_id, t.position
                  from told t
                  join request_lot l on l.request_id = t.request_id
                 cross join lateral eligible_agencies(l.id, (t.at at time zone 'Asia/Shanghai')::date) a
                 order by t.position
                on conflict do nothing
                returning position, request_id, lot_no, agency_id)
            insert into inbox_message (position, kind, organisation_id, subject, title, body)
            select t.position, 'request.matched', m.agency_id, t.subject, '新的匹配需求：' || t.title,
                   '贵机构符合报价条件的标段：' || string_agg(m.lot_no || ' ' || lot.name, '、' order by m.lot_no)
                       || '。最高限价合计 ' || trim(to_char(sum(lot.ceiling_fen) / 100.0, 'FM999999999990.00')) || ' 元，报价截止 '
                       || %2$s || '。'
              from matched m
              join told t on t.position = m.position and t.request_id = m.request_id
              join lot on lot.request_id = m.request_id and lot.lot_no = m.lot_no
             group by t.position, m.agency_id, t.subject, t.title, t.closes_at
            on conflict do nothing
            """
                    .formatted(EVENTS, TIME.formatted("t.closes_at"));

    /**
     * Which kind is told to whom. To {@code bidders}: those whose bids were opened, and nobody
     * before that. To {@code matched}: those who were told of the request by an earlier event.
     */
    private static final String RULES =
            """
            values ('question.asked', 'owner', '收到新的提问', '提问人不公开。请登录查看并答复，答复将同时向所有人公开。'),
                   ('request.returned', 'owner', '采购需求被退回', null),
                   ('request.published', 'owner', '采购需求已公布', null),
                   ('request.amended', 'matched', '采购需求有补充或修改', '请查看公告中的补充内容与报价截止时间。'),
                   ('request.answered', 'matched', '采购需求有新的答复', '提问与答复已公开，请查看公告。'),
                   ('request.cancelled', 'owner', '采购需求已终止', null),
                   ('request.cancelled', 'matched', '采购需求已终止', null),
                   ('request.extended', 'owner', '报价截止时间已顺延', null),
                   ('request.extended', 'matched', '报价截止时间已顺延', null),
                   ('request.closed', 'owner', '报价已截止', '平台正在开启报价。'),
                   ('pool.published', 'owner', '参选名单已公布', '参选名单与承诺值已公布，任何人可以核对。'),
                   ('pool.published', 'bidders', '参选名单已公布', '参选名单与承诺值已公布，任何人可以核对。'),
                   ('lot.selected', 'owner', '选取结果已产生', '选取过程与依据已公布，任何人可以核对。'),
                   ('lot.selected', 'bidders', '选取结果已产生', '选取过程与依据已公布，任何人可以核对。'),
                   ('award.to-be-explained', 'owner', '报价须书面说明', '拟中选报价明显偏低，机构说明后请决定是否接受。'),
                   ('award.to-be-explained', 'bidders', '报价须书面说明', '拟中选报价明显偏低，拟中选机构须在期限内书面说明。'),
                   ('award.explained', 'owner', '低价说明已提交', '请在期限内决定是否接受。'),
                   ('award.made', 'owner', '选取结果公示', '公示期内可以提出异议。'),
                   ('award.made', 'bidders', '选取结果公示', '公示期内可以提出异议。'),
                   ('award.confirmed', 'owner', '成交公告已发布', '成交公告长期可查。'),
                   ('award.confirmed', 'bidders', '成交公告已发布', '成交公告长期可查。'),
                   ('award.lost', 'owner', '选取结果已撤回', '请查看公告中的理由。'),
                   ('award.lost', 'bidders', '选取结果已撤回', '请查看公告中的理由。'),
                   ('objection.raised', 'owner', '收到异议', '处理期间采购中止，请按期答复。'),
                   ('objection.raised', 'operator', '收到异议', '处理期间采购中止，请督促按期处理。'),
                   ('objection.decided', 'owner', '异议已处理', '请查看公告中的处理决定。'),
                   ('objection.decided', 'bidders', '异议已处理', '请查看公告中的处理决定。'),
                   ('request.suspended', 'owner', '采购已暂停', '因投诉暂停，处理决定后恢复。'),
                   ('request.suspended', 'matched', '采购已暂停', '因投诉暂停，处理决定后恢复。'),
                   ('request.resumed', 'owner', '采购已恢复', '请查看公告中的时间。'),
                   ('request.resumed', 'matched', '采购已恢复', '请查看公告中的时间。'),
                   ('lot.failed', 'owner', '标段采购失败', '请查看公告中的理由。'),
                   ('lot.failed', 'bidders', '标段采购失败', '请查看公告中的理由。'),
                   ('request.failed', 'owner', '采购失败', null),
                   ('request.failed', 'matched', '采购失败', null)
            """;

    private static final String TELL =
            """
            with told as materialized (%1$s),
            said as (
                select t.position, t.kind, t.request_id, t.owner_id, t.subject, rule.recipients,
                       left(rule.title || '：' || coalesce(t.title, t.body ->> 'title', '（未命名的需求）'), 300) as title,
                       coalesce(rule.body, case t.kind
                           when 'request.returned' then '理由：' || t.return_reason
                           when 'request.published' then '报价截止 ' || %2$s || '，此前报价密封，任何人不能查看。'
                           when 'request.extended' then '现截止于 ' || %2$s || '。'
                           else '理由：' || t.end_reason end, '请登录查看。') as body
                  from told t join (%3$s) rule (kind, recipients, title, body) on rule.kind = t.kind),
            addressed as (
                select s.*, s.owner_id as organisation_id, null as role from said s where s.recipients = 'owner'
                union all
                select s.*, null, 'operator' from said s where s.recipients = 'operator'
                union all
                select s.*, m.agency_id, null
                  from said s
                 cross join lateral (select m.agency_id from lot_match m where m.request_id = s.request_id
                                      group by m.agency_id having min(m.position) < s.position) m
                 where s.recipients = 'matched'
                union all
                select distinct s.*, b.agency_id, null
                  from said s join opened_bid b on b.request_id = s.request_id
                 where s.recipients = 'bidders')
            insert into inbox_message (position, kind, organisation_id, role, subject, title, body)
            select position, kind, organisation_id, role, subject, title, body from addressed order by position
            on conflict do nothing
            """
                    .formatted(EVENTS, TIME.formatted("t.closes_at"), RULES);

    /** Searches that a newly published request answers, found by what it must have. */
    static final String FIND =
            """
            with told as materialized (
                select e.position, r.*
                  from (%1$s) e join searched_request r on r.request_id = e.request_id
                 where e.kind = 'request.published')
            insert into inbox_message (position, kind, account_id, subject, title, body)
            select t.position, 'search.matched', s.account_id, t.number, '订阅的需求：' || t.title,
                   '符合您订阅的检索：' || left(string_agg(s.name, '、' order by s.name), 3000)
              from told t
              join saved_search s on s.anchors && t.anchors
             where (s.item_codes = '{}' or s.item_codes && t.items)
               and (s.category is null or s.category = any(t.categories))
               and (s.region_code is null or region_covers(s.region_code, t.region_code))
               and (s.method is null or s.method = t.method)
               and (s.funds is null or s.funds = t.funds)
               and (s.budget_at_least_fen is null or s.budget_at_least_fen <= t.budget_fen)
               and not exists (select from unnest(s.words) w where strpos(t.words, w) = 0)
             group by t.position, s.account_id, t.number, t.title
            on conflict do nothing
            """
                    .formatted(EVENTS);

    /** What is told of contracts, each to the side that has not done it, or to both. */
    private static final String OF_CONTRACTS =
            """
            values ('contract.drafted', 'both', '合同已起草', '请核对文本，双方确认同一稿即签订。'),
                   ('contract.proposed', 'other', '合同有新的文本', '请核对对方提出的文本并确认。'),
                   ('contract.confirmed', 'other', '对方已确认合同文本', '本方确认同一稿后合同即签订。'),
                   ('contract.signed', 'both', '合同已签订', '请在期限内备案；备案前只能收取约定的预付款。'),
                   ('contract.filed', 'both', '合同已备案', '已进入公开的合同登记。'),
                   ('contract.terminated', 'both', '合同已终止', '请查看终止理由与结算金额。'),
                   ('supplement.proposed', 'other', '对方提出补充协议', '请查看并答复。'),
                   ('supplement.signed', 'other', '补充协议已签订', '金额或交付日已变更。'),
                   ('supplement.refused', 'other', '补充协议未获同意', '合同内容不变。'),
                   ('termination.proposed', 'other', '对方提出终止合同', '请查看理由与结算金额并答复。'),
                   ('termination.refused', 'other', '终止申请未获同意', '合同继续履行。'),
                   ('invoice.issued', 'owner', '收到发票', '请核对收费明细与价格依据。'),
                   ('invoice.credited', 'owner', '收到红字发票', '请核对冲红的明细。'),
                   ('payment.recorded', 'agency', '业主已登记付款', '请核对到账并确认。'),
                   ('delivery.submitted', 'owner', '成果已提交', '请在期限内验收，或说明理由退回；逾期未答复视为验收。'),
                   ('delivery.returned', 'agency', '成果被退回修改', '请按退回的理由修改后重新提交。'),
                   ('delivery.accepted', 'agency', '成果已验收', '业主可以评价；审批部门的结果会记录在案。'),
                   ('delivery.accepted-silently', 'both', '成果视为验收', '业主在期限内没有答复。'),
                   ('outcome.accepted', 'both', '审批部门采用了成果', '结果已公开在合同登记中。'),
                   ('outcome.returned', 'both', '审批部门退回了成果', '请查看退回的理由。'),
                   ('evaluation.evaluated', 'agency', '收到业主的评价', '可以在期限内答复、申诉各一次。'),
                   ('evaluation.replied', 'owner', '机构答复了评价', '答复与评价一并公开。'),
                   ('evaluation.upheld', 'both', '对评价的申诉成立', '评价加注保留，不再计入平均。'),
                   ('evaluation.rejected', 'both', '对评价的申诉不成立', '评价维持不变。'),
                   ('refund.recorded', 'owner', '机构已登记退款', '请核对到账并确认。')
            """;

    private static final String CONTRACTS =
            """
            with said as materialized (
                select o.position, e.kind, c.number, c.owner_id, c.agency_id, rule.recipients, rule.title, rule.body, r.title as name,
                       e.public_body ->> 'side' as doer
                  from event_order o
                 cross join lateral (select * from event where id = o.event_id offset 0) e
                  join (%s) rule (kind, recipients, title, body) on rule.kind = e.kind
                  join contract c on c.number = e.entity_code
                  join service_request r on r.id = c.request_id
                 where o.position > {0} and o.position <= {1} and e.entity_type = 'contract')
            insert into inbox_message (position, kind, organisation_id, subject, title, body)
            select s.position, s.kind, told.who, s.number, left(s.title || '：' || s.name, 300), s.body
              from said s
             cross join lateral (values (s.owner_id, 'owner'), (s.agency_id, 'agency')) told (who, side)
             where case s.recipients when 'both' then true when 'other' then told.side is distinct from s.doer
                        else told.side = s.recipients end
             order by s.position
            on conflict do nothing
            """
                    .formatted(OF_CONTRACTS);

    private Tidings() {}

    /** Matches what was published, and tells the agencies; how many were told. */
    static Mono<Integer> match(DSLContext tx, long after, long upTo) {
        return Mono.from(tx.query(MATCH, val(after), val(upTo)));
    }

    /** Tells of all else that happened. */
    static Mono<Integer> tell(DSLContext tx, long after, long upTo) {
        return Mono.from(tx.query(TELL, val(after), val(upTo)));
    }

    /** Tells the two sides of contracts. */
    static Mono<Integer> tellOfContracts(DSLContext tx, long after, long upTo) {
        return Mono.from(tx.query(CONTRACTS, val(after), val(upTo)));
    }

    /** Tells those whose saved searches found something. */
    static Mono<Integer> find(DSLContext tx, long after, long upTo) {
        return Mono.from(tx.query(FIND, val(after), val(upTo)));
    }
}
