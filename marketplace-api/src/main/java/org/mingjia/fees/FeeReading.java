package org.mingjia.fees;

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
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of charges, each reading one statement. */
final class FeeReading {

    private static final String RECONCILIATION =
            """
            select json_build_object('number', c.number, 'title', r.title, 'status', c.status, 'awardFen', a.award_fen,
                'amountFen', a.amount_fen, 'limitFen', a.limit_fen, 'chargedFen', a.charged_fen, 'paidFen', a.paid_fen,
                'confirmedFen', a.confirmed_fen, 'refundOwedFen', w.owed_fen,
                'matched', a.award_fen = a.amount_fen and a.amount_fen = a.charged_fen and w.due_fen = a.paid_fen
                    and a.paid_fen = a.confirmed_fen,
                'differences', (select json_agg(json_build_object('step', s.step, 'firstFen', s.first, 'secondFen', s.second,
                        'differenceFen', s.second - s.first) order by s.n)
                    from (values (1, 'award-contract', a.award_fen, a.amount_fen),
                                 (2, 'contract-invoiced', a.amount_fen, a.charged_fen),
                                 (3, 'invoiced-paid', w.due_fen, a.paid_fen),
                                 (4, 'paid-confirmed', a.paid_fen, a.confirmed_fen)) s (n, step, first, second)),
                'invoices', (select coalesce(json_agg(json_build_object('invoiceNo', i.invoice_no, 'kind', i.kind,
                        'taxNumber', i.tax_number, 'issuedOn', i.issued_on, 'creditsNo', i.credits_no, 'reason', i.reason,
                        'totalFen', lines.total, 'standingFen', lines.standing, 'paidFen', paid.fen, 'at', i.at,
                        'lines', lines.all_of_them) order by i.invoice_no), '[]'::json)
                    from invoice i
                   cross join lateral (
                        select coalesce(sum(l.amount_fen), 0)::bigint as total,
                               coalesce(sum(l.amount_fen) filter (where k.line_no is null and l.amount_fen > 0), 0)::bigint
                                   as standing,
                               coalesce(json_agg(json_build_object('lineNo', l.line_no, 'itemCode', l.item_code,
                                   'itemName', l.item_name, 'node', l.node, 'amountFen', l.amount_fen,
                                   'priceEntryId', l.price_entry_id, 'creditsLineNo', l.credits_line_no,
                                   'creditedBy', k.line_no) order by l.line_no), '[]'::json) as all_of_them
                          from fee_line l
                          left join fee_line k on k.contract_id = l.contract_id and k.credits_line_no = l.line_no
                         where l.contract_id = i.contract_id and l.invoice_no = i.invoice_no) lines
                   cross join lateral (
                        select coalesce(sum(case p.kind when 'payment' then p.amount_fen else -p.amount_fen end), 0)::bigint as fen
                          from payment p where p.contract_id = i.contract_id and p.invoice_no = i.invoice_no) paid
                   where i.contract_id = c.id),
                'payments', (select coalesce(json_agg(json_build_object('paymentNo', p.payment_no, 'kind', p.kind,
                        'invoiceNo', p.invoice_no, 'amountFen', p.amount_fen, 'paidOn', p.paid_on, 'reference', p.reference,
                        'at', p.at, 'confirmedAt', p.confirmed_at) order by p.payment_no), '[]'::json)
                    from payment p where p.contract_id = c.id))::text
              from contract c
              join service_request r on r.id = c.request_id
              join contract_account a on a.contract_id = c.id
              join refund_owed w on w.contract_id = c.id
             where c.number = {0} and {1}
            """;

