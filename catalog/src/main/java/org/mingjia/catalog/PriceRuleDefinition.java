package org.mingjia.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price standard 收费规则 as its document states it; {@link PriceRule#compile} checks it and makes it
 * computable.
 *
 * @param baseParameter what the price depends on, for example 中标金额; blank when the amounts are
 *     unknown
 * @param baseUnit its unit; 万元 and 元 are money, anything else is counted
 * @param amountUnit unit of the amounts in the tiers
 * @param adjustMin lower end of the permitted variation 浮动; null = 1
 * @param adjustMax upper end; 0 and 1 together mark a ceiling 不高于; null = 1
 * @param floorFen least charge in fen
 * @param capFen highest charge in fen
 * @param effectiveFrom first day; null = not known
 * @param effectiveTo last day, included as in the document; null = open
 * @param tiersKnown false when the document is known but its amounts are not: nothing is computed
 */
public record PriceRuleDefinition(
        String ruleId,
        String itemCode,
        String name,
        String document,
        String regionCode,
        PricingMethod method,
        String baseParameter,
        String baseUnit,
        AmountUnit amountUnit,
        @Nullable BigDecimal adjustMin,
        @Nullable BigDecimal adjustMax,
        List<Factor> factors,
        @Nullable Long floorFen,
        @Nullable Long capFen,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        RuleStatus status,
        boolean tiersKnown,
        List<Tier> tiers) {

    public PriceRuleDefinition {
        factors = List.copyOf(factors);
        tiers = List.copyOf(tiers);
    }
}
