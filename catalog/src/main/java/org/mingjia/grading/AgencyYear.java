package org.mingjia.grading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that counts of an agency in a year.
 *
 * @param uscc unified social credit code
 * @param admittedOn ISO date of its admission
 * @param supervision 0 to 100; null where nobody looked
 * @param items which it offered on the last day of the year
 * @param priced how many of them had a published price on that day
 */
public record AgencyYear(
        String uscc,
        String admittedOn,
        @Nullable Integer supervision,
        int items,
        int priced,
        List<Contract> contracts,
        List<Finding> findings) {

    public AgencyYear {
        contracts = List.copyOf(contracts);
        findings = List.copyOf(findings);
    }

    /**
     * A contract that was accepted in the year, or ended in it by the agency's breach.
     *
     * @param category of its item when it was signed
     * @param outcome {@code accepted} or {@code breach}
     * @param endedOn ISO date of either
     * @param deliveredOn ISO date of the delivery that was accepted; null for none
     * @param stars of four dimensions together, 4 to 20; null where no evaluation counts
     * @param priceViolation whether a charge of it was found to break the price law
     */
    public record Contract(
            String number,
            String category,
            String outcome,
            String endedOn,
            @Nullable String deliveredOn,
            String deliverBy,
            @Nullable Integer stars,
            boolean priceViolation) {

        /** Whether it was delivered in time; a breach never was. */
        public boolean isOnTime() {
            return outcome.equals("accepted")
                    && deliveredOn != null
                    && deliveredOn.compareTo(deliverBy) <= 0;
        }
    }

    /**
     * What was found of its conduct.
     *
     * @param kind as {@link Formula.Deductions#of} knows it
     * @param foundOn ISO date
     * @param source number of the complaint or document; null without one
     */
    public record Finding(String kind, String foundOn, @Nullable String source, String ground) {}
}
