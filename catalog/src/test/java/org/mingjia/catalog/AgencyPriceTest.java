package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agency charges is one number, exact to the fen, or there is none. */
class AgencyPriceTest {
    static LongStream seeds() {
        return new Random(20261125).longs(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 10_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void anAmountOutsideItsBoundsIsNoPrice(long fen) {
        assertThatThrownBy(() -> new PriceForm.Fixed(fen)).isInstanceOf(InvalidPrice.class);
        assertThatThrownBy(() -> new PriceForm.PerUnit(fen, "点")).isInstanceOf(InvalidPrice.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100.000001", "0.0000001", "1E+30", "1E-400000"})
    void aFactorOutsideItsBoundsIsNoPrice(String factor) {
        assertThatThrownBy(() -> new PriceForm.OnRule("R", new BigDecimal(factor)))
                .isInstanceOf(InvalidPrice.class);
    }

    @Test
    void aFixedPriceIsTheSameForEveryProject() {
        var form = new PriceForm.Fixed(16_600_000);

        assertThat(fen(form, null, Parameters.ofBase(new BigDecimal("5000"))))
                .isEqualTo(16_600_000);
        assertThat(fen(form, null, Parameters.ofQuantity(BigDecimal.TEN))).isEqualTo(16_600_000);
    }

    @Test
    void whatTheFormNeedsAndIsNotGivenYieldsNoPrice() {
        var nothing = new Parameters(null, null, null, Map.of(), Map.of(), null);

        for (PriceForm form :
                List.of(
                        new PriceForm.PerUnit(1, "点"),
                        new PriceForm.OnRule("R", BigDecimal.ONE),
                        formula(new BigDecimal("0.01"), null, null))) {
            assertThat(AgencyPrice.compute(form, Definitions.rule().compiled(), nothing))
                    .isInstanceOfSatisfying(
                            AgencyQuote.NoPrice.class,
                            none ->
                                    assertThat(none.reason())
                                            .isEqualTo(AgencyQuote.Reason.PARAMETERS));
        }
    }

    @Test
    void tiersDoNotReachBeyondThemselves() {
        PriceForm form = tiers(Definitions.marginal(1, "10", "100", "0.01"));

        assertThat(AgencyPrice.compute(form, null, Parameters.ofBase(new BigDecimal("100.0001"))))
                .isInstanceOfSatisfying(
                        AgencyQuote.NoPrice.class,
                        none ->
                                assertThat(none.reason())
                                        .isEqualTo(AgencyQuote.Reason.OUTSIDE_TIERS));
        assertThat(fen(form, null, Parameters.ofBase(new BigDecimal("100")))).isEqualTo(900_000);
    }

    @Test
    void aPriceIsNoIntervalAndRestsOnNone() {
        assertThatThrownBy(() -> tiers(Definitions.range(1, "0", "100", "1", "2")))
                .isInstanceOf(InvalidPrice.class);
        PriceRule range =
                Definitions.rule(PricingMethod.RANGE, Definitions.range(1, "0", null, "1", "2"))
                        .compiled();
        var form = new PriceForm.OnRule("R", BigDecimal.ONE);

        assertThat(AgencyPrice.defects(form, range)).hasSize(1);
        assertThat(AgencyPrice.compute(form, range, Parameters.ofBase(BigDecimal.ONE)))
                .isInstanceOf(AgencyQuote.NoPrice.class);
        assertThat(
                        AgencyPrice.defects(
                                form,
                                Definitions.rule().tiers(List.of()).amountsUnknown().compiled()))
                .hasSize(1);
    }

    @Test
    void theFactorComesBeforeFloorAndCap() {
        PriceRule rule =
                Definitions.rule().adjust("0.8", "1.2").limits(500_000L, 900_000L).compiled();

        assertThat(fen(onRule("1.1"), rule, base("10"))).isEqualTo(500_000);
        assertThat(fen(onRule("1.1"), rule, base("60"))).isEqualTo(660_000);
        assertThat(fen(onRule("1.1"), rule, base("90"))).isEqualTo(900_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMultipleOfAStandardIsExactAndNeverFallsAsTheProjectGrows(long seed) {
        var random = new Random(seed);
        PriceRule rule = Definitions.rule().compiled();
        BigDecimal factor = new BigDecimal(BigInteger.valueOf(1 + random.nextInt(9_999_999)), 6);
        var form = new PriceForm.OnRule("R", factor);
        long before = 0;
        BigDecimal base = BigDecimal.ZERO;
        for (int i = 0; i < 40; i++) {
            base =
                    base.add(
                            new BigDecimal(
                                    BigInteger.valueOf(1 + random.nextInt(900_000)),
                                    random.nextInt(5)));
            long fen = fen(form, rule, Parameters.ofBase(base));

            BigDecimal wan =
                    base.min(BigDecimal.valueOf(100))
                            .multiply(new BigDecimal("0.01"))
                            .add(
                                    base.subtract(BigDecimal.valueOf(100))
                                            .max(BigDecimal.ZERO)
                                            .multiply(new BigDecimal("0.005")));
            assertThat(fen).isEqualTo(halfUp(wan.multiply(factor).movePointRight(6)));
            assertThat(fen).isGreaterThanOrEqualTo(before);
            before = fen;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unitsAndFormulasAreExactUpToTheHighestAmount(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            long each = 1 + random.nextLong(PriceForm.MOST_FEN);
            BigDecimal quantity =
                    new BigDecimal(
                            BigInteger.valueOf(1 + random.nextInt(99_999)), random.nextInt(5) + 3);
            assertThat(fen(new PriceForm.PerUnit(each, "点"), null, Parameters.ofQuantity(quantity)))
                    .isEqualTo(halfUp(quantity.multiply(BigDecimal.valueOf(each))));

            BigDecimal rate = new BigDecimal(BigInteger.valueOf(1 + random.nextInt(99_999)), 7);
            BigDecimal base =
                    new BigDecimal(
                            BigInteger.valueOf(1 + random.nextInt(999_999_999)), random.nextInt(9));
            long floor = 1 + random.nextLong(1_000_000);
            long cap = floor + random.nextLong(PriceForm.MOST_FEN - floor);
            BigDecimal exact = BigDecimal.valueOf(700).add(base.movePointRight(6).multiply(rate));
            assertThat(fen(formula(rate, floor, cap), null, Parameters.ofBase(base)))
                    .isEqualTo(Math.clamp(halfUp(exact), floor, cap));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWorkingEndsInThePrice(long seed) {
        var random = new Random(seed);
        PriceRule rule = Definitions.rule().compiled();
        BigDecimal base =
                new BigDecimal(
                        BigInteger.valueOf(1 + random.nextInt(999_999_999)), random.nextInt(9));
        for (PriceForm form :
                List.of(
                        new PriceForm.Fixed(1 + random.nextInt(999)),
                        onRule("1.16"),
                        tiers(Definitions.marginal(1, "0", null, "0.013")),
                        formula(new BigDecimal("0.01"), 5L, 99_999_999L))) {
            var priced =
                    (AgencyQuote.Priced) AgencyPrice.compute(form, rule, Parameters.ofBase(base));

            assertThat(priced.working().getLast().lowFen()).isEqualTo(Long.toString(priced.fen()));
        }
    }

    private static PriceForm.OnRule onRule(String factor) {
        return new PriceForm.OnRule("R", new BigDecimal(factor));
    }

    private static Parameters base(String base) {
        return Parameters.ofBase(new BigDecimal(base));
    }

    private static PriceForm.Formula formula(BigDecimal rate, Long floor, Long cap) {
        return new PriceForm.Formula(700, null, null, rate, "投资额", "万元", floor, cap);
    }

    private static PriceForm tiers(Tier... tiers) {
        return PriceForm.Tiered.of(
                "投资额",
                "万元",
                tiers[0].kind() == TierKind.RANGE
                        ? PricingMethod.TIERED_FLAT_INTERPOLATED
                        : PricingMethod.TIERED_PROGRESSIVE,
                AmountUnit.WAN_YUAN,
                List.of(tiers),
                null,
                null);
    }

    private static long halfUp(BigDecimal exact) {
        return exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long fen(PriceForm form, PriceRule rule, Parameters parameters) {
        return ((AgencyQuote.Priced) AgencyPrice.compute(form, rule, parameters)).fen();
    }
}
