package org.mingjia.offers;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.mingjia.offers.OffersQuery.Sort;
import org.mingjia.platform.Refusal.InvalidCursor;
import org.mingjia.platform.Refused;

/**
 * The last row of a page: what it was sorted by, and the day of the list, which stays that day over
 * midnight.
 *
 * @param price its price, or {@link Long#MAX_VALUE} without one
 * @param hash its place among equals
 */
record OffersCursor(Sort sort, LocalDate day, long price, String name, long hash) {

    String encode() {
        String text = sort + "|" + day + "|" + price + "|" + hash + "|" + name;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static OffersCursor decode(String cursor, Sort sort) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", 5);
            if (parts.length == 5 && parts[0].equals(sort.name())) {
                return new OffersCursor(
                        sort,
                        LocalDate.parse(parts[1]),
                        Long.parseLong(parts[2]),
                        parts[4],
                        Long.parseLong(parts[3]));
            }
        } catch (IllegalArgumentException | DateTimeParseException notOurs) {
            throw new Refused(new InvalidCursor());
        }
        throw new Refused(new InvalidCursor());
    }
}
