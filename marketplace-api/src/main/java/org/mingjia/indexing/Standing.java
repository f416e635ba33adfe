package org.mingjia.indexing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjia.search.Period;

/**
 * How an agency stands from day to day, as the database's {@code agencies_standing_on} says it for
 * one day: cut into periods, so that the index knows beforehand what each day will be like.
 *
 * @param admittedOn first day on which it serves
 * @param exitedOn first day on which it no longer does, or null
 * @param sanctions what was decided against it, up to the day on which it was lifted
 */
record Standing(
        LocalDate admittedOn, @Nullable LocalDate exitedOn, List<Standing.Sanction> sanctions) {

    /** What holds from one day, open when null, to another, which it excludes. */
    interface Lasting {
        @Nullable LocalDate from();

        @Nullable LocalDate to();

        default boolean on(LocalDate day) {
            LocalDate first = from();
            LocalDate end = to();
            return (first == null || !day.isBefore(first)) && (end == null || day.isBefore(end));
        }

        /** Whether it held before, and does no more. */
        default boolean over(LocalDate day) {
            LocalDate end = to();
            return end != null && !day.isBefore(end);
        }
    }

    record Sanction(String kind, LocalDate from, @Nullable LocalDate to) implements Lasting {}

    String on(LocalDate day) {
        if (exitedOn != null && !day.isBefore(exitedOn)) {
            return "exited";
        }
        return sanctioned("removal", day)
                ? "removed"
                : sanctioned("suspension", day)
                        ? "suspended"
                        : sanctioned("warning", day) ? "warned" : "available";
    }

    private boolean sanctioned(String kind, LocalDate day) {
        return sanctions.stream().anyMatch(s -> s.kind().equals(kind) && s.on(day));
    }

    static boolean onTheMarket(String standing) {
        return standing.equals("available") || standing.equals("warned");
    }

    /**
     * One period from each day on which anything begins or ends to the next such day.
     *
     * @param lasting whatever else begins and ends
     * @param described the period that begins on a day, with that day and no end; null for none
     */
    List<Period> periods(
            Stream<? extends Lasting> lasting, Function<LocalDate, @Nullable Period> described) {
        var cuts = new TreeSet<LocalDate>();
        cuts.add(admittedOn);
        Stream.concat(lasting, sanctions.stream())
                .flatMap(each ->
                        Stream.concat(Stream.ofNullable(each.from()), Stream.ofNullable(each.to())))
                .forEach(cuts::add);
        if (exitedOn != null) {
            cuts.add(exitedOn);
        }
        cuts.headSet(admittedOn).clear();
        var periods = new ArrayList<Period>();
        for (LocalDate day : cuts) {
            Period period = described.apply(day);
            if (period != null) {
                add(period, cuts.higher(day), periods);
            }
        }
        return periods;
    }

    /** What begins and changes nothing that is shown or searched does not begin anew. */
    private static void add(Period period, @Nullable LocalDate to, List<Period> periods) {
        if (!periods.isEmpty()) {
            Period last = periods.getLast();
            if (Objects.equals(last.to(), period.from())
                    && lasting(last, period.from(), null)
                            .equals(lasting(period, period.from(), null))) {
                periods.removeLast();
                periods.add(lasting(last, last.from(), to));
                return;
            }
        }
        periods.add(lasting(period, period.from(), to));
    }

    private static Period lasting(Period period, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new Period(
                from,
                to,
                period.standing(),
                period.places(),
                period.around(),
                period.levels(),
                period.prices(),
                period.view());
    }
}
