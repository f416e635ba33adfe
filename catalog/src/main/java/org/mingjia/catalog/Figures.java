package org.mingjia.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a working are written: exact where they end, six places and ≈ where they do
 * not.
 */
final class Figures {
    private static final int PLACES = 6;

    private Figures() {}

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static String plain(Fraction value) {
        return shifted(value, 0);
    }

    private static String shifted(Fraction value, int places) {
        BigDecimal exact = value.terminating();
        BigDecimal shown = exact == null ? value.rounded(PLACES - places) : exact;
        return plain(shown.movePointLeft(places));
    }

    /** 0.011 → 1.1%. */
    static String percent(BigDecimal rate) {
        return plain(rate.movePointRight(2)) + "%";
    }

    /** {@code 265.5}, {@code 4 至 8} or {@code 不低于 7}, in the unit. */
    static String amount(Fraction lowFen, @Nullable Fraction highFen, AmountUnit unit) {
        int places =
                switch (unit) {
                    case WAN_YUAN -> 6;
                    case YUAN -> 2;
                };
        String low = shifted(lowFen, places);
        if (highFen == null) {
            return "不低于 " + low + " " + unit.label();
        }
        return (lowFen.equals(highFen) ? low : low + " 至 " + shifted(highFen, places))
                + " "
                + unit.label();
    }

    /** The sign before a result: = when it is written out in full, else ≈. */
    static String sign(Fraction lowFen, @Nullable Fraction highFen) {
        return exact(lowFen, highFen) ? " = " : " ≈ ";
    }

    static boolean exact(Fraction lowFen, @Nullable Fraction highFen) {
        return lowFen.terminating() != null && (highFen == null || highFen.terminating() != null);
    }
}
