package org.mingjia.quotes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.PriceForm;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.Tier;
import org.mingjia.catalog.TierKind;

/**
 * Tiers, or the parameters of a formula, as an agency writes them and as they are kept. Decimals
 * are text.
 *
 * @param method of tiers: how a base meets them
 * @param amountUnit of the amounts in tiers, 万元 or 元
 * @param rate of a formula, a fraction
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceTerms(
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String baseParameter,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String baseUnit,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String method,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String amountUnit,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable List<TierTerms> tiers,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable Long fixedFen,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable Long perUnitFen,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String unit,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String rate,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable Long floorFen,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable Long capFen) {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,12})?");

    /** One tier: (lower, upper] of the base. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TierTerms(
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String lower,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String upper,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String kind,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String rateOrAmount,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String low,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String high) {}

    /** A number is written in half-width digits; anything else is none. */
    public static final class NotADecimal extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotADecimal(String text) {
            super(text);
        }
    }

    /**
     * The form that an entry of a price list has.
     *
     * @param form {@code fixed}, {@code unit}, {@code tiers}, {@code factor} or {@code formula}
     * @throws org.mingjia.catalog.InvalidPrice when it is none from which a price can be computed
     */
    public static PriceForm form(
            String form,
            @Nullable Long amountFen,
            @Nullable String unit,
            @Nullable BigDecimal factor,
            @Nullable String ruleId,
            @Nullable PriceTerms terms) {
        return switch (form) {
            case "fixed" -> new PriceForm.Fixed(amountFen == null ? 0 : amountFen);
            case "unit" ->
                    new PriceForm.PerUnit(
                            amountFen == null ? 0 : amountFen, unit == null ? "" : unit);
            case "factor" ->
                    new PriceForm.OnRule(
                            ruleId == null ? "" : ruleId,
                            factor == null ? BigDecimal.ZERO : factor);
            case "tiers" -> (terms == null ? NONE : terms).tiered();
            case "formula" -> (terms == null ? NONE : terms).formula();
            default -> throw new IllegalArgumentException(form);
        };
    }

    private static final PriceTerms NONE =
            new PriceTerms(null, null, null, null, null, null, null, null, null, null, null);

    private PriceForm tiered() {
        var rows = new ArrayList<Tier>();
        for (TierTerms tier : tiers == null ? List.<TierTerms>of() : tiers) {
            rows.add(
                    new Tier(
                            rows.size() + 1,
                            null,
                            decimal(tier.lower()),
                            decimal(tier.upper()),
                            TierKind.of(or(tier.kind())).orElseThrow(() -> unknown(tier.kind())),
                            decimal(tier.rateOrAmount()),
                            decimal(tier.low()),
                            decimal(tier.high()),
                            null));
        }
        return PriceForm.Tiered.of(
                or(baseParameter),
                or(baseUnit),
                PricingMethod.of(or(method)).orElseThrow(() -> unknown(method)),
                AmountUnit.of(or(amountUnit)).orElseThrow(() -> unknown(amountUnit)),
                rows,
                floorFen,
                capFen);
    }

    private PriceForm formula() {
        return new PriceForm.Formula(
                fixedFen == null ? 0 : fixedFen,
                perUnitFen,
                unit,
                decimal(rate),
                baseParameter,
                baseUnit,
                floorFen,
                capFen);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static NotADecimal unknown(@Nullable String text) {
        return new NotADecimal(or(text));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new NotADecimal(text);
        }
        return new BigDecimal(text);
    }
}
