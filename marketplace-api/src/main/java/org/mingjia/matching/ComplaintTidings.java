package org.mingjia.matching;

import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/**
 * What the two parties of a complaint are told, each once. The one complained about is told of
 * nothing before the complaint is accepted; no message names the complainant.
 */
final class ComplaintTidings {

    private static final String RULES =
            """
            values ('complaint.accepted', 'complainant', '投诉已受理', '处理期限见投诉页面；决定作出后将告知。'),
                   ('complaint.accepted', 'against', '有投诉请贵方陈述', '投诉已经受理，请查看内容并在期限内陈述。'),
                   ('complaint.refused', 'complainant', '投诉不予受理', '请查看不予受理的情形与理由。'),
                   ('complaint.extended', 'complainant', '投诉处理期限延长', '请查看延长的理由与新的期限。'),
                   ('complaint.held', 'complainant', '投诉涉及的程序已暂停', '处理期间暂停，决定后恢复。'),
                   ('complaint.held', 'against', '投诉涉及的程序已暂停', '处理期间暂停，决定后恢复。'),
                   ('complaint.hold-lifted', 'complainant', '投诉涉及的程序已恢复', '请查看恢复的理由。'),
                   ('complaint.hold-lifted', 'against', '投诉涉及的程序已恢复', '请查看恢复的理由。'),
                   ('complaint.decided', 'complainant', '投诉已处理', '请查看查明的事实与处理决定，处理结果已公开。'),
                   ('complaint.decided', 'against', '投诉已处理', '请查看查明的事实与处理决定，处理结果已公开。'),
                   ('complaint.withdrawn', 'against', '投诉已撤回', '投诉人撤回了投诉，程序终止。')
            """;

    private static final String TELL =
            """
            with said as materialized (
                select o.position, e.kind, e.at, c.number, c.complainant_id, c.against_id, c.accepted_at,
                       rule.recipient, rule.title, rule.body
                  from event_order o
                 cross join lateral (select * from event where id = o.event_id offset 0) e
                  join (%s) rule (kind, recipient, title, body) on rule.kind = e.kind
                  join complaint c on c.number = e.entity_code
                 where o.position > {0} and o.position <= {1} and e.entity_type = 'complaint')
            insert into inbox_message (position, kind, organisation_id, subject, title, body)
            select s.position, s.kind, case s.recipient when 'complainant' then s.complainant_id else s.against_id end,
                   s.number, s.title || '：' || s.number, s.body
              from said s
             where s.recipient = 'complainant' or s.accepted_at is not null
             order by s.position
            on conflict do nothing
            """
                    .formatted(RULES);

    private ComplaintTidings() {}

    /** Tells the parties of complaints. */
    static Mono<Integer> tell(DSLContext tx, long after, long upTo) {
        return Mono.from(tx.query(TELL, val(after), val(upTo)));
    }
}
