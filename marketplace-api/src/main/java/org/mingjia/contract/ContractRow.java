package org.mingjia.contract;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.contract.ContractForms.ContractStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * A contract, locked until the end of the transaction.
 *
 * @param text of the last document
 * @param mostSettledFen most that a termination may settle: nothing before the signature
 * @param side of the one who acts: {@code owner} or {@code agency}; null for the operator
 * @param today of the market
 */
record ContractRow(
        UUID id,
        String number,
        String status,
        UUID requestId,
        int lotNo,
        UUID agencyId,
        String itemCode,
        long awardFen,
        long boundFen,
        long amountFen,
        long chargedFen,
        long mostSettledFen,
        LocalDate deliverBy,
        int documentNo,
        int supplementNo,
        int terminationNo,
        String text,
        String hash,
        @Nullable String side,
        LocalDate today) {

    private static final Set<String> IN_FORCE = Set.of("signed", "filed", "delivered");

    private static final String ROW =
            """
            select c.id, c.number, c.status, c.request_id, c.lot_no::int, c.agency_id, c.item_code, c.award_fen, c.bound_fen,
                   c.amount_fen, c.charged_fen,
                   case when c.signed_at is null then 0 else least(c.amount_fen, c.price_fen) end, c.deliver_by, c.document_no,
                   coalesce((select max(s.supplement_no) from contract_supplement s where s.contract_id = c.id), 0),
                   coalesce((select max(t.termination_no) from contract_termination t where t.contract_id = c.id), 0),
                   d.text, d.hash, {1}, market_today()
              from contract c
              join contract_document d on d.contract_id = c.id and d.document_no = c.document_no
             where {0}
               for update of c
            """;

    static Mono<ContractRow> lock(DSLContext tx, Actor actor, String number) {
        Condition which =
                ContractAccess.readable(actor)
                        .and(condition("c.number = {0}", val(number.replace("\0", ""))));
        return Mono.from(tx.resultQuery(ROW, which, val(ContractAccess.side(actor), String.class)))
                .map(ContractRow::of)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))));
    }

    /** The contract of a lot that has not ended, for who is neither side; nothing without one. */
    static Mono<ContractRow> lockOf(DSLContext tx, UUID requestId, int lotNo) {
        Condition which =
                condition(
                        "c.request_id = {0} and c.lot_no = {1} and c.status <> 'terminated'",
                        val(requestId), val(lotNo));
        return Mono.from(tx.resultQuery(ROW, which, val(null, String.class))).map(ContractRow::of);
    }

    private static ContractRow of(Record row) {
        return new ContractRow(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, UUID.class),
                row.get(4, Integer.class),
                row.get(5, UUID.class),
                row.get(6, String.class),
                row.get(7, Long.class),
                row.get(8, Long.class),
                row.get(9, Long.class),
                row.get(10, Long.class),
                row.get(11, Long.class),
                row.get(12, LocalDate.class),
                row.get(13, Integer.class),
                row.get(14, Integer.class),
                row.get(15, Integer.class),
                row.get(16, String.class),
                row.get(17, String.class),
                row.get(18, String.class),
                row.get(19, LocalDate.class));
    }

    Field<UUID> key() {
        return val(id);
    }

    boolean isDrafting() {
        return status.equals("drafting");
    }

    /** Whether both sides are bound, and something is still to be done. */
    boolean isInForce() {
        return IN_FORCE.contains(status);
    }

    /** Refuses what is asked for at a time when it cannot be done. */
    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }

    /** An event of the contract; what is public of it names no document. */
    Mono<Void> tell(DSLContext tx, String actor, String kind) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", ContractText.read(text).title());
        body.put("side", side);
        return Mono.defer(() -> Events.tell(tx, actor, kind, "contract", number, body));
    }

    /** Where it stands now. */
    Mono<ContractStep> step(DSLContext tx) {
        return Mono.defer(() ->
                Mono.from(
                                tx.resultQuery(
                                        "select status, document_no from contract where id = {0}",
                                        key()))
                        .map(row ->
                                new ContractStep(
                                        number,
                                        row.get(0, String.class),
                                        row.get(1, Integer.class))));
    }
}
