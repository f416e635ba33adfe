package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
    private final WorkingCalendar calendar = SampleCatalogue.calendar();

    @ParameterizedTest
    @CsvSource({
        "2025-09-30, 3, 2025-10-11",
        "2026-02-13, 2, 2026-02-24",
        "2026-02-13, 10, 2026-03-05",
        "2025-04-25, 5, 2025-05-06",
        "2025-12-31, 3, 2026-01-06",
        "2025-10-01, 0, 2025-10-01",
    })
    void aPeriodStartsTheDayAfterAndCountsWorkedDays(LocalDate from, int days, LocalDate end) {
        assertThat(calendar.plus(from, days)).isEqualTo(end);
        assertThat(calendar.between(from, end)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({"2025", "2026"})
    void eachLoadedYearHas248WorkingDays(int year) {
        long days =
                LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(calendar::isWorkingDay)
                        .count();

        assertThat(days).isEqualTo(248);
    }

    @Test
    void aYearWithoutCalendarIsRefusedAndNamed() {
        assertThatThrownBy(() -> calendar.plus(LocalDate.of(2026, 12, 31), 1))
                .isInstanceOfSatisfying(
                        CalendarMissing.class,
                        missing -> assertThat(missing.year()).isEqualTo(2027));
        assertThatThrownBy(() -> calendar.isWorkingDay(LocalDate.of(2024, 5, 6)))
                .isInstanceOf(CalendarMissing.class);
        assertThatThrownBy(
                        () -> calendar.between(LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 4)))
                .isInstanceOf(CalendarMissing.class);
    }

    @Test
    void aHugePeriodEndsAtTheFirstMissingYear() {
        assertThatThrownBy(() -> calendar.plus(LocalDate.of(2025, 1, 1), Integer.MAX_VALUE))
                .isInstanceOf(CalendarMissing.class);
    }

    @Test
    void timeDoesNotRunBackwards() {
        LocalDate day = LocalDate.of(2026, 3, 2);

        assertThatThrownBy(() -> calendar.plus(day, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.between(day, day.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
