package org.mingjia.fees;

import static org.jooq.impl.DSL.val;

import java.util.List;
import org.jooq.DSLContext;
import org.mingjia.fees.FeeForms.Charged;
import org.mingjia.fees.FeeForms.CreditForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 红冲 Whole lines are taken back, each once; what was wrong is charged again under a new invoice.
 */
final class Crediting {

    /** Lines of an invoice that were not taken back. */
    private static final String STANDING =
            """
            select l.line_no from fee_line l join invoice i on i.contract_id = l.contract_id and i.invoice_no = l.invoice_no
             where l.contract_id = {0} and l.invoice_no = {1} and i.kind = 'invoice'
               and not exists (select from fee_line k
                    where k.contract_id = l.contract_id and k.credits_line_no = l.line_no)
            """;

    private static final String CREDIT_LINE =
            """
            insert into fee_line (contract_id, line_no, invoice_no, agency_id, item_code, item_name, signed_on, price_entry_id,
                                  node, amount_fen, before_fen, credits_line_no)
            select l.contract_id, 1, {1}, l.agency_id, l.item_code, l.item_name, l.signed_on, l.price_entry_id, l.node,
                   -l.amount_fen, 0, l.line_no
              from fee_line l where l.contract_id = {0} and l.line_no = {2}
            """;

    private Crediting() {}

    static Mono<Charged> credit(
            DSLContext tx, Actor actor, String number, int invoiceNo, CreditForm form) {
        return ChargedContract.lock(tx, actor, number)
                .flatMap(ChargedContract::signed)
                .flatMap(contract ->
                        InvoicePaper.once(tx, contract, form.taxNumber())
                                .thenMany(
                                        Flux.defer(() ->
                                                tx.resultQuery(
                                                        STANDING, contract.key(), val(invoiceNo))))
                                .map(row -> row.get(0, Integer.class))
                                .collectList()
                                .flatMap(standing ->
                                        credit(tx, actor, contract, invoiceNo, standing, form)));
    }

    private static Mono<Charged> credit(
            DSLContext tx,
            Actor actor,
            ChargedContract contract,
            int invoiceNo,
            List<Integer> standing,
            CreditForm form) {
        var checks = new FieldChecks();
        InvoicePaper.check(checks, contract, form.taxNumber(), form.issuedOn());
        String reason = checks.prose("#/reason", "红冲理由", form.reason(), 4, 1000);
        checks.require(
                !form.given().isEmpty() && standing.containsAll(form.given()),
                "#/lines",
                "lines-that-stand",
                standing.isEmpty() ? "该发票没有可以冲红的明细" : "应为该发票尚未冲红的明细：" + standing);
        checks.done();
        int no = contract.invoices() + 1;
        return InvoicePaper.add(
                        tx,
                        actor,
                        contract,
                        no,
                        "credit",
                        form.taxNumber(),
                        form.issuedOn(),
                        invoiceNo,
                        reason)
                .thenMany(
                        Flux.fromIterable(form.given())
                                .concatMap(line ->
                                        Mono.from(
                                                tx.query(
                                                        CREDIT_LINE,
                                                        contract.key(),
                                                        val(no),
                                                        val(line)))))
                .then(contract.recorded(tx, actor, "invoice.credited", no));
    }
}
