package org.mingjia.complaint;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of complaints. Amounts are whole fen. */
final class ComplaintViews {

    private ComplaintViews() {}

    /**
     * A complaint that was received.
     *
     * @param desk {@code operator}, {@code department}, {@code price} or {@code discipline}
     * @param queryToken said once and kept nowhere; null when the answer is repeated
     */
    record ComplaintFiled(String number, String status, String desk, @Nullable String queryToken) {}

    /** Where a complaint stands after a step. */
    record ComplaintStep(String number, String status, String desk) {}

    /**
     * One of a list.
     *
     * @param side {@code complainant} or {@code against}; null for desks
     * @param dueBy of the next step of the desk; null where there is none, or the calendar is not
     *     known
     */
    record ListedComplaint(
            String number,
            String subject,
            String status,
            String desk,
            @Nullable String side,
            @Nullable String requestNumber,
            @Nullable String contractNumber,
            String regionCode,
            String againstName,
            OffsetDateTime at,
            @Nullable OffsetDateTime dueBy,
            boolean overdue,
            @Nullable String outcome,
            @Nullable OffsetDateTime decidedAt,
            String place) {}

    /** An organisation; a natural person has no code. */
    record Party(@Nullable String uscc, String name) {}

    /**
     * A complaint for its parties and desks.
     *
     * @param side {@code complainant} or {@code against}; null for desks
     * @param complainant not said to the one complained about
     * @param text said to the one complained about once it is accepted
     * @param fileIds of the complainant; none to the one complained about
     * @param acceptBy until when it is accepted or refused; this and the other periods end at that
     *     instant, and are null where they do not run or the calendar is not known
     * @param refundFen that was ordered
     */
    record ComplaintView(
            String number,
            String subject,
            String status,
            String desk,
            @Nullable String side,
            @Nullable String requestNumber,
            @Nullable String contractNumber,
            @Nullable Integer lotNo,
            String regionCode,
            @Nullable Party complainant,
            Party against,
            String text,
            List<UUID> fileIds,
            OffsetDateTime at,
            @Nullable OffsetDateTime acceptBy,
            @Nullable OffsetDateTime statementBy,
            @Nullable OffsetDateTime decideBy,
            boolean overdue,
            @Nullable String passedFrom,
            @Nullable String passedReason,
            @Nullable OffsetDateTime acceptedAt,
            @Nullable String refusalRule,
            @Nullable String refusalReason,
            @Nullable OffsetDateTime refusedAt,
            @Nullable OffsetDateTime extendedAt,
            @Nullable String extensionReason,
            @Nullable String statement,
            @Nullable OffsetDateTime statedAt,
            @Nullable String outcome,
            @Nullable String findings,
            @Nullable String summary,
            @Nullable List<String> effects,
            @Nullable Long refundFen,
            @Nullable OffsetDateTime decidedAt,
            @Nullable OffsetDateTime withdrawnAt,
            List<HoldView> holds) {}

    /**
     * What was held.
     *
     * @param target {@code request} or {@code contract}
     * @param number its number
     */
    record HoldView(
            String target,
            String number,
            String reason,
            OffsetDateTime placedAt,
            @Nullable OffsetDateTime liftedAt,
            @Nullable String liftReason) {}

    /**
     * What the query token shows, of a complaint or of a lead.
     *
     * @param kind {@code complaint} or {@code lead}
     * @param reason of a refusal or an extension
     * @param answer findings of a complaint, or the answer to a lead
     * @param turnedInto what a lead has become
     */
    record QueriedStatus(
            String number,
            String kind,
            String subject,
            String desk,
            String status,
            OffsetDateTime at,
            @Nullable OffsetDateTime acceptBy,
            @Nullable OffsetDateTime decideBy,
            boolean overdue,
            @Nullable OffsetDateTime acceptedAt,
            @Nullable String refusalRule,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable String answer,
            @Nullable String summary,
            @Nullable List<String> effects,
            @Nullable String turnedInto,
            @Nullable OffsetDateTime answeredAt) {}

    /**
     * A decided complaint, as everybody reads it: who complained is not said, and the one
     * complained about is named where it is an agency and the complaint was upheld.
     *
     * @param effects {@code award-cancelled}, {@code refund-owed}, {@code finding}, {@code
     *     sanction}
     */
    record PublishedOutcome(
            String number,
            String subject,
            String regionCode,
            LocalDate decidedOn,
            String outcome,
            @Nullable String agencyUscc,
            @Nullable String agencyName,
            List<String> effects,
            @Nullable Long refundFen,
            String summary,
            String place) {}
}
