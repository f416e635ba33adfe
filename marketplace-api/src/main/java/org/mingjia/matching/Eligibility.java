package org.mingjia.matching;

import static org.jooq.impl.DSL.val;

import java.util.UUID;
import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/**
 * Why an agency may take part in a request, or not: point by point, by the gates of the database.
 */
final class Eligibility {

    private static final String ONE =
            """
            select json_build_object('number', r.number, 'title', r.title,
                       'open', r.status = 'published' and r.closes_at > clock_timestamp(),
                       'eligible', coalesce(bool_or(lot.eligible), false), 'lots', json_agg(lot.view order by lot.lot_no))::text
              from service_request r
             cross join lateral (
                select l.lot_no, bool_and(p.satisfied) as eligible,
                       json_build_object('lotNo', l.lot_no, 'itemCode', l.item_code,
                           'itemName', (select i.name from service_item i where i.code = l.item_code and i.valid @> l.published_on),
                           'eligible', bool_and(p.satisfied),
                           'points', json_agg(json_build_object('code', p.code, 'title', p.title, 'satisfied', p.satisfied,
                               'detail', case when p.satisfied then p.good else p.bad end,
                               'howToFix', case when not p.satisfied then p.fix end) order by p.n)) as view
                  from request_lot l
                 cross join lateral lot_eligibility(l.id, market_today(), {1}) e
                 cross join lateral (values
                    (1, 'item', '事项已入驻，证书在有效期内', e.item_problem is null, '入驻材料覆盖本事项',
                     case e.item_problem
                         when 'not-admitted' then '尚未入驻'
                         when 'suspended' then '正处于暂停期'
                         when 'removed' then '已被清退'
                         when 'exited' then '已退出平台'
                         when 'paper-expired' then '本事项所依据的证书或登记已到期'
                         when 'not-yet' then '本事项尚未到生效日期'
                         else '入驻材料中没有本事项' end,
                     case e.item_problem
                         when 'not-admitted' then '请在“入驻申请”中填写并提交'
                         when 'suspended' then '暂停期满或处罚撤销后即可参加'
                         when 'removed' then null
                         when 'exited' then '请重新申请入驻'
                         when 'paper-expired' then '请在“入驻申请”中提交续期的证书'
                         when 'not-yet' then '请等待生效日期'
                         else '请在“入驻申请”中增加本事项及相应证书' end),
                    (2, 'region', '服务区域覆盖项目所在地', e.serves, '登记的服务区域覆盖项目所在地',
                     '登记的服务区域不含项目所在地 ' || r.region_code, '请在“入驻申请”中增加该区域'),
                    (3, 'price', '需求公布当日已有生效的公布价格', e.price_id is not null, '需求公布当日的价格有效，报价不得高于它',
                     '需求公布当日没有对该地适用的价格', '本次不能补救：只有需求公布前已生效的价格才算数；请公布价格，以便参加以后的采购'),
                    (4, 'qualifications', '资质符合要求', e.papers_missing = '{}',
                     case when jsonb_array_length(coalesce(r.body #> '{qualifications,papers}', '[]')) = 0
                          then '本需求没有资质要求' else '具备所要求的资质' end,
                     case when r.body #>> '{qualifications,match}' = 'any' then '须具备其一：' else '缺少：' end
                         || (select string_agg(coalesce(k.name, w.kind) || coalesce(nullif(w.level, '') || '及以上', ''), '、')
                               from (select a ->> 'kind' as kind, a ->> 'level' as level
                                       from jsonb_array_elements(coalesce(r.body #> '{qualifications,papers}', '[]')) a) w
                               left join qualification_kind k on k.code = w.kind
                              where w.kind = any(e.papers_missing)),
                     '请在“入驻申请”中提交相应等级的有效证书'),
                    (5, 'practitioners', '从业人员符合要求', e.people_missing = '{}',
                     case when jsonb_array_length(coalesce(r.body -> 'practitioners', '[]')) = 0
                          then '本需求没有人员要求' else '从业人员数量符合要求' end,
                     '人数不足：' || (select string_agg((a ->> 'certificate') || '须 ' || (a ->> 'count') || ' 人，现有 '
                                || (select count(*) from practitioner p where p.agency_id = {1} and p.valid @> market_today()
                                       and p.certificate_kind = a ->> 'certificate') || ' 人', '；')
                               from jsonb_array_elements(coalesce(r.body -> 'practitioners', '[]')) a
                              where a ->> 'certificate' = any(e.people_missing)),
                     '请在“入驻申请”中登记持有效证书的从业人员'),
                    (6, 'conflict', '不在回避名单内，与业主无关联关系', e.conflicts = '{}', '没有需要回避的情形',
                     (select string_agg(case c when 'avoided' then '业主公布的回避名单中有贵机构'
                                               when 'same-organisation' then '贵机构即业主本身'
                                               else '贵机构登记的关联方是业主' end, '；') from unnest(e.conflicts) c),
                     case when e.conflicts = '{affiliated}' then '关联关系解除后，请在“入驻申请”中更新' end),
                    (7, 'named', '直接选取的指定机构', e.named, '贵机构是指定的机构', '本需求直接选取另一家机构', null))
                    p (n, code, title, satisfied, good, bad, fix)
                 where l.request_id = r.id and (p.code <> 'named' or r.method = 'direct')
                 group by l.id) lot
             where r.number = {0}
             group by r.id
            """;

    private Eligibility() {}

    /** As JSON; empty when there is no such request. */
    static Mono<String> of(DSLContext db, String number, UUID agency) {
        return Mono.from(db.resultQuery(ONE, val(number), val(agency)))
                .map(row -> row.get(0, String.class));
    }
}
