package org.mingjia.fees;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import org.jooq.DSLContext;
import org.mingjia.catalog.Money;
import org.mingjia.contract.ContractAccess;
import org.mingjia.fees.FeeForms.Charged;
import org.mingjia.fees.FeeForms.PaymentForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import reactor.core.publisher.Mono;

/**
 * 付款 A fact is recorded as it is: whoever paid too much has to be able to say so, and the
 * difference stands on the reconciliation until a refund closes it. What cannot be a fact is
 * refused: a payment larger than the contract, a refund of what was never paid, a day before the
 * signature.
 */
final class Paying {

    private static final String PAYMENT =
            """
            insert into payment (contract_id, payment_no, kind, invoice_no, amount_fen, paid_on, reference, by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})
            """;

    private static final String INVOICE =
            "select 1 from invoice where contract_id = {0} and invoice_no = {1} and kind = 'invoice'";

    private static final String REFERENCE =
            "select 1 from payment where contract_id = {0} and reference = {1}";

    private static final String CONFIRM =
            """
            update payment set confirmed_by = {2}
             where contract_id = {0} and payment_no = {1} and confirmed_by is null
               and kind = case {3} when 'agency' then 'payment' else 'refund' end
            returning payment_no
            """;

    private Paying() {}

    /** 付款 by the owner, 退款 by the agency. */
    static Mono<Charged> pay(DSLContext tx, Actor actor, String number, PaymentForm form) {
        return ChargedContract.lock(tx, actor, number)
                .flatMap(ChargedContract::signed)
                .flatMap(contract -> pay(tx, actor, contract, form));
    }

    private static Mono<Charged> pay(
            DSLContext tx, Actor actor, ChargedContract contract, PaymentForm form) {
        var checks = new FieldChecks();
        LocalDate day = form.paidOn();
        checks.require(
                day != null
                        && !day.isAfter(contract.today())
                        && contract.signedOn() != null
                        && !day.isBefore(contract.signedOn()),
                "#/paidOn",
                "has-happened",
                "付款日期应在合同签订之日 " + contract.signedOn() + " 与今天 " + contract.today() + " 之间");
        Long fen = form.amountFen();
        checks.require(
                fen != null && fen > 0 && fen <= 9_999_999_999_999L,
                "#/amountFen",
                "amount",
                "金额应为正整数（分）");
        boolean refund = "agency".equals(ContractAccess.side(actor));
        long most = refund ? Math.max(0, contract.paidFen()) : contract.largestFen();
        checks.require(
                fen == null || fen <= most,
                "#/amountFen",
                refund ? "above-what-was-paid" : "above-the-contract",
                refund
                        ? "退款不得超过已付款（减去已登记的退款）" + new Money(most).yuan()
                        : "一笔付款不得高于合同金额 " + new Money(most).yuan());
        String reference = checks.text("#/reference", "银行流水号", form.reference(), 4, 60);
        checks.require(
                contract.payments() < 10_000, "#", "too-many-payments", "一份合同的付款记录不超过 10000 条");
        int invoiceNo = form.invoiceNo() == null ? 0 : form.invoiceNo();
        int no = contract.payments() + 1;
        String kind = refund ? "refund" : "payment";
        return Mono.from(tx.resultQuery(INVOICE, contract.key(), val(invoiceNo)))
                .hasElement()
                .doOnNext(known -> {
                    checks.require(
                            known, "#/invoiceNo", "invoice-of-the-contract", "应为本合同的一张发票（非红字）的序号");
                    checks.done();
                })
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.resultQuery(REFERENCE, contract.key(), val(reference)))))
                .flatMap(_ ->
                        ChargedContract.<Integer>refuse("payment-reference-once", "该银行流水号已经登记过"))
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(
                                                PAYMENT,
                                                contract.key(),
                                                val(no),
                                                val(kind),
                                                val(invoiceNo),
                                                val(fen, Long.class),
                                                val(day, LocalDate.class),
                                                val(reference),
                                                val(actor.name())))))
                .then(contract.recorded(tx, actor, kind + ".recorded", no));
    }

    /** 确认收到 By the other side, once. */
    static Mono<Charged> confirm(DSLContext tx, Actor actor, String number, int paymentNo) {
        return ChargedContract.lock(tx, actor, number)
                .flatMap(contract ->
                        Mono.from(
                                        tx.resultQuery(
                                                CONFIRM,
                                                contract.key(),
                                                val(paymentNo),
                                                val(actor.name()),
                                                val(ContractAccess.side(actor), String.class)))
                                .switchIfEmpty(
                                        ChargedContract.refuse(
                                                "nothing-to-confirm", "没有这样一笔待本方确认的付款或退款"))
                                .then(
                                        contract.recorded(
                                                tx, actor, "payment.confirmed", paymentNo)));
    }
}
