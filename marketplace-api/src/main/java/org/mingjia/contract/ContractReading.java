package org.mingjia.contract;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of contracts, each reading one statement. */
final class ContractReading {

    /**
     * Who does not evaluate is not late: only an acceptance that waits, and what comes before it.
     */
    private static final String OVERDUE =
            "coalesce(clock_timestamp() >= coalesce(k.sign_by, k.file_by, k.deliver_until, k.accept_by), false)";

    private static final String DUE =
            "coalesce(k.sign_by, k.file_by, k.deliver_until, k.accept_by, k.evaluate_by)";

    /** What all readers see, and the tables that it comes from. */
    private static final String COMMON =
            """
            'number', c.number, 'requestNumber', r.number, 'lotNo', c.lot_no, 'title', r.title, 'status', c.status,
            'owner', json_build_object('uscc', o.uscc, 'name', o.name),
            'agency', json_build_object('uscc', w.uscc, 'name', w.name),
            'regionCode', c.region_code, 'projectName', r.project_name, 'projectCode', r.project_code,
            'actCode', c.act_code, 'actName', d.text::jsonb ->> 'actName', 'itemCode', c.item_code, 'itemName', c.item_name,
            'payer', c.payer, 'boundFen', c.bound_fen, 'deliverBy', c.deliver_by, 'awardedOn', c.awarded_on,
            'signedOn', c.signed_on, 'filedAt', c.filed_at, 'endedAt', c.ended_at, 'settledFen', c.settled_fen,
            'deliveredOn', c.delivered_on, 'acceptedOn', c.accepted_on, 'acceptedBySilence', c.accepted_by_silence,
            'outcomes', (select coalesce(json_agg(json_build_object('outcome', x.outcome, 'decidedOn', x.decided_on,
                    'document', x.document, 'reason', x.reason) order by x.outcome_no), '[]'::json)
                from approval_outcome x where x.contract_id = c.id),
            'price', (select json_build_object('entryId', p.id, 'priceFen', c.price_fen, 'form', p.form,
                    'validFrom', lower(p.valid), 'validTo', upper(p.valid))
                from price_entry p where p.id = c.price_entry_id),
            'account', (select json_build_object('awardFen', a.award_fen, 'amountFen', a.amount_fen, 'limitFen', a.limit_fen,
                    'chargedFen', a.charged_fen, 'paidFen', a.paid_fen, 'confirmedFen', a.confirmed_fen,
                    'chargeableFen', a.chargeable_fen, 'owedFen', a.owed_fen)
                from contract_account a where a.contract_id = c.id),
            'supplements', (select coalesce(json_agg(json_build_object('supplementNo', s.supplement_no, 'side', s.side,
                    'ground', s.ground, 'amountBeforeFen', s.amount_before_fen, 'amountAfterFen', s.amount_after_fen,
                    'deliverBefore', s.deliver_before, 'deliverAfter', s.deliver_after, 'publicReason', s.public_reason,
                    'hash', s.hash, 'status', s.status, 'proposedAt', s.proposed_at, 'decidedAt', s.decided_at)
                    order by s.supplement_no), '[]'::json)
                from contract_supplement s where s.contract_id = c.id%1$s),
            'terminations', (select coalesce(json_agg(json_build_object('terminationNo', t.termination_no, 'side', t.side,
                    'ground', t.ground, 'reason', t.reason, 'settledFen', t.settled_fen, 'status', t.status,
                    'proposedAt', t.proposed_at, 'decidedAt', t.decided_at) order by t.termination_no), '[]'::json)
                from contract_termination t where t.contract_id = c.id%2$s)
            """;

    private static final String TABLES =
            """
              from contract c
              join service_request r on r.id = c.request_id
              join organisation o on o.id = c.owner_id
              join organisation w on w.id = c.agency_id
              join contract_document d on d.contract_id = c.id and d.document_no = c.document_no
              join contract_clock k on k.contract_id = c.id
            """;

