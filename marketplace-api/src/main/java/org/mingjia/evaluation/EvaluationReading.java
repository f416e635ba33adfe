package org.mingjia.evaluation;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of evaluations, each reading one statement. */
final class EvaluationReading {

    private static final String ONE =
            """
            select json_build_object('number', c.number, 'title', r.title, 'status', c.status, 'acceptedOn', c.accepted_on,
                'evaluateBy', k.evaluate_by,
                'replyBy', end_of_working_days((e.at at time zone 'Asia/Shanghai')::date, c.reply_days),
                'evaluation', case when e.at is not null then json_build_object('quality', e.quality,
                    'timeliness', e.timeliness, 'attitude', e.attitude, 'charging', e.charging,
                    'mean', mean_of(e.quality + e.timeliness + e.attitude + e.charging, 4)::text, 'words', e.words, 'at', e.at,
                    'counts', a.decision is distinct from 'upheld') end,
                'reply', case when p.at is not null then json_build_object('words', p.words, 'at', p.at) end,
                'appeal', case when a.at is not null then json_build_object('words', a.words, 'at', a.at,
                    'decision', a.decision, 'reason', a.reason, 'decidedAt', a.decided_at) end)::text
              from contract c
              join service_request r on r.id = c.request_id
              join contract_clock k on k.contract_id = c.id
              left join evaluation e on e.contract_id = c.id
              left join evaluation_reply p on p.contract_id = c.id
              left join evaluation_appeal a on a.contract_id = c.id
             where c.number = {0} and {1}
            """;

    private static final String SUMMARY =
            """
            select json_build_object('uscc', o.uscc, 'name', o.name, 'accepted', c.accepted, 'evaluated', c.evaluated,
                'counted', e.n, 'quality', mean_of(e.quality, e.n)::text, 'timeliness', mean_of(e.timeliness, e.n)::text,
                'attitude', mean_of(e.attitude, e.n)::text, 'charging', mean_of(e.charging, e.n)::text,
                'mean', mean_of(e.stars, 4 * e.n)::text, 'spread', json_build_array(e.one, e.two, e.three, e.four, e.five),
                'onTime', c.on_time, 'returnedByOwner', c.returned, 'adopted', c.adopted,
                'returnedByDepartment', c.sent_back)::text
              from organisation o
              join agency g on g.organisation_id = o.id and g.admitted_on is not null
             cross join lateral (
                    select count(*) as accepted, count(*) filter (where k.delivered_on <= k.deliver_by) as on_time,
                           count(*) filter (where exists (select from evaluation v where v.contract_id = k.id)) as evaluated,
                           count(*) filter (where exists (select from delivery d
                               where d.contract_id = k.id and d.status = 'returned')) as returned,
                           count(*) filter (where last.outcome = 'accepted') as adopted,
                           count(*) filter (where exists (select from approval_outcome x
                               where x.contract_id = k.id and x.outcome = 'returned')) as sent_back
                      from contract k
                      left join lateral (select x.outcome from approval_outcome x
                                          where x.contract_id = k.id order by x.outcome_no desc limit 1) last on true
                     where k.agency_id = o.id and k.status = 'accepted') c
             cross join lateral (
                    select count(*) as n, sum(v.quality) as quality, sum(v.timeliness) as timeliness,
                           sum(v.attitude) as attitude, sum(v.charging) as charging, sum(v.stars) as stars,
                           count(*) filter (where v.star = 1) as one, count(*) filter (where v.star = 2) as two,
                           count(*) filter (where v.star = 3) as three, count(*) filter (where v.star = 4) as four,
                           count(*) filter (where v.star = 5) as five
                      from (select w.*, round(mean_of(w.stars, 4)) as star from counted_evaluation w
                             where w.agency_id = o.id) v) e
             where o.uscc = {0}
            """;

    private EvaluationReading() {}

    static Mono<byte[]> one(DSLContext db, Condition readable, String number) {
        return json(
                Mono.from(db.resultQuery(ONE, val(number.replace("\0", "")), readable)),
                "合同",
                number);
    }

    static Mono<byte[]> summary(DSLContext db, String uscc) {
        return json(Mono.from(db.resultQuery(SUMMARY, val(uscc))), "中介服务机构", uscc);
    }

    private static Mono<byte[]> json(Mono<? extends Record> row, String what, String code) {
        return row.map(found -> found.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound(what, code))));
    }

    /** All of an agency, the latest first; those that count no more say why. */
    static Listing ofAgency(String uscc) {
        Field<String> place =
                field(
                        "to_char(e.at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || ' ' || c.number",
                        String.class);
        return new Listing(
                        List.of(
                                field("c.number").as("contractNumber"),
                                field("r.title").as("title"),
                                field("c.item_code").as("itemCode"),
                                field("c.item_name").as("itemName"),
                                field("o.name").as("ownerName"),
                                field("e.quality").as("quality"),
                                field("e.timeliness").as("timeliness"),
                                field("e.attitude").as("attitude"),
                                field("e.charging").as("charging"),
                                field(
                                                "mean_of(e.quality + e.timeliness + e.attitude + e.charging, 4)::text")
                                        .as("mean"),
                                field("e.words").as("words"),
                                field("e.at").as("at"),
                                field("p.words").as("reply"),
                                field("a.decision is distinct from 'upheld'").as("counts"),
                                field("case a.decision when 'upheld' then a.reason end")
                                        .as("annotation"),
                                place.as("place")),
                        table(TABLES),
                        condition("w.uscc = {0}", val(uscc)),
                        place,
                        "place")
                .backwards();
    }

    /** Appeals, the first ones first. */
    static Listing appeals(@Nullable Boolean decided) {
        Field<String> place =
                field(
                        "to_char(a.at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || ' ' || c.number",
                        String.class);
        return new Listing(
                List.of(
                        field("c.number").as("number"),
                        field("r.title").as("title"),
                        field("w.name").as("agencyName"),
                        field("o.name").as("ownerName"),
                        field("e.quality").as("quality"),
                        field("e.timeliness").as("timeliness"),
                        field("e.attitude").as("attitude"),
                        field("e.charging").as("charging"),
                        field("e.words").as("evaluationWords"),
                        field("a.words").as("words"),
                        field("a.at").as("at"),
                        field("a.decision").as("decision"),
                        field("a.reason").as("reason"),
                        field("a.decided_at").as("decidedAt"),
                        place.as("place")),
                table(TABLES),
                condition("a.at is not null")
                        .and(
                                decided == null
                                        ? noCondition()
                                        : condition(
                                                "(a.decision is not null) = {0}", val(decided))),
                place,
                "place");
    }

    private static final String TABLES =
            """
            evaluation e
            join contract c on c.id = e.contract_id
            join service_request r on r.id = c.request_id
            join organisation o on o.id = c.owner_id
            join organisation w on w.id = c.agency_id
            left join evaluation_reply p on p.contract_id = c.id
            left join evaluation_appeal a on a.contract_id = c.id
            """;
}
