package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mingjia.catalog.Definitions.interp;
import static org.mingjia.catalog.Definitions.marginal;
import static org.mingjia.catalog.Definitions.priced;
import static org.mingjia.catalog.Definitions.range;
import static org.mingjia.catalog.Definitions.rule;
import static org.mingjia.catalog.Definitions.tier;
import static org.mingjia.catalog.PricingMethod.FIXED;
import static org.mingjia.catalog.PricingMethod.PERCENTAGE;
import static org.mingjia.catalog.PricingMethod.RANGE;
import static org.mingjia.catalog.PricingMethod.TIERED_FLAT_INTERPOLATED;
import static org.mingjia.catalog.PricingMethod.TIERED_PROGRESSIVE;
import static org.mingjia.catalog.PricingMethod.UNIT;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidRuleTest {
    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "lower_bound tier-gap",
                        progressive(marginal(1, "0", "5", "0.1"), marginal(2, "6", null, "0.1"))),
                broken(
                        "lower_bound tier-overlap",
                        progressive(marginal(1, "0", "5", "0.1"), marginal(2, "4", null, "0.1"))),
                broken(
                        "lower_bound tier-overlap",
                        progressive(marginal(1, "0", null, "0.1"), marginal(2, "4", null, "0.1"))),
                broken(
                        "tier_no duplicate-tier",
                        progressive(marginal(1, "0", "5", "0.1"), marginal(1, "5", null, "0.1"))),
                broken("kind kind-not-allowed", rule(PERCENTAGE, marginal(1, "0", "5", "0.1"))),
                broken(
                        "rate_or_amount negative-value",
                        progressive(marginal(1, "0", null, "-0.1"))),
                broken("rate_or_amount rate-above-one", progressive(marginal(1, "0", null, "1.5"))),
                broken(
                        "rate_or_amount unknown-money-unit",
                        progressive(marginal(1, "0", null, "0.5")).units("美元", AmountUnit.YUAN)),
                broken(
                        "low_amount missing-value, high_amount missing-value",
                        progressive(marginal(1, "0", null, null))),
                broken("low_amount low-above-high", rule(RANGE, range(1, "0", null, "5", "4"))),
                broken(
                        "low_amount low-above-high",
                        rule(TIERED_FLAT_INTERPOLATED, interp(1, "0", "9", "5", "4"))),
                broken(
                        "upper_bound missing-value",
                        rule(TIERED_FLAT_INTERPOLATED, interp(1, "0", null, "4", "5"))),
                broken("lower_bound missing-value", progressive(marginal(1, null, "5", "0.1"))),
                broken("upper_bound empty-tier", progressive(marginal(1, "5", "5", "0.1"))),
                broken("lower_bound negative-value", progressive(marginal(1, "-5", null, "0.1"))),
                broken(
                        "rate_or_amount number-too-long",
                        progressive(marginal(1, "0", null, "1e-999"))),
                broken(
                        "rate_or_amount unused-value",
                        rule(RANGE, tier(1, null, "0", null, TierKind.RANGE, "1", "4", "5"))),
                broken(
                        "upper_bound unused-value",
                        rule(
                                UNIT,
                                tier(1, null, null, "5", TierKind.UNIT_AMOUNT, "1", null, null))),
                broken(
                        "selector duplicate-selector",
                        rule(
                                FIXED,
                                priced(1, "甲", TierKind.FIXED_AMOUNT, "1"),
                                priced(2, "甲", TierKind.FIXED_AMOUNT, "2"))),
                broken(
                        "selector selector-missing",
                        rule(
                                FIXED,
                                priced(1, "甲", TierKind.FIXED_AMOUNT, "1"),
                                priced(2, null, TierKind.FIXED_AMOUNT, "2"))),
                broken("adjust_min low-above-high", rule().adjust("1.2", "0.8")),
                broken("adjust_min low-above-high", rule().adjust("1.2", null)),
                broken("adjust_min negative-value", rule().adjust("-0.2", "1")),
                broken("floor_fen floor-above-cap", rule().limits(5L, 4L)),
                broken("cap_fen amount-out-of-range", rule().limits(null, -1L)),
                broken(
                        "effective_from from-after-to",
                        rule().effective("2020-01-02", "2020-01-01")),
                broken("region_code malformed-region", rule().id("R", "S", "湖南")),
                broken("rule_id missing-value", rule().id(" ", "S", "430000")),
                broken("tiers_known tiers-unexpected", rule().amountsUnknown()),
                broken("tiers_known tiers-missing", rule().tiers(List.of())),
                broken(
                        "factors duplicate-factor",
                        rule().factors(count("a", "0.5"), count("a", "0.6"))),
                broken("factors negative-value", rule().factors(count("a", "-0.5"))),
                broken("factors low-above-high", rule().factors(rangeFactor("2", "1", "1"))),
                broken("factors default-out-of-range", rule().factors(rangeFactor("1", "2", "3"))),
                broken(
                        "factors options-missing",
                        rule().factors(
                                        new Factor.OptionFactor(
                                                "o", "o", List.of(), BigDecimal.ONE))),
                broken("factors duplicate-option", rule().factors(twice("甲"))));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aRuleThatBreaksTheSemanticsIsRefused(String expected, PriceRuleDefinition definition) {
        assertThat(defects(definition))
                .extracting(defect -> defect.field() + " " + defect.rule())
                .containsExactly(expected.split(", "));
        assertThat(defects(definition)).allMatch(defect -> !defect.detailZh().isBlank());
    }

    @Test
    void allDefectsAreReportedAtOnceWithTheirTiers() {
        var definition =
                progressive(
                                marginal(1, "0", "5", "-1"),
                                marginal(2, "6", "8", "0.1"),
                                marginal(3, "7", null, "0.1"))
                        .limits(9L, 1L)
                        .definition();

        assertThat(defects(definition))
                .extracting(Defect::tierNo, Defect::rule)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, "floor-above-cap"),
                        org.assertj.core.groups.Tuple.tuple(1, "negative-value"),
                        org.assertj.core.groups.Tuple.tuple(2, "tier-gap"),
                        org.assertj.core.groups.Tuple.tuple(3, "tier-overlap"));
    }

    @Test
    void tiersMayBeListedInAnyOrder() {
        PriceRule rule =
                progressive(marginal(2, "100", null, "0.005"), marginal(1, "0", "100", "0.01"))
                        .compiled();

        assertThat(rule.quote(Parameters.ofBase(new BigDecimal("200"))))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.minFen()).isEqualTo(1_500_000));
    }

    @Test
    void aTableMayDifferBySelector() {
        PriceRule rule =
                rule(
                                TIERED_PROGRESSIVE,
                                tier(
                                        1,
                                        "土建",
                                        "0",
                                        null,
                                        TierKind.MARGINAL_RATE,
                                        "0.01",
                                        null,
                                        null),
                                tier(
                                        2,
                                        "安装",
                                        "0",
                                        null,
                                        TierKind.MARGINAL_RATE,
                                        "0.02",
                                        null,
                                        null))
                        .compiled();
        var given =
                new Parameters(
                        BigDecimal.TEN, null, "安装", java.util.Map.of(), java.util.Map.of(), null);

        assertThat(rule.quote(given))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.minFen()).isEqualTo(200_000));
        assertThat(rule.form().selector().options()).containsExactly("土建", "安装");
    }

    private static Arguments broken(String expected, Definitions definitions) {
        return Arguments.of(expected, definitions.definition());
    }

    private static Definitions progressive(Tier... tiers) {
        return rule(TIERED_PROGRESSIVE, tiers);
    }

    private static Factor count(String key, String rate) {
        return new Factor.CountFactor(key, "个数", new BigDecimal(rate));
    }

    private static Factor rangeFactor(String min, String max, String byDefault) {
        return new Factor.RangeFactor(
                "r", "区间", new BigDecimal(min), new BigDecimal(max), new BigDecimal(byDefault));
    }

    private static Factor twice(String label) {
        var option = new Factor.Option(label, BigDecimal.ONE);
        return new Factor.OptionFactor("o", "情形", List.of(option, option), BigDecimal.ONE);
    }

    private static List<Defect> defects(PriceRuleDefinition definition) {
        return catchThrowableOfType(InvalidRule.class, () -> PriceRule.compile(definition))
                .defects();
    }
}
