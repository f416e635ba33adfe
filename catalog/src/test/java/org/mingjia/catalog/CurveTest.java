package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {
    private static final Parameters NONE =
            new Parameters(null, null, null, Map.of(), Map.of(), null);
    private static final PriceRule DESIGN = SampleCatalogue.rule("R-SJ-2002");

    @Test
    void pointsAscendWithoutRepeatsFromEndToEnd() {
        for (PriceRule rule : SampleCatalogue.rules().values()) {
            if (rule.definition().tiersKnown() && rule.form().selector() == null) {
                List<BigDecimal> bases =
                        bases(rule.curve(NONE, decimal("10"), decimal("3000000"), 40));
                assertThat(bases).isSorted().doesNotHaveDuplicates();
                assertThat(bases.getFirst()).isEqualByComparingTo("10");
                assertThat(bases.getLast()).isEqualByComparingTo("3000000");
                assertThat(bases.size()).isGreaterThanOrEqualTo(38);
            }
        }
    }

    @Test
    void tierBoundsAreAmongThePointsAndEachIsAQuote() {
        var curve = DESIGN.curve(NONE, decimal("100"), decimal("3000000"), 50);

        assertThat(bases(curve)).containsAll(DESIGN.breaks());
        assertThat(curve)
                .allSatisfy(point ->
                        assertThat(point.quote())
                                .isEqualTo(DESIGN.quote(Parameters.ofBase(point.base()))));
    }

    @Test
    void bothSidesOfAJumpAreShown() {
        var curve = DESIGN.curve(NONE, decimal("1000000"), decimal("3000000"), 5);

        assertThat(baseline(curve, "2000000")).isEqualTo(34_948_900_000L);
        assertThat(baseline(curve, "2000000.0001")).isEqualTo(32_000_000_002L);
        assertThat(bases(curve)).doesNotContain(decimal("1000000.0001"));
    }

    @Test
    void belowTheFirstTierAndAboveTheLastThereIsNoPrice() {
        PriceRule soil = SampleCatalogue.rule("R-SB-2005");
        var curve = soil.curve(NONE, decimal("1000"), decimal("300000"), 10);

        assertThat(at(curve, "4999.9999")).isInstanceOf(Quote.NoStandard.class);
        assertThat(at(curve, "5000")).isInstanceOf(Quote.Priced.class);
        assertThat(at(curve, "200000")).isInstanceOf(Quote.Priced.class);
        assertThat(at(curve, "200000.0001")).isInstanceOf(Quote.NoStandard.class);
    }

    @Test
    void aWideStretchIsSpacedByRatio() {
        PriceRule rule =
                Definitions.rule(
                                PricingMethod.PERCENTAGE,
                                Definitions.tier(
                                        1, null, "0", null, TierKind.FLAT_RATE, "0.01", null, null))
                        .compiled();

        assertThat(bases(rule.curve(NONE, decimal("1"), decimal("10000"), 5)))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        decimal("1"),
                        decimal("10"),
                        decimal("100"),
                        decimal("1000"),
                        decimal("10000"));
        assertThat(bases(rule.curve(NONE, decimal("0"), decimal("100"), 5)))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        decimal("0.0001"),
                        decimal("25"),
                        decimal("50"),
                        decimal("75"),
                        decimal("100"));
    }

    @Test
    void aRuleThatPricesAQuantityIsPlottedOverTheQuantity() {
        var houses = SampleCatalogue.rule("R-CH-HOUSE-2002");
        var fixed = new Parameters(null, null, "住宅用房", Map.of(), Map.of(), null);

        assertThat(at(houses.curve(fixed, decimal("100"), decimal("200"), 3), "150"))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.minFen()).isEqualTo(20_400));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 5, from",
        "5, 5, 5, to",
        "1, 5, 1, points",
        "1, 5, 201, points",
        "1, 1e99, 5, to"
    })
    void aStretchThatMakesNoSenseIsRefusedByName(
            BigDecimal from, BigDecimal to, int points, String parameter) {
        var refused =
                catchThrowableOfType(
                        ParameterRefused.class, () -> DESIGN.curve(NONE, from, to, points));

        assertThat(refused.parameter()).isEqualTo(parameter);
        assertThat(refused.rule()).isEqualTo("parameter-out-of-range");
    }

    @Test
    void theFormAsksForWhatTheRuleUses() {
        FormSpec bidding = SampleCatalogue.rule("R-ZB-G-2011").form();
        FormSpec houses = SampleCatalogue.rule("R-CH-HOUSE-2002").form();
        FormSpec hazard = SampleCatalogue.rule("R-DZ-REPORT-2004").form();
        FormSpec unknown = SampleCatalogue.rule("R-PH-TS-CY-HN").form();

        assertThat(bidding.base()).isEqualTo(new FormSpec.BaseField(true, "中标金额", "万元"));
        assertThat(bidding.quantity()).isNull();
        assertThat(bidding.factors()).extracting(Factor::key).containsExactly("scope");
        assertThat(houses.quantity())
                .isEqualTo(new FormSpec.QuantityField(true, "建筑面积", "平方米", null));
        assertThat(houses.selector().options()).hasSize(3);
        assertThat(hazard.quantity().defaultValue()).isEqualTo("1");
        assertThat(unknown).isEqualTo(new FormSpec(null, null, null, List.of()));
    }

    private static List<BigDecimal> bases(List<CurvePoint> curve) {
        return curve.stream().map(CurvePoint::base).toList();
    }

    private static Quote at(List<CurvePoint> curve, String base) {
        return curve.stream()
                .filter(point -> point.base().compareTo(decimal(base)) == 0)
                .findFirst()
                .orElseThrow()
                .quote();
    }

    private static long baseline(List<CurvePoint> curve, String base) {
        return ((Quote.Priced) at(curve, base)).baselineMinFen();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