    private static final String WHOLE =
            """
            select json_build_object(%s, 'advanceFen', c.advance_fen, 'signBy', k.sign_by, 'signedAt', c.signed_at,
                'fileBy', k.file_by, 'deliverUntil', k.deliver_until, 'acceptBy', k.accept_by, 'evaluateBy', k.evaluate_by,
                'filedFileId', c.filed_file, 'overdue', %s,
                'hold', (select json_build_object('complaintNumber', x.number, 'reason', h.reason, 'placedAt', h.placed_at)
                    from hold h join complaint x on x.id = h.complaint_id
                   where h.contract_id = c.id and h.lifted_at is null order by h.placed_at limit 1),
                'documents', (select json_agg(json_build_object('documentNo', e.document_no, 'side', e.side, 'at', e.at,
                        'text', e.text, 'hash', e.hash,
                        'confirmations', (select coalesce(json_agg(json_build_object('side', f.side, 'at', f.at) order by f.at),
                                '[]'::json)
                            from contract_confirmation f
                           where f.contract_id = e.contract_id and f.document_no = e.document_no))
                        order by e.document_no)
                    from contract_document e where e.contract_id = c.id))::text
            %s where c.number = {0} and {1}
            """
                    .formatted(COMMON.formatted("", ""), OVERDUE, TABLES);

    private static final String PUBLIC =
            """
            select json_build_object(%s, 'documentHash', d.hash)::text
            %s where c.number = {0} and c.filed_at is not null
            """
                    .formatted(
                            COMMON.formatted(" and s.is_signed", " and t.status = 'agreed'"),
                            TABLES);

    private ContractReading() {}

    static Mono<byte[]> whole(DSLContext db, Condition readable, String number) {
        return json(Mono.from(db.resultQuery(WHOLE, code(number), readable)), number);
    }

    static Mono<byte[]> published(DSLContext db, String number) {
        return json(Mono.from(db.resultQuery(PUBLIC, code(number))), number);
    }

    private static Field<String> code(String number) {
        return val(number.replace("\0", ""));
    }

    private static Mono<byte[]> json(Mono<? extends Record> row, String number) {
        return row.map(found -> found.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))));
    }

    /** Contracts that somebody may read, the latest first. */
    static Listing own(Condition readable) {
        Field<String> place = of("c.number", String.class);
        return new Listing(
                        List.of(
                                place.as("number"),
                                of("r.number").as("requestNumber"),
                                of("c.lot_no").as("lotNo"),
                                of("r.title").as("title"),
                                of("c.status").as("status"),
                                of("c.region_code").as("regionCode"),
                                of("c.item_code").as("itemCode"),
                                of("c.item_name").as("itemName"),
                                of("o.name").as("ownerName"),
                                of("w.name").as("agencyName"),
                                of("c.amount_fen").as("amountFen"),
                                of("c.charged_fen").as("chargedFen"),
                                of("a.paid_fen").as("paidFen"),
                                of("c.deliver_by").as("deliverBy"),
                                of("c.signed_on").as("signedOn"),
                                of(DUE).as("dueBy"),
                                of(OVERDUE).as("overdue"),
                                place.as("place")),
                        listed(),
                        readable,
                        place,
                        "place")
                .backwards();
    }

    /** The public register, the latest first. */
    static Listing register(Condition which) {
        Field<String> place = of("c.number", String.class);
        return new Listing(
                        List.of(
                                place.as("number"),
                                of("r.number").as("requestNumber"),
                                of("c.lot_no").as("lotNo"),
                                of("r.title").as("title"),
                                of("c.status").as("status"),
                                of("c.region_code").as("regionCode"),
                                of("c.act_code").as("actCode"),
                                of("c.item_code").as("itemCode"),
                                of("c.item_name").as("itemName"),
                                of("o.name").as("ownerName"),
                                of("w.name").as("agencyName"),
                                of("c.award_fen").as("awardFen"),
                                of("c.amount_fen").as("amountFen"),
                                of("c.charged_fen").as("chargedFen"),
                                of("a.paid_fen").as("paidFen"),
                                of("c.signed_on").as("signedOn"),
                                of("c.filed_at").as("filedAt"),
                                of("c.deliver_by").as("deliverBy"),
                                of("c.delivered_on").as("deliveredOn"),
                                of("c.accepted_on").as("acceptedOn"),
                                place.as("place")),
                        listed(),
                        which.and("c.filed_at is not null"),
                        place,
                        "place")
                .backwards();
    }

    static Condition overdue() {
        return condition(OVERDUE);
    }

    private static Table<Record> listed() {
        return table(
                """
                contract c
                join service_request r on r.id = c.request_id
                join organisation o on o.id = c.owner_id
                join organisation w on w.id = c.agency_id
                join contract_clock k on k.contract_id = c.id
                join contract_account a on a.contract_id = c.id
                """);
    }

    private static Field<Object> of(String sql) {
        return field(sql);
    }

    private static <T> Field<T> of(String sql, Class<T> type) {
        return field(sql, type);
    }
}
