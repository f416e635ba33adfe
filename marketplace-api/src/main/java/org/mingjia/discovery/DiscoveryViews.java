package org.mingjia.discovery;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.OneOf;
import org.mingjia.catalog.ActKind;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.PricingMode;
import org.mingjia.catalog.SelfService;

/** What discovery answers, for its description: it is written as bytes, not from these. */
interface DiscoveryViews {

    /** The home page. */
    record OverviewView(
            CountsView counts,
            List<CategoryView> categories,
            List<ActKindView> actKinds,
            List<ChangeView> latestChanges,
            List<Integer> calendarYears,
            LocalDate today) {}

    /** How many there are today. */
    record CountsView(
            long acts,
            long items,
            long priceRules,
            long departments,
            long regions,
            long rulesInForce,
            long governmentPaidItems) {}

    /** A category of items. */
    record CategoryView(String name, long items) {}

    /** A kind of act. */
    record ActKindView(@OneOf(ActKind.class) String kind, String kindName, long acts) {}

    /** One thing published or ended, in its place in the commit order. */
    record ChangeView(
            long position,
            OffsetDateTime at,
            String kind,
            String type,
            String code,
            @Nullable String name) {}

    /** A page of changes, and where to go on. */
    record ChangesView(List<ChangeView> items, long next) {}

    /** A page of what was found. Without tookMs when degraded. */
    record SearchView(
            List<HitView> hits,
            FacetsView facets,
            long total,
            @Nullable String nextCursor,
            boolean degraded,
            @Schema(requiredMode = NOT_REQUIRED) long tookMs) {}

    /**
     * One act, item, agency or offer. An agency's code is its USCC, an offer's that and the item's
     * code after a slash; its name is the agency's, and {@code itemName} what it is for. The
     * members after its highlight are those of its type.
     */
    record HitView(
            @Schema(allowableValues = {"item", "act", "agency", "offer"}) String type,
            String code,
            String name,
            HighlightView highlight,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String category,
            @Schema(requiredMode = NOT_REQUIRED) @OneOf(Payer.class) @Nullable String payer,
            @Schema(requiredMode = NOT_REQUIRED) @OneOf(PricingMode.class)
                    @Nullable String pricingMode,
            @Schema(requiredMode = NOT_REQUIRED) @OneOf(SelfService.class)
                    @Nullable String selfService,
            @Schema(requiredMode = NOT_REQUIRED) @OneOf(ActKind.class) @Nullable String kind,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String kindName,
            @Schema(requiredMode = NOT_REQUIRED) boolean hasIntermediary,
            @Schema(requiredMode = NOT_REQUIRED) long itemCount,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String departmentName,
            @Schema(requiredMode = NOT_REQUIRED) List<FoundActView> acts,
            @Schema(requiredMode = NOT_REQUIRED) String uscc,
            @Schema(requiredMode = NOT_REQUIRED) String itemCode,
            @Schema(requiredMode = NOT_REQUIRED) String itemName,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String regionCode,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String regionName,
            @Schema(
                            requiredMode = NOT_REQUIRED,
                            allowableValues = {
                                "available",
                                "warned",
                                "suspended",
                                "removed",
                                "exited",
                                "expired"
                            })
                    String standing,
            @Schema(requiredMode = NOT_REQUIRED) List<String> regionCodes,
            @Schema(requiredMode = NOT_REQUIRED) List<String> qualificationNames,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable FoundPriceView price,
            @Schema(requiredMode = NOT_REQUIRED) boolean verified) {}

    /** An offer's price for the project that {@code priceFor} names; null: for any. */
    record FoundPriceView(
            String entryId,
            String regionCode,
            String form,
            long priceFen,
            @Nullable String priceFor) {}

    /** An act that an item serves. */
    record FoundActView(String code, String name) {}

    /** Where it was found: HTML in which only em is markup. */
    record HighlightView(String name, @Schema(requiredMode = NOT_REQUIRED) String alias) {}

    /** How many there are of each. */
    record FacetsView(
            List<BucketView> type,
            List<BucketView> kind,
            List<BucketView> department,
            List<BucketView> category,
            List<BucketView> pricingMode,
            List<BucketView> payer,
            List<BucketView> region,
            List<BucketView> level) {}

    /** One value of a facet. */
    record BucketView(String value, String label, long count) {}

    /** What may be meant, while it is typed. */
    record SuggestionsView(List<SuggestionView> items, boolean degraded) {}

    /** One act, item or agency that may be meant. */
    record SuggestionView(
            @Schema(allowableValues = {"item", "act", "agency"}) String type,
            String code,
            String name,
            HighlightView highlight) {}
}
