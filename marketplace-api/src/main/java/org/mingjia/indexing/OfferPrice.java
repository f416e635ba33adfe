package org.mingjia.indexing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AgencyPrice;
import org.mingjia.catalog.AgencyQuote;
import org.mingjia.catalog.InvalidPrice;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceForm;
import org.mingjia.catalog.PriceRule;
import org.mingjia.indexing.Standing.Lasting;
import org.mingjia.quotes.PriceTerms;

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
        @Nullable PriceTerms terms,
        LocalDate from,
        @Nullable LocalDate to)
        implements Lasting {

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
            PriceForm computed =
                    PriceTerms.form(
                            form,
                            amountFen,
                            unit,
                            factor == null ? null : new BigDecimal(factor),
                            ruleId,
                            terms);
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
}
