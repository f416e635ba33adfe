package org.mingjia.register;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.OneOf;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.Confidence;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.catalog.TierKind;

/**
 * A price rule as the public reads it. Decimals are strings: no reader should turn them into binary
 * floats.
 *
 * @param legalCeiling whether it binds anyone; false for every benchmark
 * @param verified false: show it with the mark 待核实
 * @param validFrom first day of this version in the register, null when the source does not state
 *     it
 * @param validTo first day on which this version is no longer in the register, null while it is
 * @param form what a calculator must ask for
 */
public record RuleView(
        String ruleId,
        String itemCode,
        @Nullable String itemName,
        String name,
        String document,
        String regionCode,
        String regionName,
        @OneOf(PricingMethod.class) String method,
        @Nullable String baseParameter,
        @Nullable String baseUnit,
        @OneOf(AmountUnit.class) String amountUnit,
        @Nullable String adjustMin,
        @Nullable String adjustMax,
        @Nullable Long floorFen,
        @Nullable Long capFen,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @OneOf(RuleStatus.class) String status,
        boolean tiersKnown,
        boolean legalCeiling,
        @OneOf(Confidence.class) String confidence,
        String source,
        @Nullable String notes,
        boolean verified,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<TierView> tiers,
        List<FactorView> factors,
        FormView form) {

    /** One tier: (lowerBound, upperBound] of the base, or one selector's amount. */
    public record TierView(
            int tierNo,
            @Nullable String selector,
            @Nullable String lowerBound,
            @Nullable String upperBound,
            @OneOf(TierKind.class) String kind,
            @Nullable String rateOrAmount,
            @Nullable String lowAmount,
            @Nullable String highAmount,
            @Nullable String notes) {}

    /**
     * One coefficient, by its type: option with choices, range between two bounds, count with a
     * rate per piece.
     */
    public record FactorView(
            String key,
            String label,
            @Schema(allowableValues = {"option", "range", "count"}) String type,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable List<OptionView> options,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String min,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String max,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String rate,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String defaultValue) {}

    /** One choice of a coefficient. */
    public record OptionView(String label, String value) {}

    /** The fields of a calculator; null where nothing is asked. */
    public record FormView(
            @Nullable BaseView base,
            @Nullable QuantityView quantity,
            @Nullable SelectorView selector) {}

    /** The base parameter and its unit. */
    public record BaseView(boolean required, String label, String unit) {}

    /** How many units or pieces. */
    public record QuantityView(
            boolean required, String label, @Nullable String unit, @Nullable String defaultValue) {}

    /** Which of several prices. */
    public record SelectorView(boolean required, List<String> options) {}
}
