package org.mingjia.catalog;

/**
 * A working day was asked of a year whose calendar is not loaded; Monday to Friday is no answer.
 */
public final class CalendarMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int year;

    CalendarMissing(int year) {
        super("no working-day calendar for " + year, null, false, false);
        this.year = year;
    }

    public int year() {
        return year;
    }
}
