package org.mingjia.offers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.quotes.QuoteRequest;

/**
 * What was said of the project, as an answer repeats it.
 *
 * @param base the base parameter, decimal text in the item's base unit
 * @param quantity units or pieces, decimal text
 * @param selector which of several prices
 * @param factors coefficient by key
 * @param counts pieces by key
 */
public record ProjectParameters(
        @Nullable String base,
        @Nullable String quantity,
        @Nullable String selector,
        @Nullable Map<String, @Nullable String> factors,
        @Nullable Map<String, @Nullable String> counts) {

    /** As they were given in a request. */
    public static ProjectParameters of(QuoteRequest asked) {
        return new ProjectParameters(
                asked.base(), asked.quantity(), asked.selector(), asked.factors(), asked.counts());
    }
}
