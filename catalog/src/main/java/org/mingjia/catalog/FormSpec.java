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
