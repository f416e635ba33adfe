package org.mingjia.notices;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** Public readings of requests, one statement each. */
final class NoticeQueries {

    private NoticeQueries() {}

    /** A natural person's name shows its first character only. */
    private static final String OWNER_NAME =
            "case when {0} = 'legal_person' then {1} else left({1}, 1) || repeat('＊', greatest(length({1}) - 1, 1)) end";

    private static final String ONE =
            """
            select json_build_object(
                'number', r.number, 'title', r.title, 'status', r.status,
                'copiedFrom', (select c.number from service_request c where c.id = r.copied_from),
                'owner', json_build_object('name', case when o.kind = 'legal_person' then o.name
                        else left(o.name, 1) || repeat('＊', greatest(length(o.name) - 1, 1)) end, 'uscc', o.uscc),
                'regionCode', r.region_code,
                'regionName', (select g.name from region g where g.code = r.region_code and g.valid @> d.day),
                'projectName', r.project_name, 'projectCode', r.project_code,
                'projectScale', r.body ->> 'projectScale', 'actCode', r.act_code,
                'actName', (select a.name from administrative_act a where a.code = r.act_code and a.valid @> d.day),
                'funds', r.funds, 'method', r.method, 'methodParameters', r.method_parameters,
                'methodReason', r.body #>> '{method,reason}',
                'runnerUp', coalesce((r.body ->> 'runnerUp')::boolean, false), 'terms', r.terms,
                'lots', (select json_agg(json_build_object('lotNo', l.lot_no, 'itemCode', l.item_code,
                        'itemName', (select i.name from service_item i where i.code = l.item_code and i.valid @> d.day),
                        'payer', l.payer, 'pricingMode', l.pricing_mode, 'parameters', l.parameters,
                        'publishedOn', l.published_on, 'budgetFen', l.budget_fen, 'lawfulMinFen', l.lawful_min_fen,
                        'lawfulMaxFen', l.lawful_max_fen, 'lawfulRuleId', l.lawful_rule_id,
                        'lawfulDocument', (select p.document from price_rule p
                            where p.rule_id = l.lawful_rule_id and p.valid @> d.day),
                        'floorFen', l.floor_fen, 'ceilingFen', l.ceiling_fen) order by l.lot_no)
                    from request_lot l where l.request_id = r.id),
                'serviceDays', (r.body ->> 'serviceDays')::int, 'qualifications', r.body -> 'qualifications',
                'practitioners', coalesce(r.body -> 'practitioners', '[]'), 'avoid', coalesce(r.body -> 'avoid', '[]'),
                'description', r.body ->> 'description',
                'attachments', (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size,
                        'open', f.published) order by a.n), '[]')
                    from jsonb_array_elements(coalesce(r.body -> 'attachments', '[]')) with ordinality a (file, n)
                    join stored_file f on f.id = (a.file ->> 'fileId')::uuid),
                'openingKey', (select json_build_object('publicKey', encode(k.public_key, 'hex'),
                        'seedCommitment', encode(k.seed_commitment, 'hex'))
                    from opening_key k where k.request_id = r.id),
                'publishedAt', r.published_at, 'closesAt', r.closes_at, 'extended', r.extended_at is not null,
                'endReason', r.end_reason, 'endedAt', r.ended_at,
                'amendments', (select coalesce(json_agg(json_build_object('amendmentNo', m.amendment_no, 'text', m.text,
                        'closesBefore', m.closes_before, 'closesAfter', m.closes_after, 'at', m.at) order by m.amendment_no), '[]')
                    from request_amendment m where m.request_id = r.id),
                'questions', (select coalesce(json_agg(json_build_object('id', q.id, 'question', q.question,
                        'askedAt', q.asked_at, 'answer', q.answer, 'answeredAt', q.answered_at) order by q.answered_at, q.id), '[]')
                    from request_question q where q.request_id = r.id and q.answered_at is not null),
                'timeline', (select coalesce(json_agg(json_build_object('at', e.at, 'kind', e.kind,
                        'reason', e.public_body ->> 'reason') order by e.id), '[]')
                    from event e where e.entity_type = 'request' and e.entity_code = r.number
                     and e.kind <> 'question.asked'))::text
              from service_request r
              join organisation o on o.id = r.owner_id
              cross join lateral (select (r.published_at at time zone 'Asia/Shanghai')::date as day) d
             where r.number = {0}
            """;

    /** One notice as JSON; empty when there is none of that number. */
    static Mono<String> one(DSLContext db, String number) {
        return Mono.from(db.resultQuery(ONE, val(number))).map(row -> row.get(0, String.class));
    }

