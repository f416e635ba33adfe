package org.mingjia.rating;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said about ratings. */
final class RatingForms {

    private RatingForms() {}

    /**
     * A rating to be computed.
     *
     * @param year which is over
     * @param formulaVersion the last one unless said
     */
    record RunForm(@Nullable Integer year, @Nullable Integer formulaVersion) {}

    /**
     * Where a rating stands.
     *
     * @param status computing, publicity, final or superseded
     */
    record RunStep(int year, int version, String status) {}

    /** Against what an agency was given. */
    record RatingAppealForm(@Nullable String text) {}

    /**
     * Decides over an appeal.
     *
     * @param decision {@code upheld}: the inputs are corrected, and a new version is computed; or
     *     {@code rejected}
     */
    record RatingAppealDecisionForm(@Nullable String decision, @Nullable String reason) {}

    /** An appeal, as it stands now. */
    record RatingAppealStep(UUID id, @Nullable String decision) {}

    /** Points of a full part; they come to a hundred. */
    record WeightsForm(
            @Nullable Integer quality,
            @Nullable Integer timeliness,
            @Nullable Integer pricing,
            @Nullable Integer supervision,
            @Nullable Integer completeness) {}

    /** Points for each finding. */
    record DeductionsForm(
            @Nullable Integer complaintUpheld,
            @Nullable Integer falseMaterial,
            @Nullable Integer refusedToSign,
            @Nullable Integer priceViolation) {}

    /** Whole points from which a grade is given; below {@code c} it is D. */
    record GradesForm(@Nullable Integer a, @Nullable Integer b, @Nullable Integer c) {}

    /**
     * A new version of the formula; what is left out stays as it was.
     *
     * @param basedOn the version it was made of: refused where there is another by now
     * @param priorHundredths of a star, where nobody of the market was evaluated
     * @param shrinkage evaluations at the category's mean that every agency begins with
     * @param unsupervised what counts where nobody looked
     * @param leastContracts with fewer there is no grade
     * @param warnBelow a grade C below this is warned of
     * @param reason read by everybody
     */
    record FormulaForm(
            @Nullable Integer basedOn,
            @Nullable WeightsForm weights,
            @Nullable Integer priorHundredths,
            @Nullable Integer shrinkage,
            @Nullable Integer unsupervised,
            @Nullable Integer leastContracts,
            @Nullable DeductionsForm deductions,
            @Nullable GradesForm grades,
            @Nullable Integer warnBelow,
            @Nullable String reason) {}
}
