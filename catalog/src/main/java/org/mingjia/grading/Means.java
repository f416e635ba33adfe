package org.mingjia.grading;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** 类别均值 The mean of what was evaluated in each category, over all agencies of the year. */
public final class Means {

    private final Formula formula;
    private final SortedMap<String, Tally> categories = new TreeMap<>();
    private Tally market = new Tally(0, 0);

    /** Of nothing yet. */
    public Means(Formula formula) {
        this.formula = formula;
    }

    /**
     * What was evaluated.
     *
     * @param stars of four dimensions together
     */
    public record Tally(long stars, long evaluations) {

        Tally with(long more) {
            return new Tally(stars + more, evaluations + 1);
        }

        /** In stars, 1 to 5; null of nothing. */
        @Nullable Fraction mean() {
            return evaluations == 0 ? null : Fraction.of(stars, 4 * evaluations);
        }
    }

    /** Counts an agency's contracts in. */
    public void count(AgencyYear agency) {
        for (var contract : agency.contracts()) {
            Integer stars = contract.stars();
            if (stars != null) {
                categories.merge(
                        contract.category(),
                        new Tally(stars, 1),
                        (before, one) -> before.with(one.stars()));
                market = market.with(stars);
            }
        }
    }

    /** Every category of which something was evaluated. */
    public SortedMap<String, Tally> categories() {
        return new TreeMap<>(categories);
    }

    /** The market's mean, or the prior where nothing was evaluated at all. */
    public Fraction market() {
        Fraction mean = market.mean();
        return mean == null ? Fraction.of(formula.priorHundredths(), 100) : mean;
    }

    /** Of a category; the market's where nothing of it was evaluated. */
    public Fraction of(String category) {
        Tally tally = categories.get(category);
        Fraction mean = tally == null ? null : tally.mean();
        return mean == null ? market() : mean;
    }

    /**
     * Towards what an agency is drawn: the mean of its categories by its evaluated contracts; with
     * none evaluated by its contracts; without a contract the market's.
     */
    public Fraction towards(AgencyYear agency) {
        boolean evaluated = agency.contracts().stream().anyMatch(c -> c.stars() != null);
        Map<String, Integer> counts = new TreeMap<>();
        int all = 0;
        for (var contract : agency.contracts()) {
            if (!evaluated || contract.stars() != null) {
                counts.merge(contract.category(), 1, Integer::sum);
                all++;
            }
        }
        if (all == 0) {
            return market();
        }
        Fraction sum = Fraction.ZERO;
        for (var category : counts.entrySet()) {
            sum = sum.plus(of(category.getKey()).times(category.getValue()));
        }
        return sum.divided(all);
    }
}
