package org.mingjia.grading;

import org.jspecify.annotations.Nullable;

/**
 * What an agency's year comes to. Parts are fractions from 0 to 1, exact.
 *
 * @param contracts that count
 * @param evaluated of them
 * @param mean towards which quality is drawn, in stars
 * @param timeliness null without a contract, as {@code pricing}
 * @param supervised whether anybody looked
 * @param deducted points
 * @param score hundredths of a point, 0 to 10000; null without a contract
 * @param grade A to D; null for an agency that is not graded
 * @param ungraded why it has no grade, else null: {@code no-contracts}, {@code few-contracts},
 *     {@code new}
 */
public record Rated(
        String uscc,
        int contracts,
        int evaluated,
        Fraction mean,
        Fraction quality,
        @Nullable Fraction timeliness,
        @Nullable Fraction pricing,
        Fraction supervision,
        boolean supervised,
        Fraction completeness,
        int deducted,
        @Nullable Integer score,
        @Nullable String grade,
        @Nullable String ungraded) {

    private static final int HUNDRED = 100;

    /**
     * Computes it.
     *
     * @param year which is rated
     * @param means of all agencies of that year
     */
    public static Rated of(Formula formula, int year, Means means, AgencyYear agency) {
        int contracts = agency.contracts().size();
        int evaluated = 0;
        int onTime = 0;
        int clean = 0;
        long stars = 0;
        for (var contract : agency.contracts()) {
            Integer given = contract.stars();
            if (given != null) {
                evaluated++;
                stars += given;
            }
            onTime += contract.isOnTime() ? 1 : 0;
            clean += contract.priceViolation() ? 0 : 1;
        }
        Fraction mean = means.towards(agency);
        int m = formula.shrinkage();
        Fraction quality = Fraction.of(stars, 4).plus(mean.times(m)).divided(5L * (evaluated + m));
        Integer looked = agency.supervision();
        Fraction supervision =
                Fraction.of(looked == null ? formula.unsupervised() : looked, HUNDRED);
        Fraction completeness =
                agency.items() == 0 ? Fraction.ZERO : Fraction.of(agency.priced(), agency.items());
        int deducted =
                agency.findings().stream()
                        .mapToInt(finding -> formula.deductions().of(finding.kind()))
                        .sum();
        Fraction timeliness = contracts == 0 ? null : Fraction.of(onTime, contracts);
        Fraction pricing = contracts == 0 ? null : Fraction.of(clean, contracts);
        Integer score = null;
        if (timeliness != null && pricing != null) {
            var weights = formula.weights();
            Fraction points =
                    quality.times(weights.quality())
                            .plus(timeliness.times(weights.timeliness()))
                            .plus(pricing.times(weights.pricing()))
                            .plus(supervision.times(weights.supervision()))
                            .plus(completeness.times(weights.completeness()))
                            .plus(Fraction.of(-deducted, 1));
            score = Math.clamp(points.hundredths(), 0, HUNDRED * HUNDRED);
        }
        String ungraded =
                contracts == 0
                        ? "no-contracts"
                        : contracts < formula.leastContracts()
                                ? "few-contracts"
                                : isNew(agency, year) ? "new" : null;
        return new Rated(
                agency.uscc(),
                contracts,
                evaluated,
                mean,
                quality,
                timeliness,
                pricing,
                supervision,
                looked != null,
                completeness,
                deducted,
                score,
                score == null || ungraded != null ? null : formula.grades().of(score),
                ungraded);
    }

    /** Admitted after the year's first day, so that it was there for less than the year. */
    private static boolean isNew(AgencyYear agency, int year) {
        return agency.admittedOn().compareTo("%04d-01-01".formatted(year)) > 0;
    }

    /** The line that is published and hashed: ASCII, members in this order, fractions exact. */
    public String line() {
        return "{\"uscc\":\""
                + uscc
                + "\",\"contracts\":"
                + contracts
                + ",\"evaluated\":"
                + evaluated
                + ",\"mean\":"
                + quoted(mean)
                + ",\"quality\":"
                + quoted(quality)
                + ",\"timeliness\":"
                + quoted(timeliness)
                + ",\"pricing\":"
                + quoted(pricing)
                + ",\"supervision\":"
                + quoted(supervision)
                + ",\"supervised\":"
                + supervised
                + ",\"completeness\":"
                + quoted(completeness)
                + ",\"deducted\":"
                + deducted
                + ",\"score\":"
                + score
                + ",\"grade\":"
                + quoted(grade)
                + ",\"ungraded\":"
                + quoted(ungraded)
                + "}";
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "null" : "\"" + value + "\"";
    }
}
