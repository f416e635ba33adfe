package org.mingjia.catalog;

import java.util.Optional;

/** The unit in which the amounts of a price rule are written. */
public enum AmountUnit implements Coded {
    WAN_YUAN("万元", 1_000_000),
    YUAN("元", 100);

    private final String code;
    private final long fen;

    AmountUnit(String code, long fen) {
        this.code = code;
        this.fen = fen;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return code;
    }

    /** How many fen one unit is. */
    public long fen() {
        return fen;
    }

    /** The constant with this code; empty for a code that the catalogue does not know. */
    public static Optional<AmountUnit> of(String code) {
        return Coded.find(values(), code);
    }
}
