package org.mingjia.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true of an agency or an offer from one day to another. The periods of a document follow
 * each other without overlap, so that a day finds one of them or none, and nothing has to be
 * written when a paper expires, a suspension ends or a price begins.
 *
 * @param from first day, null when always so
 * @param to day after the last, null when open
 * @param standing {@code available}, {@code warned}, {@code suspended}, {@code removed}, {@code
 *     exited}, {@code expired}
 * @param places the counties and prefectures served, with all that lie within
 * @param around what lies around them: a search there finds it too
 * @param levels qualifications held, as {@link Level}
 * @param prices in fen, for the parameters that the view names; empty where no price can be told
 * @param view public JSON object whose members follow the document's own in every hit of these days
 */
public record Period(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String standing,
        List<Place> places,
        List<String> around,
        List<Level> levels,
        List<Long> prices,
        String view) {

    /** A region by its GB/T 2260 code. */
    public record Place(String code, String name) {}

    /**
     * A qualification.
     *
     * @param code kind, with its level after a slash where it has one: {@code SURVEYING/乙级}
     * @param name in words: 测绘资质乙级
     */
    public record Level(String code, String name) {}

    public Period {
        places = List.copyOf(places);
        around = List.copyOf(around);
        levels = List.copyOf(levels);
        prices = List.copyOf(prices);
        view = view.strip();
        if (!view.startsWith("{") || !view.endsWith("}")) {
            throw new IllegalArgumentException("view is a JSON object, was " + view);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins: " + from + " " + to);
        }
    }

    /** Whether it may be chosen on these days. */
    boolean onTheMarket() {
        return standing.equals("available") || standing.equals("warned");
    }
}
