package org.mingjia.search;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks. Within a facet the values are alternatives; facets narrow each other. Any
 * text is a valid {@code text}: what cannot be searched for is dropped, and a blank one browses
 * everything.
 *
 * @param text the words in the box; only the first {@value #MAX_TEXT} characters count
 * @param types, kinds, departments, categories, pricingModes, payers chosen facet values; empty =
 *     all
 * @param offered what only agencies and offers have
 * @param asOf the day on which a version must be valid
 * @param limit hits on a page, 1 to {@value #MAX_LIMIT}
 * @param cursor {@code nextCursor} of the page before, or null for the first
 */
public record OfferingQuery(
        String text,
        List<OfferingType> types,
        List<String> kinds,
        List<String> departments,
        List<String> categories,
        List<String> pricingModes,
        List<String> payers,
        Offered offered,
        LocalDate asOf,
        int limit,
        @Nullable String cursor) {

    /**
     * What narrows to agencies and offers, which alone have it.
     *
     * @param regions places served, or that lie around or within one
     * @param levels qualifications, as {@link Period.Level} codes; a kind alone is any of its
     *     levels
     * @param standings how they may stand; empty = only those on the market
     * @param priceFrom, priceTo fen, both inclusive, for the parameters each offer names
     */
    public record Offered(
            List<String> regions,
            List<String> levels,
            List<String> standings,
            @Nullable Long priceFrom,
            @Nullable Long priceTo) {
        public static final Offered ANY = new Offered(List.of(), List.of(), List.of(), null, null);

        public Offered {
            regions = wellFormed(regions);
            levels = wellFormed(levels);
            standings = wellFormed(standings);
        }

        boolean asksPrice() {
            return priceFrom != null || priceTo != null;
        }
    }

    /** A question that does not narrow to who serves. */
    public OfferingQuery(
            String text,
            List<OfferingType> types,
            List<String> kinds,
            List<String> departments,
            List<String> categories,
            List<String> pricingModes,
            List<String> payers,
            LocalDate asOf,
            int limit,
            @Nullable String cursor) {
        this(
                text,
                types,
                kinds,
                departments,
                categories,
                pricingModes,
                payers,
                Offered.ANY,
                asOf,
                limit,
                cursor);
    }

    public static final int MAX_TEXT = 200;
    public static final int MAX_LIMIT = 100;

    public OfferingQuery {
        types = List.copyOf(types);
        kinds = wellFormed(kinds);
        departments = wellFormed(departments);
        categories = wellFormed(categories);
        pricingModes = wellFormed(pricingModes);
        payers = wellFormed(payers);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT + ", was " + limit);
        }
    }

    /** Half a character, which JSON cannot carry, becomes a question mark. */
    private static List<String> wellFormed(List<String> values) {
        return values.stream()
                .map(value ->
                        new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
    }

    /** The first page for these words, nothing chosen. */
    public static OfferingQuery of(String text, LocalDate asOf, int limit) {
        return new OfferingQuery(
                text, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), asOf, limit,
                null);
    }

    /** The same question, the page after. */
    public OfferingQuery after(String nextCursor) {
        return new OfferingQuery(
                text,
                types,
                kinds,
                departments,
                categories,
                pricingModes,
                payers,
                offered,
                asOf,
                limit,
                nextCursor);
    }
}
