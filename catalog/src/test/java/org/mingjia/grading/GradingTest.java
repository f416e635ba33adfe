package org.mingjia.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.grading.AgencyYear.Contract;
import org.mingjia.grading.AgencyYear.Finding;

/** What must hold of every rating, whatever the year was like. */
class GradingTest {

    private static final Formula FIRST = Formula.FIRST;
    private static final List<String> CATEGORIES = List.of("环评", "测绘", "审计");
    private static final List<String> KINDS =
            List.of("complaint_upheld", "false_material", "refused_to_sign", "price_violation");

    static LongStream seeds() {
        return new Random(20261128).longs(200);
    }

    private static Contract contract(Random random) {
        boolean accepted = random.nextInt(10) > 0;
        return new Contract(
                "HT-" + random.nextInt(100_000),
                CATEGORIES.get(random.nextInt(3)),
                accepted ? "accepted" : "breach",
                "2025-06-01",
                accepted ? "2025-05-%02d".formatted(1 + random.nextInt(28)) : null,
                "2025-05-20",
                accepted && random.nextInt(4) > 0 ? (Integer) (4 + random.nextInt(17)) : null,
                random.nextInt(8) == 0);
    }

    private static AgencyYear agency(Random random, String uscc) {
        var contracts = new ArrayList<Contract>();
        for (int i = random.nextInt(12); i > 0; i--) {
            contracts.add(contract(random));
        }
        var findings = new ArrayList<Finding>();
        for (int i = random.nextInt(3); i > 0; i--) {
            findings.add(new Finding(KINDS.get(random.nextInt(4)), "2025-02-03", null, "查实"));
        }
        int items = random.nextInt(9);
        return new AgencyYear(
                uscc,
                "2024-01-01",
                random.nextBoolean() ? (Integer) random.nextInt(101) : null,
                items,
                items == 0 ? 0 : random.nextInt(items + 1),
                contracts,
                findings);
    }

    private static List<AgencyYear> market(Random random) {
        var all = new ArrayList<AgencyYear>();
        for (int i = 0; i < 20; i++) {
            all.add(agency(random, "U" + i));
        }
        return all;
    }

    private static Means means(List<AgencyYear> market) {
        var means = new Means(FIRST);
        market.forEach(means::count);
        return means;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfAgenciesAndContractsIsNoMatter(long seed) {
        var random = new Random(seed);
        var market = market(random);
        var turned = new ArrayList<AgencyYear>();
        for (var agency : market) {
            var contracts = new ArrayList<>(agency.contracts());
            Collections.shuffle(contracts, random);
            turned.add(with(agency, contracts, agency.findings()));
        }
        Collections.shuffle(turned, random);

        var means = means(market);
        var again = means(turned);
        for (var agency : turned) {
            var before =
                    market.stream().filter(a -> a.uscc().equals(agency.uscc())).findFirst().get();
            assertThat(Rated.of(FIRST, 2025, again, agency))
                    .isEqualTo(Rated.of(FIRST, 2025, means, before));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theScoreIsWhatTheFormulaSaysInDecimalsAsWell(long seed) {
        var market = market(new Random(seed));
        var means = means(market);
        for (var agency : market) {
            Rated rated = Rated.of(FIRST, 2025, means, agency);
            Integer score = rated.score();
            if (score == null) {
                assertThat(agency.contracts()).isEmpty();
                continue;
            }
            BigDecimal points =
                    decimal(rated.quality())
                            .multiply(BigDecimal.valueOf(40))
                            .add(decimal(rated.timeliness()).multiply(BigDecimal.valueOf(20)))
                            .add(decimal(rated.pricing()).multiply(BigDecimal.valueOf(15)))
                            .add(decimal(rated.supervision()).multiply(BigDecimal.valueOf(15)))
                            .add(decimal(rated.completeness()).multiply(BigDecimal.TEN))
                            .subtract(BigDecimal.valueOf(rated.deducted()))
                            .max(BigDecimal.ZERO)
                            .min(BigDecimal.valueOf(100));
            assertThat(
                            points.subtract(BigDecimal.valueOf(score, 2))
                                    .abs()
                                    .compareTo(new BigDecimal("0.005")))
                    .isLessThanOrEqualTo(0);
            assertThat(decimal(rated.quality())).isBetween(new BigDecimal("0.2"), BigDecimal.ONE);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoDoesBetterIsNeverGivenLess(long seed) {
        var random = new Random(seed);
        var market = market(random);
        var means = means(market);
        for (var agency : market) {
            Integer score = Rated.of(FIRST, 2025, means, agency).score();
            if (score == null) {
                continue;
            }
            var better =
                    agency.contracts().stream()
                            .map(c ->
                                    new Contract(
                                            c.number(),
                                            c.category(),
                                            "accepted",
                                            c.endedOn(),
                                            "2025-05-01",
                                            c.deliverBy(),
                                            c.stars() == null ? null : (Integer) 20,
                                            false))
                            .toList();
            assertThat(
                            Rated.of(FIRST, 2025, means, with(agency, better, agency.findings()))
                                    .score())
                    .isGreaterThanOrEqualTo(score);
            assertThat(
                            Rated.of(
                                            FIRST,
                                            2025,
                                            means,
                                            with(agency, agency.contracts(), List.of()))
                                    .score())
                    .isGreaterThanOrEqualTo(score);
        }
    }

    @Test
    void halfAHundredthIsRoundedUpAndNothingIsRoundedBefore() {
        assertThat(Fraction.of(1, 200).hundredths()).isEqualTo(1);
        assertThat(Fraction.of(1, 201).hundredths()).isZero();
        assertThat(Fraction.of(10, 3).hundredths()).isEqualTo(333);
        assertThat(Fraction.of(-1, 200).hundredths()).isZero();
        assertThat(Fraction.of(-3, 200).hundredths()).isEqualTo(-1);
        assertThat(Fraction.parse("6/8")).isEqualTo(Fraction.of(3, 4));
        assertThat(Fraction.of(1, 3).compareTo(Fraction.of(333, 1000))).isPositive();
        assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void weightsOfNinetyNineAreNoFormula() {
        assertThatThrownBy(() ->
                        new Formula(
                                2,
                                new Formula.Weights(39, 20, 15, 15, 10),
                                300,
                                5,
                                100,
                                3,
                                FIRST.deductions(),
                                FIRST.grades(),
                                70))
                .hasMessageContaining("99");
    }

    private static AgencyYear with(
            AgencyYear agency, List<Contract> contracts, List<Finding> findings) {
        return new AgencyYear(
                agency.uscc(),
                agency.admittedOn(),
                agency.supervision(),
                agency.items(),
                agency.priced(),
                contracts,
                findings);
    }

    private static BigDecimal decimal(Fraction fraction) {
        return new BigDecimal(fraction.over())
                .divide(
                        new BigDecimal(fraction.under()),
                        new MathContext(60, RoundingMode.HALF_EVEN));
    }
}
