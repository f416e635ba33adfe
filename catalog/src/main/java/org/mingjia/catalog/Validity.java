package org.mingjia.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something holds: from (inclusive) up to but not including {@code to}.
 *
 * @param from null when the source does not state the start
 * @param to null when no end is known
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
    /** Every day. */
    public static final Validity ALWAYS = new Validity(null, null);

    /**
     * Refuses an interval without a day.
     *
     * @throws IllegalArgumentException when {@code from} is not before {@code to}
     */
    public Validity {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("empty validity [" + from + ", " + to + ")");
        }
    }

    /** From the dates of a legal document, whose last day is still inside. */
    public static Validity inclusive(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new Validity(first, last == null ? null : last.plusDays(1));
    }

    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }
}
