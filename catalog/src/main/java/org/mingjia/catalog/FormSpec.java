package org.mingjia.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a calculator must ask for to price a rule; null where the rule has no use for it. */
public record FormSpec(
        @Nullable BaseField base,
        @Nullable QuantityField quantity,
        @Nullable SelectorField selector,
        List<Factor> factors) {

    public FormSpec {
        factors = List.copyOf(factors);
    }

    static FormSpec of(PriceRuleDefinition rule, List<String> selectors, boolean mustSelect) {
        if (!rule.tiersKnown()) {
            return new FormSpec(null, null, null, List.of());
        }
        String label = rule.baseParameter();
        String unit = rule.baseUnit();
        boolean fixed = rule.method() == PricingMethod.FIXED;
        boolean usesBase = rule.method().usesBase();
        return new FormSpec(
                usesBase ? new BaseField(true, label, unit) : null,
                usesBase ? null : new QuantityField(!fixed, label, unit, fixed ? "1" : null),
                selectors.isEmpty() ? null : new SelectorField(mustSelect, selectors),
                rule.factors());
    }

    /** The base parameter, greater than zero. */
    public record BaseField(boolean required, String label, String unit) {}

    /**
     * How many units or services.
     *
     * @param defaultValue a decimal; null when the quantity must be given
     */
    public record QuantityField(
            boolean required, String label, String unit, @Nullable String defaultValue) {}

    /** The choice of one price among several. */
    public record SelectorField(boolean required, List<String> options) {
        public SelectorField {
            options = List.copyOf(options);
        }
    }
}
