package org.mingjia.discovery;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AgencyPrice;
import org.mingjia.catalog.AgencyQuote;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.InvalidPrice;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceForm;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.Tier;
import org.mingjia.catalog.TierKind;
import org.mingjia.discovery.Standing.Lasting;

/**
 * A published price as the database keeps it, and what it comes to for the item's usual project.
 */
record OfferPrice(
        String id,
        String region,
        String form,
        @Nullable Long amountFen,
        @Nullable String unit,
        @Nullable String factor,
        @Nullable String ruleId,
        @Nullable Terms terms,
        LocalDate from,
        @Nullable LocalDate to)
        implements Lasting {

    /** Of a formula or of tiers; what the other has is null. */
    record Terms(
            @Nullable String baseParameter,
            @Nullable String baseUnit,
            @Nullable String method,
            @Nullable String amountUnit,
            @Nullable List<TierTerms> tiers,
            @Nullable Long fixedFen,
            @Nullable Long perUnitFen,
            @Nullable String unit,
            @Nullable BigDecimal rate,
            @Nullable Long floorFen,
            @Nullable Long capFen) {}

    record TierTerms(
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String kind,
            @Nullable BigDecimal rateOrAmount,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {}

    /**
     * What a hit says of the price.
     *
     * @param priceFor the project for which it was computed; null when it is the same for all
     */
    record Told(
            String entryId,
            String regionCode,
            String form,
            long priceFen,
            @Nullable String priceFor) {}

    /**
     * Null when no amount follows for that project: such a price is outside of every price range.
     */
    @Nullable Told inDefault(@Nullable String item, Vocabulary words) {
        DefaultProject project =
                item == null
                        ? DefaultProject.NONE
                        : words.projects().getOrDefault(item, DefaultProject.NONE);
        try {
            PriceForm computed = priceForm();
            if (computed == null) {
                return null;
            }
            PriceRule rule = ruleId == null ? null : words.rules().get(ruleId);
            DefaultProject meant = meant(computed, project, rule);
            Parameters parameters = meant.parameters();
            return AgencyPrice.compute(computed, rule, parameters)
                            instanceof AgencyQuote.Priced priced
                    ? new Told(id, region, form, priced.fen(), priceFor(meant))
                    : null;
        } catch (InvalidPrice | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** The item's project, or one of the price's own where it counts in another unit. */
    private DefaultProject meant(
            PriceForm computed, DefaultProject project, @Nullable PriceRule rule) {
        if (computed instanceof PriceForm.Tiered tiered
                && !tiered.schedule().definition().baseUnit().equals(project.baseUnit())) {
            return DefaultProject.of(tiered.schedule());
        }
        if (rule != null && !same(rule.definition().baseUnit(), project.baseUnit())) {
            return DefaultProject.of(rule);
        }
        if (computed instanceof PriceForm.Formula formula
                && formula.rate() != null
                && !same(formula.baseUnit(), project.baseUnit())) {
            return DefaultProject.NONE;
        }
        return project;
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    private @Nullable String priceFor(DefaultProject project) {
        return switch (form) {
            case "fixed" -> null;
            case "unit" -> "1 " + unit;
            case "formula" -> {
                String base = terms != null && terms.rate() != null ? project.inWords() : null;
                String counted =
                        terms != null && terms.perUnitFen() != null ? "1 " + terms.unit() : null;
                yield base == null ? counted : counted == null ? base : base + "，" + counted;
            }
            default -> project.inWords();
        };
    }

    private @Nullable PriceForm priceForm() {
        return switch (form) {
            case "fixed" -> amountFen == null ? null : new PriceForm.Fixed(amountFen);
            case "unit" ->
                    amountFen == null || unit == null
                            ? null
                            : new PriceForm.PerUnit(amountFen, unit);
            case "factor" ->
                    factor == null || ruleId == null
                            ? null
                            : new PriceForm.OnRule(ruleId, new BigDecimal(factor));
            case "formula" ->
                    terms == null
                            ? null
                            : new PriceForm.Formula(
                                    terms.fixedFen() == null ? 0 : terms.fixedFen(),
                                    terms.perUnitFen(),
                                    terms.unit(),
                                    terms.rate(),
                                    terms.baseParameter(),
                                    terms.baseUnit(),
                                    terms.floorFen(),
                                    terms.capFen());
            default -> terms == null ? null : tiered(terms);
        };
    }

    private static @Nullable PriceForm tiered(Terms terms) {
        if (terms.tiers() == null
                || terms.method() == null
                || terms.baseParameter() == null
                || terms.baseUnit() == null
                || terms.amountUnit() == null) {
            return null;
        }
        return PriceForm.Tiered.of(
                terms.baseParameter(),
                terms.baseUnit(),
                PricingMethod.of(terms.method()).orElseThrow(IllegalArgumentException::new),
                AmountUnit.of(terms.amountUnit()).orElseThrow(IllegalArgumentException::new),
                tiers(terms.tiers()),
                terms.floorFen(),
                terms.capFen());
    }

    private static List<Tier> tiers(List<TierTerms> tiers) {
        return java.util.stream.IntStream.range(0, tiers.size())
                .mapToObj(n -> {
                    TierTerms tier = tiers.get(n);
                    return new Tier(
                            n + 1,
                            null,
                            tier.lower(),
                            tier.upper(),
                            TierKind.of(tier.kind()).orElseThrow(IllegalArgumentException::new),
                            tier.rateOrAmount(),
                            tier.low(),
                            tier.high(),
                            null);
                })
                .toList();
    }
}
