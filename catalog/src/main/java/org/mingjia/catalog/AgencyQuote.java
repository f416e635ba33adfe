package org.mingjia.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agency's price comes to for one project: one amount, or why there is none. */
public sealed interface AgencyQuote {

    /**
     * The price, exact to the fen.
     *
     * @param rule the standard under an {@link PriceForm.OnRule}, else null
     */
    record Priced(long fen, PriceForm form, @Nullable PriceRule rule, Parameters parameters)
            implements AgencyQuote {

        /** The way to the price, line by line; computed when asked for. */
        public List<WorkingLine> working() {
            return AgencyPrice.working(this);
        }
    }

    /** No price follows from these parameters, and none is made up. */
    record NoPrice(Reason reason, String text) implements AgencyQuote {}

    /** Why no price follows. */
    enum Reason {
        OUTSIDE_TIERS("outside-tiers"),
        NOT_IN_EFFECT("not-in-effect"),
        AMOUNTS_UNKNOWN("amounts-unknown"),
        NO_SUCH_SELECTOR("no-such-selector"),
        INTERVAL("interval"),
        PARAMETERS("parameters");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** Stable and public. */
        public String code() {
            return code;
        }

        static Reason of(Quote.Reason reason) {
            return switch (reason) {
                case OUTSIDE_TIERS -> OUTSIDE_TIERS;
                case NOT_IN_EFFECT -> NOT_IN_EFFECT;
                case AMOUNTS_UNKNOWN -> AMOUNTS_UNKNOWN;
                case NO_SUCH_SELECTOR -> NO_SUCH_SELECTOR;
            };
        }
    }
}
