package org.mingjia.register;

import static org.mingjia.db.Tables.CALENDAR_DAY;
import static org.mingjia.register.Versions.inForce;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.mingjia.catalog.CalendarMissing;
import org.mingjia.catalog.DayKind;
import org.mingjia.catalog.WorkingCalendar;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refused;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The working days of the register, for periods that other slices count. */
@Component
public final class MarketCalendar {

    MarketCalendar() {}

    /**
     * The last day of a period of working days that starts on the day after one day; refused as
     * {@code calendar-missing} when it reaches a year whose notice is not loaded.
     *
     * @param db the connection of the transaction that counts
     */
    public Mono<LocalDate> after(DSLContext db, LocalDate day, int workingDays) {
        return Flux.from(
                        db.select(CALENDAR_DAY.DAY, CALENDAR_DAY.KIND)
                                .from(CALENDAR_DAY)
                                .where(inForce(CALENDAR_DAY.VALID, Versions.day(null))))
                .collectMap(row -> row.value1(), row -> DayKind.of(row.value2()).orElseThrow())
                .map(exceptions -> {
                    var years =
                            exceptions.keySet().stream()
                                    .map(LocalDate::getYear)
                                    .collect(Collectors.toSet());
                    try {
                        return new WorkingCalendar(exceptions, years).plus(day, workingDays);
                    } catch (CalendarMissing missing) {
                        throw new Refused(new Refusal.CalendarMissing(missing.year()));
                    }
                });
    }
}
