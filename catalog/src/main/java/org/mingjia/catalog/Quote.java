package org.mingjia.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a price rule: a lawful interval, or the statement that no standard applies. */
public sealed interface Quote {
    PriceRule rule();

    Parameters parameters();

    /**
     * A permitted interval, both ends included, in whole fen.
     *
     * @param maxFen null = the document states no upper limit
     * @param baselineMinFen before the permitted variation 浮动, after floor and cap
     * @param baselineMaxFen null = open above
     */
    record Priced(
            PriceRule rule,
            Parameters parameters,
            long minFen,
            @Nullable Long maxFen,
            long baselineMinFen,
            @Nullable Long baselineMaxFen)
            implements Quote {

        /** The way from the parameters to the interval, line by line; computed when asked for. */
        public List<WorkingLine> working() {
            return rule.working(parameters, null);
        }
    }

    /** The rule does not say a price for these parameters, and none is made up. */
    record NoStandard(PriceRule rule, Parameters parameters, Reason reason) implements Quote {
        /** A Chinese sentence with the bounds, dates or names that were missed. */
        public String text() {
            return rule.explain(this);
        }
    }

    /** Why no standard applies. */
    enum Reason {
        OUTSIDE_TIERS("outside-tiers"),
        NOT_IN_EFFECT("not-in-effect"),
        AMOUNTS_UNKNOWN("amounts-unknown"),
        NO_SUCH_SELECTOR("no-such-selector");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
