package org.mingjia.catalog;

import java.util.Optional;

/** The legal force of a price rule today 效力状态. */
public enum RuleStatus implements Coded {
    /** Binding: the only status under which a rule is a legal ceiling. */
    IN_FORCE("in_force", "现行有效"),
    /** Was binding, then replaced by a later rule. */
    SUPERSEDED("superseded", "已被替代"),
    /** A benchmark of the market, never a legal ceiling. */
    REFERENCE_ONLY("reference_only", "仅供参考");

    private final String code;
    private final String label;

    RuleStatus(String code, String label) {
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
    public static Optional<RuleStatus> of(String code) {
        return Coded.find(values(), code);
    }
}
