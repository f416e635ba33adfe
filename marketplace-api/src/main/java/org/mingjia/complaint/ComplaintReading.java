package org.mingjia.complaint;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of complaints, each reading one statement. */
final class ComplaintReading {

    private static final int LONGEST_TOKEN = 200;

    /**
     * {@code {2}} is the reader's organisation: the one complained about is not told who it was.
     */
    private static final String WHOLE =
            """
            select json_build_object('number', c.number, 'subject', c.subject, 'status', c.status, 'desk', c.desk,
                'side', case {2} when c.complainant_id then 'complainant' when c.against_id then 'against' end,
                'requestNumber', r.number, 'contractNumber', t.number, 'lotNo', t.lot_no, 'regionCode', c.region_code,
                'complainant', case when {2} is distinct from c.against_id
                    then json_build_object('uscc', p.uscc, 'name', p.name) end,
                'against', json_build_object('uscc', g.uscc, 'name', g.name), 'text', c.text,
                'fileIds', case when {2} is distinct from c.against_id then c.file_ids else '{}'::uuid[] end,
                'at', c.at, 'acceptBy', k.accept_by, 'statementBy', k.statement_by, 'decideBy', k.decide_by,
                'overdue', k.overdue, 'passedFrom', c.passed_from, 'passedReason', c.passed_reason,
                'acceptedAt', c.accepted_at, 'refusalRule', c.refusal_rule, 'refusalReason', c.refusal_reason,
                'refusedAt', c.refused_at, 'extendedAt', c.extended_at, 'extensionReason', c.extension_reason,
                'statement', s.text, 'statedAt', s.at, 'outcome', c.outcome, 'findings', c.findings, 'summary', c.summary,
                'effects', c.effects, 'refundFen', o.amount_fen, 'decidedAt', c.decided_at, 'withdrawnAt', c.withdrawn_at,
                'holds', (select coalesce(json_agg(json_build_object(
                        'target', case when h.request_id is null then 'contract' else 'request' end,
                        'number', coalesce(hr.number, hc.number), 'reason', h.reason, 'placedAt', h.placed_at,
                        'liftedAt', h.lifted_at, 'liftReason', h.lift_reason) order by h.placed_at), '[]'::json)
                    from hold h
                    left join service_request hr on hr.id = h.request_id
                    left join contract hc on hc.id = h.contract_id
                   where h.complaint_id = c.id))::text
              from complaint c
              join complaint_clock k on k.complaint_id = c.id
              join service_request r on r.id = c.request_id
              join organisation p on p.id = c.complainant_id
              join organisation g on g.id = c.against_id
              left join contract t on t.id = c.contract_id
              left join complaint_statement s on s.complaint_id = c.id
              left join refund_order o on o.complaint_id = c.id
             where c.number = {0} and {1}
            """;

    private static final String BY_TOKEN =
            """
            select json_build_object('number', c.number, 'kind', 'complaint', 'subject', c.subject, 'desk', c.desk,
                'status', c.status, 'at', c.at, 'acceptBy', k.accept_by, 'decideBy', k.decide_by, 'overdue', k.overdue,
                'acceptedAt', c.accepted_at, 'refusalRule', c.refusal_rule,
                'reason', coalesce(c.refusal_reason, c.extension_reason), 'outcome', c.outcome, 'answer', c.findings,
                'summary', c.summary, 'effects', c.effects, 'turnedInto', null,
                'answeredAt', coalesce(c.decided_at, c.refused_at))::text
              from complaint c join complaint_clock k on k.complaint_id = c.id
             where c.token_hash = {1} and c.number = {0}
            union all
            select json_build_object('number', l.number, 'kind', 'lead', 'subject', l.subject, 'desk', l.desk,
                'status', l.status, 'at', l.at, 'acceptBy', null, 'decideBy', null, 'overdue', false, 'acceptedAt', null,
                'refusalRule', null, 'reason', null, 'outcome', l.outcome, 'answer', l.answer, 'summary', null,
                'effects', null, 'turnedInto', l.turned_into, 'answeredAt', l.answered_at)::text
              from lead l where l.token_hash = {1} and l.number = {0}
            """;

