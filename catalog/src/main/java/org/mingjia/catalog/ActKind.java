package org.mingjia.catalog;

import java.util.Optional;

/** The kind of an administrative act 行政行为. */
public enum ActKind implements Coded {
    LICENCE("licence", "行政许可"),
    PENALTY("penalty", "行政处罚"),
    COERCION("coercion", "行政强制"),
    CONFIRMATION("confirmation", "行政确认"),
    LEVY("levy", "行政征收"),
    INSPECTION("inspection", "行政检查"),
    OTHER("other", "其他行政权力");

    private final String code;
    private final String label;

    ActKind(String code, String label) {
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
    public static Optional<ActKind> of(String code) {
        return Coded.find(values(), code);
    }
}
