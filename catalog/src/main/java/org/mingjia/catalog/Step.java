package org.mingjia.catalog;

import java.util.Optional;

/** What a line of a working does to the amount. */
public enum Step implements Coded {
    TIER("tier", "分档"),
    INTERPOLATION("interpolation", "插入法"),
    AMOUNT("amount", "金额"),
    FACTOR("factor", "系数"),
    ADJUSTMENT("adjustment", "浮动"),
    FLOOR("floor", "最低收费"),
    CAP("cap", "最高限额"),
    ROUNDING("rounding", "取整到分");

    private final String code;
    private final String label;

    Step(String code, String label) {
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
    public static Optional<Step> of(String code) {
        return Coded.find(values(), code);
    }
}
