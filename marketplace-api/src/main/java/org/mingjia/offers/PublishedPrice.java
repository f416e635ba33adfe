package org.mingjia.offers;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Parameters;
import org.mingjia.offers.Shelves.Stocked;

/**
 * What one agency has published for a place and a day, and what that comes to for one project.
 *
 * @param onTheMarket whether the agency was neither suspended nor removed nor gone on that day
 * @param description the price in one line
 * @param ruleId the rule on which it rests, null where it rests on none
 * @param to first day on which it holds no more; null while it is open
 * @param fen the price; null where none follows
 * @param reason why none follows
 */
public record PublishedPrice(
        boolean onTheMarket,
        String description,
        @Nullable String ruleId,
        String entryId,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long fen,
        @Nullable String reason,
        List<String> working) {

    /**
     * The price of the smallest region around the place; null where there is none.
     *
     * @param stock read for the one agency
     */
    public static @Nullable PublishedPrice of(
            Stocked stock, String regionCode, Parameters parameters) {
        int row = row(stock.shelf(), day(stock), Places.of(regionCode));
        return row < 0 ? null : of(stock, row, parameters);
    }

    /**
     * The price of that entry; null where it is not on the shelf, or does not hold on the day.
     *
     * @param stock of the one agency or of all
     */
    public static @Nullable PublishedPrice ofEntry(
            Stocked stock, UUID entryId, Parameters parameters) {
        Shelf shelf = stock.shelf();
        int day = day(stock);
        for (int row = 0; row < shelf.size; row++) {
            if (shelf.first[row] <= day
                    && day < shelf.end[row]
                    && shelf.idHigh[row] == entryId.getMostSignificantBits()
                    && shelf.idLow[row] == entryId.getLeastSignificantBits()) {
                return of(stock, row, parameters);
            }
        }
        return null;
    }

    private static int day(Stocked stock) {
        return (int) stock.book().day().toEpochDay();
    }

    private static PublishedPrice of(Stocked stock, int row, Parameters parameters) {
        Shelf shelf = stock.shelf();
        int day = day(stock);
        var agency = stock.agencies().at(shelf.agency[row]);
        var tariffs = new Tariffs(shelf, stock.book(), parameters);
        var answer = tariffs.worked(row);
        return new PublishedPrice(
                agency == null || agency.standing(day) != null,
                tariffs.description(row),
                shelf.form[row] == Shelf.FACTOR ? shelf.otherText(row) : null,
                shelf.id(row),
                LocalDate.ofEpochDay(shelf.entryFrom[row]),
                shelf.entryEnd[row] == Integer.MAX_VALUE
                        ? null
                        : LocalDate.ofEpochDay(shelf.entryEnd[row]),
                answer.priced() ? (Long) answer.fen() : null,
                answer.text(),
                answer.working());
    }

    private static int row(Shelf shelf, int day, int place) {
        int best = -1;
        for (int row = 0; row < shelf.size; row++) {
            boolean holds = shelf.first[row] <= day && day < shelf.end[row];
            if (holds
                    && Places.covers(shelf.region[row], place)
                    && (best < 0
                            || Places.depth(shelf.region[row])
                                    > Places.depth(shelf.region[best]))) {
                best = row;
            }
        }
        return best;
    }
}
