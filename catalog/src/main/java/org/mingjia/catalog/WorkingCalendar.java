package org.mingjia.catalog;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** The working days 工作日 of the years for which the State Council's holiday notice is loaded. */
public final class WorkingCalendar {
    private final Map<LocalDate, DayKind> exceptions;
    private final Set<Integer> years;

    /**
     * A calendar of the given years.
     *
     * @param exceptions the days that differ from Monday to Friday
     * @param years the years whose exceptions are complete
     */
    public WorkingCalendar(Map<LocalDate, DayKind> exceptions, Set<Integer> years) {
        this.exceptions = Map.copyOf(exceptions);
        this.years = Set.copyOf(years);
    }

    /**
     * By the notice where it names the day, else Monday to Friday.
     *
     * @throws CalendarMissing when the day's year is not loaded
     */
    public boolean isWorkingDay(LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw new CalendarMissing(day.getYear());
        }
        return switch (exceptions.get(day)) {
            case WORKDAY -> true;
            case HOLIDAY -> false;
            case null ->
                    day.getDayOfWeek() != DayOfWeek.SATURDAY
                            && day.getDayOfWeek() != DayOfWeek.SUNDAY;
        };
    }

    /**
     * The last day of a period that starts the day after {@code day}; the day itself for zero days.
     *
     * @throws IllegalArgumentException when the number is negative
     * @throws CalendarMissing when the period reaches a year that is not loaded
     */
    public LocalDate plus(LocalDate day, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException("negative number of working days: " + workingDays);
        }
        LocalDate last = day;
        for (int left = workingDays; left > 0; ) {
            last = last.plusDays(1);
            if (isWorkingDay(last)) {
                left--;
            }
        }
        return last;
    }

    /**
     * How many working days lie after {@code from} up to and including {@code to}.
     *
     * @throws IllegalArgumentException when {@code to} is before {@code from}
     * @throws CalendarMissing when a day between them is of a year that is not loaded
     */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(to + " is before " + from);
        }
        int days = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                days++;
            }
        }
        return days;
    }
}
