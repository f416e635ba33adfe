package org.mingjia.tender;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.ParameterRefused;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PriceRules;
import org.mingjia.catalog.Quote;
import org.mingjia.catalog.RegionPath;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.catalog.WorkingLine;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;
import org.mingjia.quotes.QuoteRequest;

/**
 * 最高限价 What the rules that bind say of a lot, and with its budget the most that anyone may bid.
 *
 * @param minFen least lawful amount; null where nothing binds or no standard applies
 * @param maxFen most lawful amount; null where the document states no upper limit, or as above
 * @param ruleId the rule that is cited; null as above
 * @param document of that rule
 * @param working line by line
 */
record Ceiling(
        @Nullable Long minFen,
        @Nullable Long maxFen,
        @Nullable String ruleId,
        @Nullable String document,
        List<String> working) {

    private static final Ceiling NONE = new Ceiling(null, null, null, null, List.of());

    /**
     * Computes it; parameters that no rule can use are refused under the lot's pointer.
     *
     * @param at the lot, {@code #/lots/0}
     */
    static Ceiling of(
            FieldChecks checks,
            String at,
            List<PriceRule> rules,
            RegionPath path,
            LocalDate day,
            @Nullable QuoteRequest asked) {
        Parameters given;
        try {
            given =
                    asked == null
                            ? new Parameters(
                                    null, null, null, java.util.Map.of(), java.util.Map.of(), null)
                            : asked.parameters(null);
        } catch (Refused refused) {
            if (refused.refusal() instanceof QuoteParameterRefused wrong) {
                checks.refuse(
                        at + "/parameters/" + wrong.parameter().replace('.', '/'),
                        wrong.rule(),
                        wrong.detail());
                return NONE;
            }
            throw refused;
        }
        Ceiling hull = NONE;
        for (PriceRules.Applying applying : PriceRules.applying(rules, path, day)) {
            PriceRule rule = applying.rule();
            if (!applying.governing() || rule.status() == RuleStatus.REFERENCE_ONLY) {
                continue;
            }
            try {
                if (rule.quote(given.fitting(rule.form())) instanceof Quote.Priced priced) {
                    hull = hull.with(rule, priced);
                }
            } catch (ParameterRefused refused) {
                checks.refuse(
                        at + "/parameters/" + refused.parameter().replace('.', '/'),
                        refused.rule(),
                        refused.detailZh());
            }
        }
        return hull;
    }

    private Ceiling with(PriceRule rule, Quote.Priced quote) {
        if (ruleId == null || minFen == null) {
            return new Ceiling(
                    quote.minFen(),
                    quote.maxFen(),
                    rule.ruleId(),
                    rule.definition().document(),
                    quote.working().stream().map(WorkingLine::text).toList());
        }
        Long high = quote.maxFen();
        return new Ceiling(
                Math.min(minFen, quote.minFen()),
                maxFen == null || high == null ? null : (Long) Math.max(maxFen, high),
                ruleId,
                document,
                working);
    }

    /** With a budget, the most that anyone may bid. */
    @Nullable Long under(@Nullable Long budgetFen) {
        if (budgetFen == null || maxFen == null) {
            return budgetFen == null ? maxFen : budgetFen;
        }
        return Math.min(budgetFen, maxFen);
    }
}