    /** Filters of the list; a region holds the places inside it. */
    record Filter(
            @Nullable String q,
            @Nullable String region,
            @Nullable String item,
            @Nullable String category,
            @Nullable String method,
            @Nullable String funds,
            @Nullable String status,
            @Nullable Integer closesWithinHours) {

        Condition matches() {
            Condition where = SERVICE_REQUEST.PUBLISHED_AT.isNotNull();
            if (q != null && !q.isBlank()) {
                where =
                        where.and(
                                field(
                                                "({0} || ' ' || {1})",
                                                String.class,
                                                SERVICE_REQUEST.TITLE,
                                                SERVICE_REQUEST.PROJECT_NAME)
                                        .containsIgnoreCase(q.strip())
                                        .or(SERVICE_REQUEST.NUMBER.eq(q.strip()))
                                        .or(ORGANISATION.NAME.eq(q.strip()))
                                        .or(condition(NAMED, SERVICE_REQUEST.ID, val(q.strip()))));
            }
            if (region != null) {
                where =
                        where.and(
                                condition(
                                        "region_covers({0}, {1})",
                                        val(region), SERVICE_REQUEST.REGION_CODE));
            }
            if (item != null) {
                where = where.and(condition(HAS_ITEM, SERVICE_REQUEST.ID, val(item)));
            }
            if (category != null) {
                where = where.and(condition(HAS_CATEGORY, SERVICE_REQUEST.ID, val(category)));
            }
            if (method != null) {
                where = where.and(SERVICE_REQUEST.METHOD.eq(method));
            }
            if (funds != null) {
                where = where.and(SERVICE_REQUEST.FUNDS.eq(funds));
            }
            if (status != null) {
                where = where.and(SERVICE_REQUEST.STATUS.eq(status));
            }
            return closesWithinHours == null
                    ? where
                    : where.and(
                            condition(
                                    "{0} = 'published' and {1} > now() and {1} <= now() + make_interval(hours => {2})",
                                    SERVICE_REQUEST.STATUS,
                                    SERVICE_REQUEST.CLOSES_AT,
                                    val(closesWithinHours)));
        }

        private static final String HAS_ITEM =
                "exists (select from request_lot l where l.request_id = {0} and l.item_code = {1})";
        private static final String HAS_CATEGORY =
                """
                exists (select from request_lot l join service_item i on i.code = l.item_code and i.valid @> l.published_on
                         where l.request_id = {0} and i.category = {1})
                """;
        private static final String NAMED =
                """
                exists (select from request_lot l join service_item i on i.code = l.item_code and i.valid @> l.published_on
                         where l.request_id = {0} and (l.item_code = {1} or strpos(i.name, {1}) > 0))
                """;
    }

    /** Published requests, the newest first. */
    static Listing list(Filter filter) {
        Field<String> place =
                field(
                        "(to_char({0} at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || {1})",
                        String.class, SERVICE_REQUEST.PUBLISHED_AT, SERVICE_REQUEST.NUMBER);
        return new Listing(
                        List.of(
                                SERVICE_REQUEST.NUMBER.as("number"),
                                SERVICE_REQUEST.TITLE.as("title"),
                                SERVICE_REQUEST.STATUS.as("status"),
                                SERVICE_REQUEST.PROJECT_NAME.as("projectName"),
                                SERVICE_REQUEST.REGION_CODE.as("regionCode"),
                                field(
                                                "(select g.name from region g where g.code = {0} and g.valid @> market_today())",
                                                String.class, SERVICE_REQUEST.REGION_CODE)
                                        .as("regionName"),
                                SERVICE_REQUEST.ACT_CODE.as("actCode"),
                                SERVICE_REQUEST.METHOD.as("method"),
                                SERVICE_REQUEST.FUNDS.as("funds"),
                                field(
                                                OWNER_NAME,
                                                String.class,
                                                ORGANISATION.KIND,
                                                ORGANISATION.NAME)
                                        .as("ownerName"),
                                lots("l.item_code").as("itemCodes"),
                                lots("(select i.name from service_item i where i.code = l.item_code and i.valid @> l.published_on)")
                                        .as("itemNames"),
                                field(
                                                "(select sum(l.ceiling_fen)::bigint from request_lot l where l.request_id = {0})",
                                                Long.class, SERVICE_REQUEST.ID)
                                        .as("ceilingFen"),
                                SERVICE_REQUEST.PUBLISHED_AT.as("publishedAt"),
                                SERVICE_REQUEST.CLOSES_AT.as("closesAt"),
                                place.as("place")),
                        SERVICE_REQUEST
                                .join(ORGANISATION)
                                .on(ORGANISATION.ID.eq(SERVICE_REQUEST.OWNER_ID)),
                        filter.matches(),
                        place,
                        "place")
                .backwards();
    }

    private static Field<String[]> lots(String what) {
        return field(
                "array(select "
                        + what
                        + " from request_lot l where l.request_id = {0} order by l.lot_no)",
                String[].class,
                SERVICE_REQUEST.ID);
    }
}
