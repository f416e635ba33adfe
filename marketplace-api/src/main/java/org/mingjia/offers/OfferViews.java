package org.mingjia.offers;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the public reads of offers. Amounts are whole fen. */
final class OfferViews {

    private OfferViews() {}

    /**
     * One page of offers with the whole market around it.
     *
     * @param total agencies that match every filter
     * @param lawful what binds: the interval inside which a charge is lawful; null when nothing
     *     does
     * @param benchmarks standards that bind nobody
     * @param unpriced how many of {@code total} have no price for these parameters
     */
    record OffersView(
            ComparedItem item,
            Named region,
            LocalDate asOf,
            ProjectParameters parameters,
            int total,
            List<OfferView> offers,
            @Nullable String nextCursor,
            MarketView market,
            @Nullable Lawful lawful,
            List<Benchmark> benchmarks,
            Facets facets,
            int unpriced) {}

    /**
     * The item.
     *
     * @param notice said before any price: nothing may be charged to an enterprise
     */
    record ComparedItem(
            String code, String name, String payer, String pricingMode, @Nullable String notice) {}

    /** A code and what it is called. */
    record Named(String code, String name) {}

    /**
     * One agency's offer.
     *
     * @param standing available, or warned
     * @param priceFen null when these parameters give no price; then {@code reason} says why
     * @param againstMedian distance from the market's median as a part of it: {@code +0.12}
     * @param validTo first day on which the price holds no more; null while it is open
     */
    record OfferView(
            OfferingAgency agency,
            String standing,
            @Nullable OfferPaper qualification,
            List<String> regionCodes,
            String entryId,
            String form,
            String description,
            @Nullable Long priceFen,
            @Nullable String reason,
            List<String> working,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String againstMedian) {}

    /** Who offers. */
    record OfferingAgency(
            String uscc, String name, @Nullable String regionCode, @Nullable String regionName) {}

    /** The paper that covers the item; {@code validTo} is its last day. */
    record OfferPaper(String name, @Nullable String level, @Nullable LocalDate validTo) {}

    /** The distribution of prices; figures are null where there are not {@code enough}. */
    record MarketView(
            int n,
            boolean enough,
            @Nullable Long minFen,
            @Nullable Long q1Fen,
            @Nullable Long medianFen,
            @Nullable Long q3Fen,
            @Nullable Long maxFen,
            List<Bin> histogram) {}

    /** Prices from {@code fromFen} up to but not including {@code toFen}. */
    record Bin(long fromFen, long toFen, int n) {}

    /** The lawful interval; {@code maxFen} null: the document states no upper limit. */
    record Lawful(
            long minFen, @Nullable Long maxFen, String ruleId, String document, String basis) {}

    /** What a standard that binds nobody says. */
    record Benchmark(
            String ruleId, String name, long minFen, @Nullable Long maxFen, String document) {}

    /** How many offers each choice would leave. */
    record Facets(List<Facet> county, List<Facet> level, List<Facet> form) {}

    /** One choice. */
    record Facet(String code, String name, int n) {}
}
