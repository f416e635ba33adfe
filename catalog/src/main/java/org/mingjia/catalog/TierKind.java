package org.mingjia.catalog;

import java.util.Optional;

/** What the figures of one tier mean 档次类型. */
public enum TierKind implements Coded {
    /**
     * Rate on the part of the base inside the tier; low and high instead of one rate bound the
     * rate.
     */
    MARGINAL_RATE("marginal_rate", "差额费率"),
    /** Low amount at the lower bound, high amount at the upper one, linear between. */
    INTERP("interp", "插入法"),
    /** Rate on the whole base. */
    FLAT_RATE("flat_rate", "全额费率"),
    /** Anything from the low to the high amount. */
    RANGE("range", "区间"),
    /** At least this amount; no upper limit is stated. */
    OPEN_FLOOR("open_floor", "不低于"),
    /** Amount for each unit of the quantity. */
    UNIT_AMOUNT("unit_amount", "单价"),
    /** Amount for each service; the quantity is one when it is not given. */
    FIXED_AMOUNT("fixed_amount", "定额");

    private final String code;
    private final String label;

    TierKind(String code, String label) {
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
    public static Optional<TierKind> of(String code) {
        return Coded.find(values(), code);
    }
}
