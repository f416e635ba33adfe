package org.mingjia.fees;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is charged and paid. Amounts are whole fen. */
final class FeeForms {

    private FeeForms() {}

    /**
     * An invoice as it was issued.
     *
     * @param taxNumber 发票号码: 20 digits of an electronic one, or 8, or its code of 10 digits and
     *     these 8
     */
    record InvoiceForm(
            @Nullable String taxNumber,
            @Nullable LocalDate issuedOn,
            @Nullable List<LineForm> lines) {

        /** What a body leaves out comes as null, whatever the type says. */
        List<LineForm> given() {
            return lines == null ? List.of() : lines.stream().filter(Objects::nonNull).toList();
        }
    }

    /**
     * A line of an invoice.
     *
     * @param itemCode of the list, the contract's own
     * @param itemName as the list has it, to the letter
     * @param node 付款节点 of the contract
     */
    record LineForm(
            @Nullable String itemCode,
            @Nullable String itemName,
            @Nullable String node,
            @Nullable Long amountFen) {}

    /**
     * A credit note 红字发票.
     *
     * @param lines numbers of lines of the invoice; each is taken back whole
     */
    record CreditForm(
            @Nullable String taxNumber,
            @Nullable LocalDate issuedOn,
            @Nullable String reason,
            @Nullable List<Integer> lines) {

        List<Integer> given() {
            return lines == null
                    ? List.of()
                    : lines.stream().filter(Objects::nonNull).distinct().toList();
        }
    }

    /**
     * A payment of the owner's, or a refund of the agency's.
     *
     * @param reference 银行流水号
     */
    record PaymentForm(
            @Nullable Integer invoiceNo,
            @Nullable Long amountFen,
            @Nullable LocalDate paidOn,
            @Nullable String reference) {}

    /**
     * What was recorded.
     *
     * @param no of the invoice or the payment
     */
    record Charged(String number, int no, long chargedFen, long limitFen) {}
}
