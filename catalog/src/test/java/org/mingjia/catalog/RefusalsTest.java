package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mingjia.catalog.Definitions.priced;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine must not answer with a price. */
class RefusalsTest {
    private static final PriceRule BIDDING = SampleCatalogue.rule("R-ZB-G-2011");
    private static final PriceRule HOUSES = SampleCatalogue.rule("R-CH-HOUSE-2002");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R-ZB-G-2011 | {} | base | missing-parameter",
                "R-TS-AREA-2011 | {} | quantity | missing-parameter",
                "R-CH-HOUSE-2002 | {'quantity':'5'} | selector | missing-parameter",
                "R-CH-HOUSE-2002 | {'selector':'住宅用房'} | quantity | missing-parameter",
                "R-ZB-G-2011 | {'base':'5','quantity':'1'} | quantity | unknown-parameter",
                "R-ZB-G-2011 | {'base':'5','selector':'x'} | selector | unknown-parameter",
                "R-TS-AREA-2011 | {'base':'5'} | base | unknown-parameter",
                "R-JG-RD | {'base':'5'} | base | unknown-parameter",
                "R-ZB-G-2011 | {'base':'5','factors':{'industry':'1'}} | factors.industry | unknown-parameter",
                "R-ZB-G-2011 | {'base':'5','counts':{'scope':1}} | counts.scope | unknown-parameter",
                "R-EIA-FORM-2011 | {'base':'5','factors':{'special_topics':'1'}} | factors.special_topics | unknown-parameter",
                "R-ZB-G-2011 | {'base':'0'} | base | parameter-out-of-range",
                "R-ZB-G-2011 | {'base':'-1'} | base | parameter-out-of-range",
                "R-TS-AREA-2011 | {'quantity':'0'} | quantity | parameter-out-of-range",
                "R-EIA-FORM-2011 | {'base':'5','counts':{'special_topics':-1}} | counts.special_topics | parameter-out-of-range",
                "R-EIA-FORM-2011 | {'base':'5','counts':{'special_topics':1000001}} | counts.special_topics | parameter-out-of-range",
                "R-ZB-G-2011 | {'base':'5','factors':{'scope':'0.5'}} | factors.scope | parameter-out-of-range",
                "R-ZB-G-2011 | {'base':'5','factors':{'scope':'全部'}} | factors.scope | parameter-out-of-range",
                "R-SJ-2002 | {'base':'300','factors':{'additional':'1.51'}} | factors.additional | parameter-out-of-range",
                "R-SJ-2002 | {'base':'300','factors':{'additional':'NaN'}} | factors.additional | malformed-number",
                "R-ZB-G-2011 | {'base':'1e400'} | base | parameter-out-of-range",
                "R-ZB-G-2011 | {'base':'1e-400'} | base | parameter-out-of-range",
                "R-ZB-G-2011 | {'base':'1e2147483647'} | base | parameter-out-of-range",
                "R-ZB-G-2011 | {'base':'1.234567890123456789012345678901'} | base | parameter-out-of-range",
                "R-TS-COST-2011 | {'base':'1e15'} | base | parameter-out-of-range",
                "R-TS-AREA-2011 | {'quantity':'1e15'} | quantity | parameter-out-of-range",
                "R-PH-TS-CY-HN | {'base':'-1'} | base | parameter-out-of-range",
            })
    void aParameterThatDoesNotFitIsRefusedByName(
            String ruleId, String parameters, String parameter, String rule) {
        var given = SampleCatalogue.parameters(parameters.replace('\'', '"'));

        var refused =
                catchThrowableOfType(
                        ParameterRefused.class, () -> SampleCatalogue.rule(ruleId).quote(given));

        assertThat(refused.parameter()).isEqualTo(parameter);
        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detailZh()).isNotBlank();
        assertThat(refused.getStackTrace()).isEmpty();
    }

    @Test
    void aRefusalSaysWhatWouldHaveBeenAccepted() {
        var scope = refusal(BIDDING, "{\"base\":\"5\",\"factors\":{\"scope\":\"0.5\"}}");
        var house = refusal(HOUSES, "{\"quantity\":\"5\"}");
        var range =
                refusal(
                        SampleCatalogue.rule("R-SJ-2002"),
                        "{\"base\":\"300\",\"factors\":{\"additional\":\"2\"}}");

        assertThat(scope.allowed()).containsExactly("招标代理全过程", "仅编制招标文件(含标底)");
        assertThat(house.allowed()).containsExactly("住宅用房", "商业楼用房", "多功能综合楼用房");
        assertThat(range.bound()).isEqualTo("[0.8, 1.5]");
    }

    @Test
    void unknownAmountsAndDatesComeBeforeTheUseOfAParameter() {
        assertThat(SampleCatalogue.rule("R-PH-TS-CY-HN").quote(base("1000")))
                .isInstanceOfSatisfying(
                        Quote.NoStandard.class,
                        none -> assertThat(none.reason()).isEqualTo(Quote.Reason.AMOUNTS_UNKNOWN));
        var late = new Parameters(null, null, null, Map.of(), Map.of(), LocalDate.of(2015, 3, 1));
        assertThat(BIDDING.quote(late))
                .isInstanceOfSatisfying(
                        Quote.NoStandard.class,
                        none -> {
                            assertThat(none.reason().code()).isEqualTo("not-in-effect");
                            assertThat(none.text())
                                    .contains("2015-03-01", "2011-05-01", "2015-02-28");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "0.30", "3e-1", "仅编制招标文件(含标底)"})
    void anOptionIsGivenByItsValueOrByItsLabel(String text) {
        var given =
                new Parameters(
                        new BigDecimal("100"), null, null, Map.of("scope", text), Map.of(), null);

        assertThat(BIDDING.quote(given))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> assertThat(priced.baselineMinFen()).isEqualTo(450_000));
    }

    @Test
    void aDefaultThatIsNoOptionMayBeGivenToo() {
        PriceRule eia = SampleCatalogue.rule("R-EIA-BOOK-2011");
        var given =
                new Parameters(
                        new BigDecimal("3000"),
                        null,
                        null,
                        Map.of("sensitivity", "1"),
                        Map.of(),
                        null);

        assertThat(eia.quote(given))
                .usingRecursiveComparison()
                .ignoringFields("parameters")
                .isEqualTo(eia.quote(base("3000")));
    }

    @Test
    void aKeyWithoutValueCountsAsOmitted() {
        Map<String, String> factors = new HashMap<>();
        factors.put("scope", null);

        assertThat(new Parameters(BigDecimal.ONE, null, null, factors, Map.of(), null))
                .isEqualTo(base("1"));
    }

    @Test
    void zerosDoNotMakeANumberLong() {
        assertThat(BIDDING.quote(base("100.0000000000000000000000000000000000000000")))
                .isInstanceOf(Quote.Priced.class);
    }

    static java.util.stream.Stream<PriceRule> rulesOnABase() {
        return SampleCatalogue.rules().values().stream().filter(rule -> rule.form().base() != null);
    }

    @ParameterizedTest
    @MethodSource("rulesOnABase")
    void noPublishedRuleExtrapolates(PriceRule rule) {
        var tiers = rule.definition().tiers();
        BigDecimal lowest = tiers.getFirst().lowerBound();
        BigDecimal highest = tiers.getLast().upperBound();
        BigDecimal step = new BigDecimal("0.00000001");

        if (lowest.signum() > 0) {
            assertThat(rule.quote(Parameters.ofBase(lowest))).isInstanceOf(Quote.Priced.class);
            assertOutside(rule, lowest.subtract(step));
        }
        if (highest != null) {
            assertThat(rule.quote(Parameters.ofBase(highest))).isInstanceOf(Quote.Priced.class);
            assertOutside(rule, highest.add(step));
        }
    }

    @Test
    void aCapAlsoClosesAnOpenTier() {
        PriceRule rule =
                Definitions.rule(
                                PricingMethod.RANGE,
                                Definitions.tier(
                                        1, null, "0", null, TierKind.OPEN_FLOOR, "2", null, null))
                        .limits(null, 3_000_000L)
                        .compiled();

        assertThat(rule.quote(base("9")))
                .isInstanceOfSatisfying(
                        Quote.Priced.class,
                        priced -> {
                            assertThat(priced.minFen()).isEqualTo(2_000_000);
                            assertThat(priced.maxFen()).isEqualTo(3_000_000);
                        });
    }

    @Test
    void onlyARuleInForceIsALegalCeiling() {
        assertThat(SampleCatalogue.rule("R-JD-DOC-HN2021").legalCeiling()).isTrue();
        assertThat(BIDDING.legalCeiling()).isFalse();
        assertThat(SampleCatalogue.rule("R-ZB-G-2003").legalCeiling()).isFalse();
    }

    @Test
    void aSingleNamedPriceNeedsNoSelector() {
        PriceRule rule =
                Definitions.rule(PricingMethod.FIXED, priced(1, "甲类", TierKind.FIXED_AMOUNT, "3"))
                        .compiled();

        assertThat(rule.quote(new Parameters(null, null, null, Map.of(), Map.of(), null)))
                .isInstanceOf(Quote.Priced.class);
        assertThat(rule.quote(new Parameters(null, null, "乙类", Map.of(), Map.of(), null)))
                .isInstanceOf(Quote.NoStandard.class);
    }

    @Test
    void aRangeRuleRefusesAnArgumentItCannotUseEvenOutsideItsTiers() {
        var given =
                new Parameters(
                        new BigDecimal("2900"),
                        null,
                        null,
                        Map.of("complexity", "9"),
                        Map.of(),
                        null);

        assertThatThrownBy(() -> SampleCatalogue.rule("R-QQ-PROPOSAL-1999").quote(given))
                .isInstanceOf(ParameterRefused.class);
    }

    private static void assertOutside(PriceRule rule, BigDecimal base) {
        assertThat(rule.quote(Parameters.ofBase(base)))
                .isInstanceOfSatisfying(
                        Quote.NoStandard.class,
                        none -> {
                            assertThat(none.reason()).isEqualTo(Quote.Reason.OUTSIDE_TIERS);
                            assertThat(none.text()).contains(base.toPlainString());
                        });
    }

    private static ParameterRefused refusal(PriceRule rule, String json) {
        return catchThrowableOfType(
                ParameterRefused.class, () -> rule.quote(SampleCatalogue.parameters(json)));
    }

    private static Parameters base(String base) {
        return Parameters.ofBase(new BigDecimal(base));
    }
}
