package org.mingjia.offers;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Parameters;
import org.mingjia.offers.Agencies.Agency;
import org.mingjia.quotes.QuoteRequest;

/**
 * What a reader asks of an item's offers.
 *
 * @param place GB/T 2260 code
 * @param words part of a name, or the beginning of a code
 * @param limit rows; {@link Integer#MAX_VALUE} for an export
 */
record OffersQuery(
        int place,
        LocalDate day,
        QuoteRequest request,
        Parameters parameters,
        @Nullable String level,
        @Nullable String words,
        Sort sort,
        int limit,
        @Nullable OffersCursor cursor) {

    /** Orders of the page. */
    enum Sort {
        NEUTRAL,
        PRICE,
        PRICE_DOWN,
        NAME;

        static Sort of(String text) {
            return switch (text) {
                case "price" -> PRICE;
                case "-price" -> PRICE_DOWN;
                case "name" -> NAME;
                default -> NEUTRAL;
            };
        }
    }

    int epochDay() {
        return (int) day.toEpochDay();
    }

    boolean matches(Agency agency) {
        if (words == null || words.isBlank()) {
            return true;
        }
        String sought = words.strip();
        return agency.name().contains(sought)
                || agency.uscc().startsWith(sought.toUpperCase(Locale.ROOT))
                || agency.name().toLowerCase(Locale.ROOT).contains(sought.toLowerCase(Locale.ROOT));
    }
}
