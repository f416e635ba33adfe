package org.mingjia.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of cells of one row of which the first must not exceed the second. The database has the
 * same checks; here they are told by row and column.
 */
enum InOrder {
    ADJUSTMENT("adjust_min", "adjust_max", "adjust_min", "low-above-high", true),
    LIMITS("floor_fen", "cap_fen", "floor_fen", "floor-above-cap", true),
    EFFECT("effective_from", "effective_to", "effective_from", "from-after-to", true),
    TIER("lower_bound", "upper_bound", "upper_bound", "empty-tier", false),
    AMOUNTS("low_amount", "high_amount", "low_amount", "low-above-high", true);

    private final String low;
    private final String high;
    private final String blamed;
    private final String rule;
    private final boolean mayBeEqual;

    InOrder(String low, String high, String blamed, String rule, boolean mayBeEqual) {
        this.low = low;
        this.high = high;
        this.blamed = blamed;
        this.rule = rule;
        this.mayBeEqual = mayBeEqual;
    }

    /** Is told of a pair that is out of order. */
    @FunctionalInterface
    interface Complaint {
        void about(String column, String rule, String detail);
    }

    /**
     * Whether all pairs of a row are in order; cells that are blank or unfit are in nobody's way.
     */
    static boolean check(Map<String, @Nullable Object> row, Complaint complaint) {
        boolean fit = true;
        for (InOrder pair : values()) {
            Object low = row.get(pair.low);
            Object high = row.get(pair.high);
            if (low == null || high == null) {
                continue;
            }
            int order = compare(low, high);
            if (order > 0 || (order == 0 && !pair.mayBeEqual)) {
                complaint.about(
                        pair.blamed,
                        pair.rule,
                        pair.low
                                + " "
                                + low
                                + " 应"
                                + (pair.mayBeEqual ? "不大于 " : "小于 ")
                                + pair.high
                                + " "
                                + high);
                fit = false;
            }
        }
        return fit;
    }

    /** Both are of the same column type: decimals, whole numbers, or dates as ISO text. */
    @SuppressWarnings("unchecked")
    private static int compare(Object low, Object high) {
        return ((Comparable<Object>) low).compareTo(high);
    }
}
