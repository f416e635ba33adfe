package org.mingjia.matching;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What agencies read of matches, and anyone of his saved searches. Amounts are whole fen. */
final class MatchingViews {

    private MatchingViews() {}

    /**
     * Whether an agency may take part in a request today, and why.
     *
     * @param open whether bids are received now
     * @param eligible for one lot at least
     */
    record EligibilityView(
            String number, String title, boolean open, boolean eligible, List<LotView> lots) {}

    /** The same for one lot: eligible when every point is satisfied. */
    record LotView(
            int lotNo,
            String itemCode,
            @Nullable String itemName,
            boolean eligible,
            List<PointView> points) {}

    /**
     * One condition.
     *
     * @param code {@code item}, {@code region}, {@code price}, {@code qualifications}, {@code
     *     practitioners}, {@code conflict}; {@code named} where the request is for one agency alone
     * @param detail how it stands
     * @param howToFix null when it is satisfied, or nothing can be done about it
     */
    record PointView(
            String code,
            String title,
            boolean satisfied,
            String detail,
            @Nullable String howToFix) {}

    /**
     * A request that an agency was told of.
     *
     * @param place where it stands in the list
     * @param itemCodes of the lots that it may take part in
     * @param ceilingFen 最高限价 of those lots together
     * @param open whether bids are received now
     */
    record MatchedRow(
            String place,
            String number,
            String title,
            List<String> itemCodes,
            OffsetDateTime closesAt,
            long ceilingFen,
            String status,
            OffsetDateTime matchedAt,
            boolean open) {}

    /**
     * A search over requests; what is null or empty is not asked for.
     *
     * @param itemCodes one of them is enough
     * @param words all of them have to occur in the title, the project's or the items' names, or
     *     the description
     */
    record SavedSearchView(
            UUID id,
            String name,
            List<String> itemCodes,
            @Nullable String category,
            @Nullable String regionCode,
            @Nullable String method,
            @Nullable String funds,
            @Nullable Long budgetAtLeastFen,
            List<String> words,
            OffsetDateTime createdAt) {}

    /**
     * The same as it is typed.
     *
     * @param name null for one made of what is asked for
     * @param words parted by blanks
     */
    record SavedSearchRequest(
            @Nullable String name,
            @Nullable List<@Nullable String> itemCodes,
            @Nullable String category,
            @Nullable String regionCode,
            @Nullable String method,
            @Nullable String funds,
            @Nullable Long budgetAtLeastFen,
            @Nullable String words) {}
}