    private static final String GROUND =
            """
            select json_build_object('number', c.number, 'lineNo', l.line_no, 'amountFen', l.amount_fen,
                'signedOn', l.signed_on, 'invoiceTaxNumber', v.tax_number,
                'contract', json_build_object('amountFen', c.amount_fen, 'limitFen', c.limit_fen, 'documentHash', d.hash),
                'award', json_build_object('requestNumber', r.number, 'lotNo', c.lot_no, 'amountFen', w.amount_fen,
                    'basis', w.basis),
                'price', json_build_object('entryId', p.id, 'form', p.form, 'amountFen', p.amount_fen, 'unit', p.unit,
                    'factor', p.factor::text, 'terms', p.terms, 'regionCode', p.region_code, 'publishedOn', p.published_on,
                    'validFrom', lower(p.valid), 'validTo', upper(p.valid), 'comesToFen', c.price_fen),
                'rule', (select json_build_object('ruleId', u.rule_id, 'name', u.name, 'document', u.document,
                        'status', u.status)
                    from price_rule u where u.rule_id = p.rule_id and u.valid @> l.signed_on),
                'item', json_build_object('code', i.code, 'name', i.name, 'payer', i.payer, 'pricingMode', i.pricing_mode,
                    'legalBasis', i.legal_basis, 'verified', i.verified),
                'act', json_build_object('code', t.code, 'name', t.name, 'legalGround', ai.legal_ground,
                    'legalBasis', t.legal_basis))::text
              from contract c
              join fee_line l on l.contract_id = c.id
              join invoice v on v.contract_id = l.contract_id and v.invoice_no = l.invoice_no
              join contract_document d on d.contract_id = c.id and d.document_no = c.document_no
              join service_request r on r.id = c.request_id
              join award w on w.id = c.award_id
              join price_entry p on p.id = l.price_entry_id
              join service_item i on i.code = l.item_code and i.valid @> l.signed_on
              join act_item ai on ai.act_code = c.act_code and ai.item_code = l.item_code and ai.valid @> l.signed_on
              join administrative_act t on t.code = c.act_code and t.valid @> l.signed_on
             where c.number = {0} and l.line_no = {2} and {1}
            """;

    private static final String OF_ACT =
            """
            select json_build_object('actCode', t.code, 'actName', t.name,
                'chargedFen', coalesce(sum(f.charged), 0)::bigint, 'lineCount', coalesce(sum(f.lines), 0)::bigint,
                'items', coalesce(json_agg(json_build_object('itemCode', f.item_code, 'itemName', f.item_name,
                    'contractCount', f.contracts, 'lineCount', f.lines, 'chargedFen', f.charged) order by f.item_code)
                    filter (where f.item_code is not null), '[]'::json))::text
              from administrative_act t
              left join lateral (
                    select l.item_code, max(l.item_name) as item_name, count(distinct c.id) as contracts, count(*) as lines,
                           sum(l.amount_fen)::bigint as charged
                      from contract c join fee_line l on l.contract_id = c.id
                     where c.act_code = t.code
                     group by l.item_code) f on true
             where t.code = {0} and t.valid @> market_today()
             group by t.code, t.name
            """;

    private FeeReading() {}

    static Mono<byte[]> reconciliation(DSLContext db, Condition readable, String number) {
        return json(
                Mono.from(db.resultQuery(RECONCILIATION, code(number), readable)), "合同", number);
    }

    static Mono<byte[]> ground(DSLContext db, Condition readable, String number, int lineNo) {
        return json(
                Mono.from(db.resultQuery(GROUND, code(number), readable, val(lineNo))),
                "收费明细",
                number + "/" + lineNo);
    }

    static Mono<byte[]> ofAct(DSLContext db, String actCode) {
        return json(Mono.from(db.resultQuery(OF_ACT, code(actCode))), "行政事项", actCode);
    }

    private static Field<String> code(String number) {
        return val(number.replace("\0", ""));
    }

    private static Mono<byte[]> json(Mono<? extends Record> row, String what, String id) {
        return row.map(found -> found.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound(what, id))));
    }

    /** The lines of an act, advances of contracts that are not filed yet among them. */
    static Listing linesOfAct(String actCode) {
        Field<String> place =
                field("c.number || '-' || lpad(l.line_no::text, 5, '0')", String.class);
        return new Listing(
                List.of(
                        field("c.number").as("contractNumber"),
                        field("l.line_no").as("lineNo"),
                        field("l.item_code").as("itemCode"),
                        field("l.item_name").as("itemName"),
                        field("w.name").as("agencyName"),
                        field("l.amount_fen").as("amountFen"),
                        field("l.signed_on").as("signedOn"),
                        field("l.price_entry_id").as("priceEntryId"),
                        place.as("place")),
                table(
                        """
                        contract c
                        join fee_line l on l.contract_id = c.id
                        join organisation w on w.id = c.agency_id
                        """),
                condition("c.act_code = {0}", code(actCode)),
                place,
                "place");
    }
}
