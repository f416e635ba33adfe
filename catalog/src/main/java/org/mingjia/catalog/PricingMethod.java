package org.mingjia.catalog;

import java.util.Optional;

/** How a price rule turns parameters into an amount 计价方法. */
public enum PricingMethod implements Coded {
    /** Each part of the base at the rate of its own tier, summed. */
    TIERED_PROGRESSIVE("tiered_progressive", "差额定率累进"),
    /** The one tier that holds the base, linear between the amounts at its bounds. */
    TIERED_FLAT_INTERPOLATED("tiered_flat_interpolated", "分档插值"),
    PERCENTAGE("percentage", "按比例"),
    UNIT("unit", "按单价计量"),
    FIXED("fixed", "定额"),
    RANGE("range", "区间");

    private final String code;
    private final String label;

    PricingMethod(String code, String label) {
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

    /**
     * Whether the price depends on a base (an investment, an area), not on a quantity of services.
     */
    boolean usesBase() {
        return this != UNIT && this != FIXED;
    }

    /** The constant with this code; empty for a code that the catalogue does not know. */
    public static Optional<PricingMethod> of(String code) {
        return Coded.find(values(), code);
    }
}
