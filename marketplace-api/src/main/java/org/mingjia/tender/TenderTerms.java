package org.mingjia.tender;

/**
 * 采购规则 What holds for a method, with these funds, in a region: its own row or the nearest above it.
 *
 * @param noticeDays working days between publication and the earliest deadline
 * @param minimumBids fewer select nobody
 * @param extensionDays working days by which the deadline moves, once, when there are too few
 * @param choiceDays working days that the owner has where the choice is its own
 * @param publicityDays working days between selection and award
 * @param reviewRequired whether the operator reads a request before it is published
 * @param closesOnWorkingDays whether a deadline must lie on a working day
 */
public record TenderTerms(
        String regionCode,
        String method,
        String funds,
        boolean allowed,
        int noticeDays,
        int minimumBids,
        int extensionDays,
        int choiceDays,
        int publicityDays,
        boolean reviewRequired,
        boolean closesOnWorkingDays) {

    /** Codes of the methods, as a pattern. */
    public static final String METHODS =
            "direct|lowest_price|random_draw|lowest_random|best_value|credit_shortlist|mean|mean_random";

    /** Codes of the kinds of funds, as a pattern. */
    public static final String FUNDS = "state|social";
}
