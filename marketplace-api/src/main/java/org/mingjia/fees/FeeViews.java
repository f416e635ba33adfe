package org.mingjia.fees;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of charges. Amounts are whole fen. */
final class FeeViews {

    private FeeViews() {}

    /**
     * The reconciliation of a contract.
     *
     * @param refundOwedFen what complaints have ordered to be refunded and was not yet
     * @param matched whether award, contract, invoices and payments are equal to the fen
     * @param differences step by step; those of zero are there too
     */
    record Reconciliation(
            String number,
            String title,
            String status,
            long awardFen,
            long amountFen,
            long limitFen,
            long chargedFen,
            long paidFen,
            long confirmedFen,
            long refundOwedFen,
            boolean matched,
            List<Difference> differences,
            List<InvoiceView> invoices,
            List<PaymentView> payments) {}

    /**
     * One step of the way from the award to the payment.
     *
     * @param step {@code award-contract}, {@code contract-invoiced}, {@code invoiced-paid}, {@code
     *     paid-confirmed}
     * @param differenceFen what the second is more than the first
     */
    record Difference(String step, long firstFen, long secondFen, long differenceFen) {}

    /**
     * An invoice or a credit note.
     *
     * @param creditsNo of a credit note: the invoice whose lines it takes back
     * @param standingFen what is left of an invoice after credit notes; 0 for a credit note
     * @param paidFen what was paid of it, less refunds
     */
    record InvoiceView(
            int invoiceNo,
            String kind,
            String taxNumber,
            LocalDate issuedOn,
            @Nullable Integer creditsNo,
            @Nullable String reason,
            long totalFen,
            long standingFen,
            long paidFen,
            OffsetDateTime at,
            List<FeeLineView> lines) {}

    /**
     * A fee line.
     *
     * @param creditsLineNo the line that it takes back; null for a charge
     * @param creditedBy the line that took it back; null while it stands
     */
    record FeeLineView(
            int lineNo,
            String itemCode,
            String itemName,
            String node,
            long amountFen,
            UUID priceEntryId,
            @Nullable Integer creditsLineNo,
            @Nullable Integer creditedBy) {}

    /** A payment, or a refund. */
    record PaymentView(
            int paymentNo,
            String kind,
            int invoiceNo,
            long amountFen,
            LocalDate paidOn,
            String reference,
            OffsetDateTime at,
            @Nullable OffsetDateTime confirmedAt) {}

    /**
     * A fee line up to the law.
     *
     * @param price the published version of the agency's price that was in force on the contract's
     *     day
     * @param rule the price rule that it rests on; null for an agency's own price
     * @param act with the ground on which it demands the item
     */
    record FeeGround(
            String number,
            int lineNo,
            long amountFen,
            LocalDate signedOn,
            String invoiceTaxNumber,
            LineContract contract,
            LineAward award,
            LinePrice price,
            @Nullable LineRule rule,
            LineItem item,
            LineAct act) {}

    /** The contract of a line. */
    record LineContract(long amountFen, long limitFen, String documentHash) {}

    /** The award of a line. */
    record LineAward(String requestNumber, int lotNo, long amountFen, String basis) {}

    /** The price version of a line. */
    record LinePrice(
            UUID entryId,
            String form,
            @Nullable Long amountFen,
            @Nullable String unit,
            @Nullable String factor,
            @Nullable Map<String, Object> terms,
            String regionCode,
            LocalDate publishedOn,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            long comesToFen) {}

    /** The price rule behind a price. */
    record LineRule(String ruleId, String name, String document, String status) {}

    /** The listed item of a line, as it was listed on the contract's day. */
    record LineItem(
            String code,
            String name,
            String payer,
            String pricingMode,
            String legalBasis,
            boolean verified) {}

    /** The act of a line. */
    record LineAct(String code, String name, String legalGround, String legalBasis) {}

    /**
     * All that was charged for an act under filed contracts.
     *
     * @param chargedFen of all items; the lines of {@code /fee-lines} come to the same
     */
    record ActFees(
            String actCode,
            String actName,
            long chargedFen,
            long lineCount,
            List<ItemFees> items) {}

    /** What was charged for one item of an act. */
    record ItemFees(
            String itemCode,
            String itemName,
            long contractCount,
            long lineCount,
            long chargedFen) {}

    /** A fee line of an act. */
    record ActFeeLine(
            String contractNumber,
            int lineNo,
            String itemCode,
            String itemName,
            String agencyName,
            long amountFen,
            LocalDate signedOn,
            UUID priceEntryId,
            String place) {}
}
