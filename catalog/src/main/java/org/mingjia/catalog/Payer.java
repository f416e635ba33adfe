package org.mingjia.catalog;

import java.util.Optional;

/** Who bears the fee of a service item 付费主体. */
public enum Payer implements Coded {
    ENTERPRISE("enterprise", "企业付费"),
    /** The authority commissions and pays: a bill to the enterprise is itself the violation. */
    GOVERNMENT("government", "政府付费（不得向企业收取）"),
    EITHER("either", "按委托方确定");

    private final String code;
    private final String label;

    Payer(String code, String label) {
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
    public static Optional<Payer> of(String code) {
        return Coded.find(values(), code);
    }
}
