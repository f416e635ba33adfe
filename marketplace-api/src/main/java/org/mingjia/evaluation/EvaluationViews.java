package org.mingjia.evaluation;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of evaluations. Means are decimals of two places, half up; null of nothing. */
final class EvaluationViews {

    private EvaluationViews() {}

    /**
     * The evaluation of one contract, and what may be said of it until when.
     *
     * @param evaluateBy until when the owner may evaluate; null where it may not, has, or the
     *     calendar is not loaded
     * @param replyBy until when the agency may answer and appeal
     */
    record ContractEvaluation(
            String number,
            String title,
            String status,
            @Nullable LocalDate acceptedOn,
            @Nullable OffsetDateTime evaluateBy,
            @Nullable OffsetDateTime replyBy,
            @Nullable StarsView evaluation,
            @Nullable WordsView reply,
            @Nullable AppealView appeal) {}

    /**
     * Stars.
     *
     * @param mean of the four
     * @param counts whether it is in the averages: not when an appeal was upheld
     */
    record StarsView(
            int quality,
            int timeliness,
            int attitude,
            int charging,
            String mean,
            @Nullable String words,
            OffsetDateTime at,
            boolean counts) {}

    /** What the agency answered. */
    record WordsView(String words, OffsetDateTime at) {}

    /** An appeal. */
    record AppealView(
            String words,
            OffsetDateTime at,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt) {}

    /**
     * An evaluation, as everybody reads it.
     *
     * @param annotation why an upheld appeal took it out of the averages; null while it counts
     */
    record ListedEvaluation(
            String contractNumber,
            String title,
            String itemCode,
            String itemName,
            String ownerName,
            int quality,
            int timeliness,
            int attitude,
            int charging,
            String mean,
            @Nullable String words,
            OffsetDateTime at,
            @Nullable String reply,
            boolean counts,
            @Nullable String annotation,
            String place) {}

    /**
     * What an agency's evaluations come to.
     *
     * @param accepted contracts under which the report was accepted
     * @param evaluated how many of them the owner evaluated: the others are 未评价, no star is guessed
     * @param counted how many evaluations are in the averages
     * @param mean of all dimensions
     * @param spread evaluations that count, by rounded mean from one star to five
     * @param onTime how many of the accepted were handed in by their day
     * @param returnedByOwner how many of the accepted the owner had returned at least once
     * @param adopted contracts whose report the approving department accepted in the end
     * @param returnedByDepartment contracts whose report it returned at least once
     */
    record EvaluationSummary(
            String uscc,
            String name,
            int accepted,
            int evaluated,
            int counted,
            @Nullable String quality,
            @Nullable String timeliness,
            @Nullable String attitude,
            @Nullable String charging,
            @Nullable String mean,
            List<Integer> spread,
            int onTime,
            int returnedByOwner,
            int adopted,
            int returnedByDepartment) {}

    /** An appeal in the operator's list; the first ones first. */
    record ListedAppeal(
            String number,
            String title,
            String agencyName,
            String ownerName,
            int quality,
            int timeliness,
            int attitude,
            int charging,
            @Nullable String evaluationWords,
            String words,
            OffsetDateTime at,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt,
            String place) {}
}
