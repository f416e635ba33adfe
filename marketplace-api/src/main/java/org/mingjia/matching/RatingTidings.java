package org.mingjia.matching;

import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/**
 * What an agency is told of its ratings and of measures, each once, as SQL over the event order.
 */
final class RatingTidings {

    private static final String TOLD =
            """
            with said as materialized (
                select o.position, e.kind, e.entity_type, e.entity_code, e.public_body
                  from event_order o
                 cross join lateral (select * from event where id = o.event_id offset 0) e
                 where o.position > {0} and o.position <= {1} and e.entity_type in ('rating', 'measure')),
            told as (
                select s.position, s.kind, x.agency_id, s.entity_code as subject,
                       s.public_body ->> 'name' || '结果公示' as title,
                       '得分 ' || coalesce(round(x.score / 100.0, 2)::text, '无') || '，等级 ' || coalesce(x.grade, '不定级')
                           || '。公示期内可以查看计分过程并提出申诉，每一版一次。' as body
                  from said s
                  join rating_run r on r.year || '-' || r.version = s.entity_code
                  join rating_result x on x.run_id = r.id
                 where s.kind = 'rating.published'
                union all
                select s.position, s.kind, a.agency_id, s.entity_code, '测评申诉已处理',
                       case a.decision when 'upheld' then '申诉成立，更正输入后将公布新版本。理由：' else '申诉不成立。理由：' end || a.reason
                  from said s
                  join rating_appeal a on a.id = (s.public_body ->> 'appeal')::uuid
                 where s.kind = 'rating.appeal-decided'
                union all
                select s.position, s.kind, m.agency_id, m.id::text, '拟作出处置的告知',
                       m.ground || '。可以在五个工作日内陈述申辩。'
                  from said s
                  join rating_run r on r.year || '-' || r.version = s.entity_code
                  join measure m on m.run_id = r.id
                 where s.kind = 'measures.opened'
                union all
                select s.position, s.kind, m.agency_id, m.id::text,
                       case s.kind when 'measure.opened' then '拟作出处置的告知' when 'measure.decided' then '处置决定'
                            when 'measure.dropped' then '不予处置' when 'measure.repaired' then '信用修复已同意'
                            else '信用修复未获同意' end,
                       case s.kind when 'measure.opened' then m.ground || '。可以在五个工作日内陈述申辩。'
                            when 'measure.decided' then '理由：' || m.reason || '。整改后可以申请信用修复。'
                            when 'measure.dropped' then '理由：' || m.reason
                            when 'measure.repaired' then '处置终结，仍在生效的限制自当日起解除。'
                            else '请查看理由，整改后可以再次申请。' end
                  from said s
                  join measure m on m.id::text = s.entity_code
                 where s.entity_type = 'measure'
                   and s.kind in ('measure.opened', 'measure.decided', 'measure.dropped', 'measure.repaired', 'measure.repair-refused'))
            insert into inbox_message (position, kind, organisation_id, subject, title, body)
            select position, kind, agency_id, subject, left(title, 300), body from told order by position
            on conflict do nothing
            """;

    private RatingTidings() {}

    /** Tells the agencies; how many were told. */
    static Mono<Integer> tell(DSLContext tx, long after, long upTo) {
        return Mono.from(tx.query(TOLD, val(after), val(upTo)));
    }
}
