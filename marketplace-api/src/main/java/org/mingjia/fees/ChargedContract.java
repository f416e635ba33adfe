package org.mingjia.fees;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.contract.ContractAccess;
import org.mingjia.fees.FeeForms.Charged;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What charges are held against, locked until the end of the transaction: whoever charges the same
 * contract waits.
 *
 * @param limitFen most that may be charged at this moment
 * @param largestFen the most that the contract ever came to
 * @param paidFen payments less refunds, confirmed or not
 * @param nodes its 付款节点
 * @param signedOn null while it is being drafted, as the two after it
 * @param invoices how many there are
 */
record ChargedContract(
        UUID id,
        String number,
        String status,
        String title,
        UUID ownerId,
        UUID agencyId,
        String itemCode,
        String itemName,
        long amountFen,
        long limitFen,
        long chargedFen,
        long largestFen,
        long paidFen,
        List<PaymentNode> nodes,
        @Nullable LocalDate signedOn,
        @Nullable UUID priceEntryId,
        @Nullable Long priceFen,
        int invoices,
        int payments,
        LocalDate today) {

    /**
     * 付款节点.
     *
     * @param advance whether it may be charged before the contract is filed
     * @param leftFen most that may still be charged under it: its amount and what a supplement
     *     added, less its lines
     */
    record PaymentNode(String name, boolean advance, long leftFen) {}

    private static final String ROW =
            """
            select c.id, c.number, c.status, r.title, c.owner_id, c.agency_id, c.item_code, c.item_name, c.amount_fen,
                   c.limit_fen, c.charged_fen,
                   greatest(c.award_fen, c.amount_fen, (select max(s.amount_after_fen) from contract_supplement s
                        where s.contract_id = c.id and s.is_signed)),
                   a.paid_fen,
                   (select json_agg(json_build_object('name', n.node ->> 'name', 'advance', (n.node ->> 'advance')::boolean,
                           'leftFen', (n.node ->> 'amountFen')::bigint + greatest(0, c.amount_fen - t.fen)
                               - (select coalesce(sum(l.amount_fen), 0) from fee_line l
                                   where l.contract_id = c.id and l.node = n.node ->> 'name')) order by n.place)::text
                      from jsonb_array_elements(d.text::jsonb -> 'nodes') with ordinality n (node, place)
                     cross join (select sum((m ->> 'amountFen')::bigint) as fen
                                   from jsonb_array_elements(d.text::jsonb -> 'nodes') m) t), c.signed_on,
                   c.price_entry_id, c.price_fen,
                   (select count(*)::int from invoice i where i.contract_id = c.id),
                   (select count(*)::int from payment p where p.contract_id = c.id), market_today()
              from contract c
              join service_request r on r.id = c.request_id
              join contract_account a on a.contract_id = c.id
              join contract_document d on d.contract_id = c.id and d.document_no = c.document_no
             where {0}
            """;

    /**
     * Read after the lock: a statement that waits for a row sees the other tables as they were
     * before.
     */
    static Mono<ChargedContract> lock(DSLContext tx, Actor actor, String number) {
        Condition which =
                ContractAccess.readable(actor)
                        .and(condition("c.number = {0}", val(number.replace("\0", ""))));
        return Mono.from(tx.resultQuery("select c.id from contract c where {0} for update", which))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))))
                .map(row -> row.get(0, UUID.class))
                .flatMap(id -> Mono.from(tx.resultQuery(ROW, condition("c.id = {0}", val(id)))))
                .map(ChargedContract::of);
    }

    private static ChargedContract of(Record row) {
        return new ChargedContract(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, UUID.class),
                row.get(5, UUID.class),
                row.get(6, String.class),
                row.get(7, String.class),
                row.get(8, Long.class),
                row.get(9, Long.class),
                row.get(10, Long.class),
                row.get(11, Long.class),
                row.get(12, Long.class),
                List.of(
                        JsonMapper.shared()
                                .readValue(row.get(13, String.class), PaymentNode[].class)),
                row.get(14, LocalDate.class),
                row.get(15, UUID.class),
                row.get(16, Long.class),
                row.get(17, Integer.class),
                row.get(18, Integer.class),
                row.get(19, LocalDate.class));
    }

    Field<UUID> key() {
        return val(id);
    }

    /** Signed, and so with a day and a price. */
    Mono<ChargedContract> signed() {
        return signedOn == null ? refuse("not-signed", "合同尚未签订，不得收取任何费用") : Mono.just(this);
    }

    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }

    /** What was recorded, told once; no number of an invoice or a bank is public. */
    Mono<Charged> recorded(DSLContext tx, Actor actor, String kind, int no) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", title);
        body.put("side", ContractAccess.side(actor));
        return Events.tell(tx, actor.name(), kind, "contract", number, body)
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.resultQuery(
                                                "select charged_fen, limit_fen from contract where id = {0}",
                                                key()))))
                .map(row ->
                        new Charged(number, no, row.get(0, Long.class), row.get(1, Long.class)));
    }
}
