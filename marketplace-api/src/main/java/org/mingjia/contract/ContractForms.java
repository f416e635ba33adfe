package org.mingjia.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the two sides of a contract say. Amounts are whole fen. */
final class ContractForms {

    private ContractForms() {}

    /**
     * What may be agreed on: the rest of a contract follows from the award.
     *
     * @param nodes 付款节点, which come to the amount of the contract
     * @param special further terms; null for none
     */
    record DraftForm(
            @Nullable LocalDate deliverBy,
            @Nullable List<NodeForm> nodes,
            @Nullable String special) {

        /** What a body leaves out comes as null, whatever the type says. */
        List<NodeForm> given() {
            return nodes == null ? List.of() : nodes.stream().filter(Objects::nonNull).toList();
        }
    }

    /**
     * A payment.
     *
     * @param advance whether it may be charged before the contract is filed; no unless said
     */
    record NodeForm(@Nullable String name, @Nullable Long amountFen, @Nullable Boolean advance) {}

    /**
     * Confirms a document.
     *
     * @param hash SHA-256 of the text that was read, hexadecimal
     */
    record ConfirmationForm(@Nullable Integer documentNo, @Nullable String hash) {}

    /**
     * Files a signed contract.
     *
     * @param fileId a PDF that both sides signed elsewhere; null without one
     */
    record ContractFilingForm(@Nullable UUID fileId) {}

    /**
     * A change of a signed contract.
     *
     * @param amountFen the whole amount from then on; as it is unless said
     * @param deliverBy as it is unless said
     * @param publicReason read by everybody; required above a tenth more than the award
     */
    record SupplementForm(
            @Nullable String ground,
            @Nullable Long amountFen,
            @Nullable LocalDate deliverBy,
            @Nullable String publicReason) {}

    /**
     * An end of the contract.
     *
     * @param ground {@code agreement}, {@code project-stopped}, {@code breach}, {@code
     *     force-majeure}; {@code not-signed} for the operator
     * @param settledFen all that is charged in the end
     */
    record TerminationForm(
            @Nullable String ground, @Nullable String reason, @Nullable Long settledFen) {}

    /** An answer to what the other side proposed: {@code accept} or not. */
    record ProposalAnswerForm(@Nullable Boolean accept) {}

    /** Where a contract stands after a step. */
    record ContractStep(String number, String status, int documentNo) {}
}
