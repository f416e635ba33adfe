package org.mingjia.bench.figures;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param what is measured
 * @param value in the unit
 * @param unit such as ×, ms, MiB, rows/s
 * @param target as it is written, such as {@code ≥ 0.8}; null when there is none
 * @param met whether the target is met; null when there is none
 * @param limit what the value is made of, and what limits it
 */
record Figure(
        String what,
        double value,
        String unit,
        @Nullable String target,
        @Nullable Boolean met,
        String limit) {

    static Figure plain(String what, double value, String unit, String limit) {
        return new Figure(what, value, unit, null, null, limit);
    }

    static Figure atLeast(String what, double value, String unit, double target, String limit) {
        return new Figure(what, value, unit, "≥ " + target, value >= target, limit);
    }

    static Figure atMost(String what, double value, String unit, double target, String limit) {
        return new Figure(what, value, unit, "≤ " + target, value <= target, limit);
    }
}
