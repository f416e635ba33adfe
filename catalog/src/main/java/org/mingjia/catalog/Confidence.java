package org.mingjia.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How well a fact of the catalogue is supported by its source 可信度. */
public enum Confidence implements Coded {
    HIGH("high", "高"),
    MEDIUM("medium", "中"),
    LOW("low", "低");

    private final String code;
    private final String label;

    Confidence(String code, String label) {
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
    public static Optional<Confidence> of(String code) {
        return Coded.find(values(), code);
    }

    /**
     * Whether the fact may be shown without the mark 待核实: confidence is high and its notes do not
     * say 待核.
     */
    public boolean verified(@Nullable String notes) {
        return this == HIGH && (notes == null || !notes.contains("待核"));
    }
}
