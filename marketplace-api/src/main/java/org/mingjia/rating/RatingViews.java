package org.mingjia.rating;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.grading.Formula.Deductions;
import org.mingjia.grading.Formula.Grades;
import org.mingjia.grading.Formula.Weights;

/** What is read of ratings. Scores are whole hundredths of a point. */
final class RatingViews {

    private RatingViews() {}

    /**
     * A version of the formula.
     *
     * @param version from 1
     * @param priorHundredths of a star, where nobody of the market was evaluated
     */
    record FormulaView(
            int version,
            Weights weights,
            int priorHundredths,
            int shrinkage,
            int unsupervised,
            int leastContracts,
            Deductions deductions,
            Grades grades,
            int warnBelow,
            String reason,
            OffsetDateTime at) {}

    /** All versions, the last first. */
    record FormulasView(List<FormulaView> items) {}

    /**
     * A run in the list.
     *
     * @param status publicity, final or superseded; computing only for the operator
     * @param appealBy last day of the publicity; null where it is not known
     */
    record ListedRun(
            int year,
            int version,
            String status,
            int formulaVersion,
            @Nullable Integer agencies,
            @Nullable Integer contracts,
            @Nullable LocalDate publishedOn,
            @Nullable LocalDate appealBy,
            @Nullable OffsetDateTime finalAt,
            String place) {}

    /** How many have a grade, and how many have none. */
    record GradeCounts(long a, long b, long c, long d, long ungraded) {}

    /**
     * Graded agencies with scores from {@code from} on, five points wide; the last holds a hundred.
     */
    record ScoreBin(int from, long agencies) {}

    /**
     * The mean of a category, exact.
     *
     * @param stars of four dimensions, added up
     */
    record CategoryMean(String category, long stars, long evaluations) {}

    /** Appeals against a version. */
    record AppealCounts(long open, long upheld, long rejected) {}

    /**
     * A version of a year's rating.
     *
     * @param inputsHash SHA-256 of the inputs as they are downloaded
     * @param resultsHash SHA-256 of the results as they are downloaded
     * @param frozenAt the moment at which all inputs were so
     */
    record RunView(
            int year,
            int version,
            String status,
            FormulaView formula,
            int agencies,
            int contracts,
            String inputsHash,
            String resultsHash,
            OffsetDateTime frozenAt,
            LocalDate publishedOn,
            int publicityDays,
            @Nullable LocalDate appealBy,
            @Nullable OffsetDateTime finalAt,
            @Nullable OffsetDateTime supersededAt,
            GradeCounts grades,
            List<ScoreBin> histogram,
            List<CategoryMean> means,
            AppealCounts appeals) {}

    /**
     * An agency in a year's list.
     *
     * @param rank among the graded; equals share one
     * @param score null without a contract
     * @param ungraded why it has no grade: no-contracts, few-contracts or new
     */
    record ListedRating(
            @Nullable Integer rank,
            String uscc,
            String name,
            @Nullable Integer score,
            @Nullable String grade,
            @Nullable String ungraded,
            int contracts,
            int evaluated,
            int year,
            int version,
            String status,
            String place) {}

    /**
     * A part of a score.
     *
     * @param part quality, timeliness, pricing, supervision or completeness
     * @param value exact, 0 to 1; null where there is nothing to compute it from
     * @param points the weight's share in hundredths of a point, rounded by itself
     */
    record PartView(String part, int weight, @Nullable String value, @Nullable Integer points) {}

    /**
     * What an agency was given in a year by the version that counts.
     *
     * @param deducted whole points
     */
    record YearView(
            int year,
            int version,
            String status,
            @Nullable Integer score,
            @Nullable String grade,
            @Nullable String ungraded,
            @Nullable Integer rank,
            int graded,
            int contracts,
            int evaluated,
            int deducted,
            List<PartView> parts) {}

    /**
     * All years of an agency, the last first.
     *
     * @param current the last year that was rated; null without one
     */
    record CardView(String uscc, String name, @Nullable YearView current, List<YearView> years) {}

    /** A contract that counts. */
    record CountedContract(
            String number,
            String category,
            String outcome,
            LocalDate endedOn,
            @Nullable LocalDate deliveredOn,
            LocalDate deliverBy,
            boolean onTime,
            @Nullable Integer stars,
            boolean priceViolation) {}

    /** What was deducted for. */
    record CountedFinding(
            String kind, LocalDate foundOn, @Nullable String source, String ground, int points) {}

    /**
     * How a score comes about, down to the contracts.
     *
     * @param mean towards which quality is drawn, in stars, exact
     * @param stars of four dimensions, added up over the evaluated contracts
     * @param onTime contracts
     * @param clean contracts without a price violation
     * @param supervision null for 未检查
     * @param items offered on the last day of the year
     * @param priced of them, with a published price on that day
     * @param line the input as it was frozen
     */
    record WorkingView(
            String uscc,
            String name,
            LocalDate admittedOn,
            YearView result,
            FormulaView formula,
            String mean,
            long stars,
            int onTime,
            int clean,
            @Nullable Integer supervision,
            int items,
            int priced,
            List<CountedContract> contracts,
            List<CountedFinding> findings,
            String line) {}

    /** An appeal. */
    record ListedRatingAppeal(
            UUID id,
            int year,
            int version,
            String uscc,
            String agencyName,
            String text,
            OffsetDateTime at,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt,
            String place) {}
}