    private static final String PUBLIC =
            """
            select json_build_object('number', p.number, 'subject', p.subject, 'regionCode', p.region_code,
                'decidedOn', p.decided_on, 'outcome', p.outcome, 'agencyUscc', p.agency_uscc, 'agencyName', p.agency_name,
                'effects', p.effects, 'refundFen', p.refund_fen, 'summary', p.summary, 'place', p.place)::text
              from complaint_outcome p where p.number = {0}
            """;

    private ComplaintReading() {}

    static Mono<byte[]> whole(DSLContext db, Actor actor, String number) {
        return json(
                Mono.from(
                        db.resultQuery(
                                WHOLE,
                                code(number),
                                ComplaintRow.readable(actor),
                                organisation(actor))),
                "投诉",
                number);
    }

    /** Found by the hash of the token: a wrong one and a wrong number are answered alike. */
    static Mono<byte[]> byToken(DSLContext db, String number, @Nullable String token) {
        String asked = token == null || token.length() > LONGEST_TOKEN ? "" : token;
        return json(
                Mono.from(db.resultQuery(BY_TOKEN, code(number), val(Secrets.hash(asked)))),
                "投诉或者线索",
                number);
    }

    static Mono<byte[]> published(DSLContext db, String number) {
        return json(Mono.from(db.resultQuery(PUBLIC, code(number))), "投诉处理结果", number);
    }

    private static Field<UUID> organisation(Actor actor) {
        return val(actor.organisationId(), SQLDataType.UUID);
    }

    private static Field<String> code(String number) {
        return val(number.replace("\0", ""));
    }

    private static Mono<byte[]> json(Mono<? extends Record> row, String what, String number) {
        return row.map(found -> found.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound(what, number))));
    }

    /** Those that somebody may read, the latest first. */
    static Listing list(Actor actor, Condition which) {
        Field<String> place = of("c.id::text");
        return new Listing(
                        List.of(
                                of("c.number").as("number"),
                                of("c.subject").as("subject"),
                                of("c.status").as("status"),
                                of("c.desk").as("desk"),
                                field(
                                                "case {0} when c.complainant_id then 'complainant' when c.against_id then 'against' end",
                                                String.class, organisation(actor))
                                        .as("side"),
                                of("r.number").as("requestNumber"),
                                of("t.number").as("contractNumber"),
                                of("c.region_code").as("regionCode"),
                                of("g.name").as("againstName"),
                                field("c.at").as("at"),
                                field("coalesce(k.accept_by, k.decide_by)").as("dueBy"),
                                field("k.overdue").as("overdue"),
                                of("c.outcome").as("outcome"),
                                field("c.decided_at").as("decidedAt"),
                                place.as("place")),
                        table(
                                """
                                complaint c
                                join complaint_clock k on k.complaint_id = c.id
                                join service_request r on r.id = c.request_id
                                join organisation g on g.id = c.against_id
                                left join contract t on t.id = c.contract_id
                                """),
                        ComplaintRow.readable(actor).and(which),
                        place,
                        "place")
                .backwards();
    }

    /** Decided ones, the latest decision first. */
    static Listing outcomes(
            @Nullable String subject,
            @Nullable String outcome,
            @Nullable String agency,
            @Nullable String region) {
        Field<String> place = of("p.place");
        return new Listing(
                        List.of(
                                of("p.number").as("number"),
                                of("p.subject").as("subject"),
                                of("p.region_code").as("regionCode"),
                                field("p.decided_on").as("decidedOn"),
                                of("p.outcome").as("outcome"),
                                of("p.agency_uscc").as("agencyUscc"),
                                of("p.agency_name").as("agencyName"),
                                field("p.effects", SQLDataType.VARCHAR.array()).as("effects"),
                                field("p.refund_fen").as("refundFen"),
                                of("p.summary").as("summary"),
                                place.as("place")),
                        table("complaint_outcome p"),
                        condition("({0}::text is null or p.subject = {0})", text(subject))
                                .and("({0}::text is null or p.outcome = {0})", text(outcome))
                                .and("({0}::text is null or p.agency_uscc = {0})", text(agency))
                                .and(
                                        "({0}::text is null or region_covers({0}, p.region_code))",
                                        text(region)),
                        place,
                        "place")
                .backwards();
    }

    private static Field<String> text(@Nullable String value) {
        return val(value, SQLDataType.VARCHAR);
    }

    private static Field<String> of(String sql) {
        return field(sql, String.class);
    }
}
