package org.mingjia.grading;

/**
 * A version of the published formula: {@code score = w·Q + w·T + w·P + w·S + w·C − D}, whole
 * numbers only.
 *
 * @param weights of the five parts, which come to a hundred
 * @param priorHundredths of a star, where nobody of the market was evaluated
 * @param shrinkage how many evaluations at the category's mean every agency begins with
 * @param unsupervised 0 to 100: what counts where nobody looked
 * @param leastContracts with fewer an agency gets no grade
 * @param deductions points for each finding
 * @param grades from how many points
 * @param warnBelow a grade C with fewer points is warned of
 */
public record Formula(
        int version,
        Weights weights,
        int priorHundredths,
        int shrinkage,
        int unsupervised,
        int leastContracts,
        Deductions deductions,
        Grades grades,
        int warnBelow) {

    /**
     * Points of a full part: quality of the work, delivery in time, charging as published, what
     * supervision found, completeness of publication.
     */
    public record Weights(
            int quality, int timeliness, int pricing, int supervision, int completeness) {

        /** What they come to. */
        public int sum() {
            return quality + timeliness + pricing + supervision + completeness;
        }
    }

    /** Points for each: 投诉成立、弄虚作假、无正当理由拒签、价格违规. */
    public record Deductions(
            int complaintUpheld, int falseMaterial, int refusedToSign, int priceViolation) {

        /** Of one kind of finding, as the market keeps it. */
        public int of(String kind) {
            return switch (kind) {
                case "complaint_upheld" -> complaintUpheld;
                case "false_material" -> falseMaterial;
                case "refused_to_sign" -> refusedToSign;
                case "price_violation" -> priceViolation;
                default -> throw new IllegalArgumentException("no kind of finding: " + kind);
            };
        }
    }

    /** Whole points from which a grade is given; below the last it is D. */
    public record Grades(int a, int b, int c) {

        /** The grade of a score in hundredths. */
        public String of(int score) {
            return score >= a * 100 ? "A" : score >= b * 100 ? "B" : score >= c * 100 ? "C" : "D";
        }
    }

    public Formula {
        if (weights.sum() != 100) {
            throw new IllegalArgumentException("weights come to " + weights.sum());
        }
        if (shrinkage < 1 || leastContracts < 1) {
            throw new IllegalArgumentException(
                    "shrinkage and least contracts are one at the least");
        }
    }

    /** The one that a market begins with. */
    public static final Formula FIRST =
            new Formula(
                    1,
                    new Weights(40, 20, 15, 15, 10),
                    300,
                    5,
                    100,
                    3,
                    new Deductions(3, 20, 5, 10),
                    new Grades(90, 80, 60),
                    70);
}
