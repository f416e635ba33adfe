package org.mingjia.complaint;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.agency.Sanctions.SanctionOrder;

/** What the parties and the desk of a complaint send. */
final class ComplaintForms {

    private ComplaintForms() {}

    /**
     * A complaint.
     *
     * @param subject {@code selection}, {@code fee}, {@code quality}, {@code conduct} or {@code
     *     delay}
     * @param requestNumber of the notice that it is about; either this or the next
     * @param contractNumber of the contract that it is about
     * @param agencyUscc of a notice: the bidder complained about; without one it is the owner
     * @param fileIds own uploads, at most ten
     */
    record ComplaintForm(
            @Nullable String subject,
            @Nullable String requestNumber,
            @Nullable String contractNumber,
            @Nullable String agencyUscc,
            @Nullable String text,
            @Nullable List<UUID> fileIds) {

        /** What a body leaves out comes as null, whatever the type says. */
        List<UUID> given() {
            return fileIds == null
                    ? List.of()
                    : fileIds.stream().filter(Objects::nonNull).distinct().toList();
        }
    }

    /**
     * 受理 The complaint is taken up.
     *
     * @param hold what stands still from now on: {@code request} or {@code contract}; null for
     *     nothing
     * @param reason of the hold
     */
    record AcceptanceForm(@Nullable String hold, @Nullable String reason) {}

    /**
     * 不予受理.
     *
     * @param rule {@code out-of-scope}, {@code no-grounds}, {@code handled-elsewhere} or {@code
     *     repeated}
     */
    record RefusalForm(@Nullable String rule, @Nullable String reason) {}

    /** 转办 To another desk, once. */
    record TransferForm(@Nullable String desk, @Nullable String reason) {}

    /**
     * A hold, or its end.
     *
     * @param target {@code request} or {@code contract}
     */
    record HoldForm(@Nullable String target, @Nullable String reason) {}

    /** 陈述 Of the one complained about. */
    record StatementForm(@Nullable String text) {}

    /**
     * 处理决定.
     *
     * @param outcome {@code upheld}, {@code partly} or {@code rejected}
     * @param findings for the two parties
     * @param summary for everybody: without the names of persons; what looks like one, and numbers
     *     of papers and telephones, are masked all the same
     * @param effects what follows; null for nothing
     */
    record ComplaintDecisionForm(
            @Nullable String outcome,
            @Nullable String findings,
            @Nullable String summary,
            @Nullable EffectsForm effects) {}

    /**
     * What follows from a decision, any of.
     *
     * @param cancelAwardOfLot 取消中选 of that lot
     * @param refundFen 应退费用, in fen
     * @param findings kinds that go into the agency's record beside the complaint itself: {@code
     *     false_material}, {@code refused_to_sign}, {@code price_violation}
     * @param sanction of the operator's
     */
    record EffectsForm(
            @Nullable Integer cancelAwardOfLot,
            @Nullable Long refundFen,
            @Nullable List<String> findings,
            @Nullable SanctionOrder sanction) {

        static final EffectsForm NONE = new EffectsForm(null, null, null, null);

        List<String> kinds() {
            return findings == null
                    ? List.of()
                    : findings.stream().filter(Objects::nonNull).distinct().toList();
        }

        boolean isEmpty() {
            return cancelAwardOfLot == null
                    && refundFen == null
                    && kinds().isEmpty()
                    && sanction == null;
        }
    }
}
