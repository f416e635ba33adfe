package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for rules that nobody has published yet. */
class PriceEnginePropertiesTest {
    static LongStream seeds() {
        return new Random(20261123).longs(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPriceIsExactToTheFen(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            PriceRule rule = random.nextBoolean() ? progressive(random) : interpolated(random);
            BigDecimal base = base(random);
            List<BigDecimal> multipliers = new ArrayList<>();
            Parameters parameters = parameters(random, base, multipliers);

            Quote quote = rule.quote(parameters);

            var expected = new SlowReference(rule.definition()).price(base, multipliers);
            switch (quote) {
                case Quote.NoStandard none -> {
                    assertThat(expected).isNull();
                    assertThat(none.reason()).isEqualTo(Quote.Reason.OUTSIDE_TIERS);
                }
                case Quote.Priced p ->
                        assertThat(
                                        List.of(
                                                p.minFen(),
                                                p.maxFen(),
                                                p.baselineMinFen(),
                                                p.baselineMaxFen()))
                                .isEqualTo(
                                        expected.stream().map(BigInteger::longValueExact).toList());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLargerProjectNeverCostsLess(long seed) {
        var random = new Random(seed);
        PriceRule rule = progressive(random);
        for (int i = 0; i < 20; i++) {
            BigDecimal small = base(random);
            BigDecimal large = small.add(base(random));

            if (rule.quote(Parameters.ofBase(large)) instanceof Quote.Priced more
                    && rule.quote(Parameters.ofBase(small)) instanceof Quote.Priced less) {
                assertThat(more.minFen()).isGreaterThanOrEqualTo(less.minFen());
                assertThat(more.maxFen()).isGreaterThanOrEqualTo(less.maxFen());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void insideOneInterpolatedTierThePriceRisesBetweenItsAmounts(long seed) {
        var random = new Random(seed);
        PriceRule rule = interpolatedTiers(random).compiled();
        for (Tier tier : rule.definition().tiers()) {
            long before = fen(tier.lowAmount());
            BigDecimal width = tier.upperBound().subtract(tier.lowerBound());
            for (int part = 1; part <= 8; part++) {
                BigDecimal base =
                        tier.lowerBound()
                                .add(
                                        width.multiply(BigDecimal.valueOf(part))
                                                .divide(BigDecimal.valueOf(8)));
                var priced = (Quote.Priced) rule.quote(Parameters.ofBase(base));
                assertThat(priced.minFen()).isGreaterThanOrEqualTo(before);
                before = priced.minFen();
            }
            assertThat(before).isEqualTo(fen(tier.highAmount()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theIntervalHoldsTheBaselineWhereTheVariationStraddlesOne(long seed) {
        var random = new Random(seed);
        PriceRule rule = random.nextBoolean() ? progressive(random) : interpolated(random);
        for (int i = 0; i < 20; i++) {
            if (rule.quote(Parameters.ofBase(base(random))) instanceof Quote.Priced priced) {
                assertThat(priced.minFen()).isLessThanOrEqualTo(priced.baselineMinFen());
                assertThat(priced.baselineMinFen()).isLessThanOrEqualTo(priced.baselineMaxFen());
                assertThat(priced.maxFen()).isGreaterThanOrEqualTo(priced.baselineMaxFen());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWorkingArrivesAtTheSameFen(long seed) {
        var random = new Random(seed);
        PriceRule rule = random.nextBoolean() ? progressive(random) : interpolated(random);
        Parameters parameters = parameters(random, base(random), new ArrayList<>());

        if (rule.quote(parameters) instanceof Quote.Priced priced) {
            WorkingLine last = priced.working().getLast();
            assertThat(last.lowFen()).isEqualTo(Long.toString(priced.minFen()));
            assertThat(last.highFen()).isEqualTo(Long.toString(priced.maxFen()));
        }
    }

    private static PriceRule progressive(Random random) {
        List<Tier> tiers = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        BigDecimal lower = random.nextBoolean() ? BigDecimal.ZERO : decimal(random, 500, 2);
        boolean ranged = random.nextInt(4) == 0;
        for (int no = 1; no <= count; no++) {
            boolean open = no == count && random.nextBoolean();
            BigDecimal upper =
                    open ? null : lower.add(decimal(random, 1_000_000, random.nextInt(3)));
            BigDecimal rate =
                    decimal(random, 20_000, random.nextBoolean() ? 0 : 6)
                            .divide(BigDecimal.valueOf(1_000_000))
                            .stripTrailingZeros();
            tiers.add(
                    new Tier(
                            no,
                            null,
                            lower,
                            upper,
                            TierKind.MARGINAL_RATE,
                            ranged ? null : rate,
                            ranged ? rate : null,
                            ranged ? rate.multiply(new BigDecimal("1.7")) : null,
                            null));
            lower = upper;
        }
        return dressed(random, Definitions.rule().tiers(tiers)).compiled();
    }

    private static PriceRule interpolated(Random random) {
        return dressed(random, interpolatedTiers(random)).compiled();
    }

    private static Definitions interpolatedTiers(Random random) {
        List<Tier> tiers = new ArrayList<>();
        BigDecimal lower = random.nextBoolean() ? BigDecimal.ZERO : decimal(random, 500, 1);
        BigDecimal amount = decimal(random, 90, 1);
        int count = 1 + random.nextInt(12);
        for (int no = 1; no <= count; no++) {
            BigDecimal upper = lower.add(decimal(random, 900_000, 1));
            BigDecimal next = amount.add(decimal(random, 3000, 1));
            tiers.add(new Tier(no, null, lower, upper, TierKind.INTERP, null, amount, next, null));
            lower = upper;
            amount = next;
        }
        return Definitions.rule(PricingMethod.TIERED_FLAT_INTERPOLATED).tiers(tiers);
    }

    private static Definitions dressed(Random random, Definitions rule) {
        if (random.nextBoolean()) {
            String low = random.nextBoolean() ? "0.8" : "0.873";
            rule.adjust(low, random.nextBoolean() ? "1.2" : "1");
        }
        if (random.nextInt(3) == 0) {
            rule.limits(
                    random.nextLong(1_000_000), 1_000_000 + random.nextLong(10_000_000_000_000L));
        }
        return rule.factors(
                new Factor.OptionFactor(
                        "o",
                        "情形",
                        List.of(
                                new Factor.Option("甲", new BigDecimal("0.85")),
                                new Factor.Option("乙", new BigDecimal("1.15"))),
                        BigDecimal.ONE),
                new Factor.RangeFactor(
                        "r",
                        "商定",
                        new BigDecimal("0.5"),
                        new BigDecimal("1.5"),
                        new BigDecimal("1.0")),
                new Factor.CountFactor("c", "增加", new BigDecimal("0.5")));
    }

    private static Parameters parameters(
            Random random, BigDecimal base, List<BigDecimal> multipliers) {
        Map<String, String> factors = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        if (random.nextBoolean()) {
            factors.put("o", random.nextBoolean() ? "甲" : "0.850");
            multipliers.add(new BigDecimal("0.85"));
        }
        if (random.nextBoolean()) {
            BigDecimal value =
                    new BigDecimal("0.5").add(decimal(random, 1, 1 + random.nextInt(18)));
            factors.put("r", value.toString());
            multipliers.add(value);
        }
        if (random.nextBoolean()) {
            long count = random.nextLong(6);
            counts.put("c", count);
            multipliers.add(
                    new BigDecimal("0.5").multiply(BigDecimal.valueOf(count)).add(BigDecimal.ONE));
        }
        return new Parameters(base, null, null, factors, counts, null);
    }

    /**
     * From a few fen to 10^7 万元, the base of 10^13 fen at a rate of one, with up to 20 decimals.
     */
    private static BigDecimal base(Random random) {
        return decimal(
                random,
                BigInteger.TEN.pow(1 + random.nextInt(7)).longValueExact(),
                random.nextInt(21));
    }

    /** Above zero, at most the bound, with that many decimal places. */
    private static BigDecimal decimal(Random random, long bound, int places) {
        BigInteger range = BigInteger.valueOf(bound).multiply(BigInteger.TEN.pow(places));
        BigInteger unscaled = new BigInteger(range.bitLength() + 8, random).mod(range);
        return new BigDecimal(unscaled.add(BigInteger.ONE), places);
    }

    private static long fen(BigDecimal wanYuan) {
        return wanYuan.movePointRight(6).longValueExact();
    }
}
