package org.mingjia.contract;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of contracts. Amounts are whole fen. */
final class ContractViews {

    private ContractViews() {}

    /** A party of a contract. */
    record ContractParty(String uscc, String name) {}

    /**
     * A contract in a list.
     *
     * @param status drafting, signed, filed, delivered, accepted or terminated
     * @param overdue whether what is next should have been done by now
     * @param dueBy until when the next step has to be taken; null where there is none, or the
     *     calendar is not loaded
     */
    record ListedContract(
            String number,
            String requestNumber,
            int lotNo,
            String title,
            String status,
            String regionCode,
            String itemCode,
            String itemName,
            String ownerName,
            String agencyName,
            long amountFen,
            long chargedFen,
            long paidFen,
            LocalDate deliverBy,
            @Nullable LocalDate signedOn,
            @Nullable OffsetDateTime dueBy,
            boolean overdue,
            String place) {}

    /** A contract of the public register. */
    record RegisteredContract(
            String number,
            String requestNumber,
            int lotNo,
            String title,
            String status,
            String regionCode,
            String actCode,
            String itemCode,
            String itemName,
            String ownerName,
            String agencyName,
            long awardFen,
            long amountFen,
            long chargedFen,
            long paidFen,
            LocalDate signedOn,
            OffsetDateTime filedAt,
            LocalDate deliverBy,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate acceptedOn,
            String place) {}

    /**
     * The money of a contract.
     *
     * @param limitFen most that may be charged at this moment
     * @param chargedFen what the fee lines come to
     * @param paidFen what the owner says that it paid, less what was refunded
     * @param confirmedFen what of that the receiver has confirmed
     * @param chargeableFen what may still be charged
     * @param owedFen what is charged and not paid; negative where too much was paid
     */
    record ContractAccount(
            long awardFen,
            long amountFen,
            long limitFen,
            long chargedFen,
            long paidFen,
            long confirmedFen,
            long chargeableFen,
            long owedFen) {}

    /**
     * The published price version that charges rest on.
     *
     * @param priceFen what it comes to for the project's parameters
     * @param validFrom first day on which it held
     * @param validTo first day on which it holds no more; null while it is open
     */
    record ContractPrice(
            UUID entryId,
            long priceFen,
            String form,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /**
     * A document.
     *
     * @param side who proposed it; null for the first
     * @param text the exact text, JSON
     * @param hash SHA-256 of its UTF-8 bytes
     */
    record DocumentView(
            int documentNo,
            @Nullable String side,
            OffsetDateTime at,
            String text,
            String hash,
            List<ConfirmationView> confirmations) {}

    /** A confirmation. */
    record ConfirmationView(String side, OffsetDateTime at) {}

    /** A supplement. */
    record SupplementView(
            int supplementNo,
            String side,
            String ground,
            long amountBeforeFen,
            long amountAfterFen,
            LocalDate deliverBefore,
            LocalDate deliverAfter,
            @Nullable String publicReason,
            String hash,
            String status,
            OffsetDateTime proposedAt,
            @Nullable OffsetDateTime decidedAt) {}

    /** An end of a contract, proposed or agreed. */
    record TerminationView(
            int terminationNo,
            @Nullable String side,
            String ground,
            String reason,
            long settledFen,
            String status,
            OffsetDateTime proposedAt,
            @Nullable OffsetDateTime decidedAt) {}

    /**
     * 审批结果 What the approving department said of the report.
     *
     * @param outcome {@code accepted} or {@code returned}
     * @param document 文号
     */
    record OutcomeView(
            String outcome,
            LocalDate decidedOn,
            @Nullable String document,
            @Nullable String reason) {}

    /** 暂停 While a complaint about the contract is handled nothing of it moves. */
    record ContractHold(String complaintNumber, String reason, OffsetDateTime placedAt) {}

    /**
     * A contract, for those whose it is and those who watch over it.
     *
     * @param boundFen 最高限价 that no supplement goes beyond
     * @param signBy until when it has to be signed; null where it has not to be, or the calendar is
     *     not loaded
     * @param deliverUntil until when its report has to be handed in
     * @param acceptBy when the owner's silence accepts it
     * @param evaluateBy until when the owner may evaluate
     * @param filedFileId the PDF that both sides signed elsewhere
     */
    record ContractView(
            String number,
            String requestNumber,
            int lotNo,
            String title,
            String status,
            ContractParty owner,
            ContractParty agency,
            String regionCode,
            String projectName,
            @Nullable String projectCode,
            String actCode,
            String actName,
            String itemCode,
            String itemName,
            String payer,
            long boundFen,
            long advanceFen,
            LocalDate deliverBy,
            LocalDate awardedOn,
            @Nullable OffsetDateTime signBy,
            @Nullable OffsetDateTime signedAt,
            @Nullable LocalDate signedOn,
            @Nullable OffsetDateTime fileBy,
            @Nullable OffsetDateTime filedAt,
            @Nullable UUID filedFileId,
            @Nullable OffsetDateTime endedAt,
            @Nullable Long settledFen,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate acceptedOn,
            @Nullable Boolean acceptedBySilence,
            List<OutcomeView> outcomes,
            @Nullable OffsetDateTime deliverUntil,
            @Nullable OffsetDateTime acceptBy,
            @Nullable OffsetDateTime evaluateBy,
            boolean overdue,
            @Nullable ContractHold hold,
            @Nullable ContractPrice price,
            ContractAccount account,
            List<DocumentView> documents,
            List<SupplementView> supplements,
            List<TerminationView> terminations) {}

    /**
     * What everybody reads of a filed contract.
     *
     * @param documentHash SHA-256 of the text that both sides confirmed
     */
    record PublicContract(
            String number,
            String requestNumber,
            int lotNo,
            String title,
            String status,
            ContractParty owner,
            ContractParty agency,
            String regionCode,
            String projectName,
            @Nullable String projectCode,
            String actCode,
            String actName,
            String itemCode,
            String itemName,
            String payer,
            long boundFen,
            LocalDate deliverBy,
            LocalDate awardedOn,
            LocalDate signedOn,
            OffsetDateTime filedAt,
            @Nullable OffsetDateTime endedAt,
            @Nullable Long settledFen,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate acceptedOn,
            @Nullable Boolean acceptedBySilence,
            List<OutcomeView> outcomes,
            ContractPrice price,
            ContractAccount account,
            String documentHash,
            List<SupplementView> supplements,
            List<TerminationView> terminations) {}
}
