package org.mingjia.catalog;

import java.util.Optional;

/**
 * How the price of a service item comes about 定价形式; it decides what a charge is checked against.
 */
public enum PricingMode implements Coded {
    /** The charge equals the standard. */
    GOVERNMENT_SET("government_set", "政府定价"),
    /** The charge lies within the permitted interval. */
    GOVERNMENT_GUIDED("government_guided", "政府指导价"),
    /** The agency's own published price is the ceiling; a rule can only be a benchmark. */
    MARKET("market", "市场调节价");

    private final String code;
    private final String label;

    PricingMode(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** The constant with this code; empty for a code that the catalogue does not know. */
    public static Optional<PricingMode> of(String code) {
        return Coded.find(values(), code);
    }
}
