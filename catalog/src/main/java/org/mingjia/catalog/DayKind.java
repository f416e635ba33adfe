package org.mingjia.catalog;

import java.util.Optional;

/** How a day of the published holiday notice differs from the plain Monday-to-Friday week. */
public enum DayKind implements Coded {
    HOLIDAY("holiday", "放假"),
    /** A day of a weekend that is worked 调休. */
    WORKDAY("workday", "调休上班");

    private final String code;
    private final String label;

    DayKind(String code, String label) {
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
    public static Optional<DayKind> of(String code) {
        return Coded.find(values(), code);
    }
}
