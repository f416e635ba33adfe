package org.mingjia.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.Factor;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PriceRuleDefinition;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.Quote;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.catalog.Tier;
import org.mingjia.catalog.TierKind;
import org.mingjia.catalog.WorkingLine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Quotes per second of one thread on rules of eight tiers with a variation of ±20% and a factor,
 * over 1,024 bases of two decimal places that hit every tier. Parameters are built inside the
 * measurement.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class QuoteBenchmark {
    private static final int BASES = 1024;
    private static final long[] BOUNDS = {0, 100, 500, 1000, 5000, 10_000, 50_000, 100_000};
    private static final String[] RATES = {
        "0.015", "0.008", "0.0045", "0.0025", "0.001", "0.0005", "0.00035", "0.00008"
    };

    private final PriceRule progressive = rule(PricingMethod.TIERED_PROGRESSIVE);
    private final PriceRule interpolated = rule(PricingMethod.TIERED_FLAT_INTERPOLATED);
    private final Map<String, String> factors = Map.of("scope", "0.3");
    private final BigDecimal[] bases = new BigDecimal[BASES];
    private final BigDecimal[] longBases = new BigDecimal[BASES];
    private int next;

    /** Fills the bases, the same in every run. */
    public QuoteBenchmark() {
        var random = new Random(20261123);
        for (int i = 0; i < BASES; i++) {
            long width = BOUNDS[i % (BOUNDS.length - 1) + 1] * 100;
            bases[i] = BigDecimal.valueOf(1 + random.nextLong(width), 2);
            longBases[i] = bases[i].add(new BigDecimal("0.12345678901234567"));
        }
    }

    @Benchmark
    public Quote progressive() {
        return progressive.quote(Parameters.ofBase(base(bases)));
    }

    @Benchmark
    public Quote progressiveWithFactor() {
        return progressive.quote(new Parameters(base(bases), null, null, factors, Map.of(), null));
    }

    @Benchmark
    public Quote interpolated() {
        return interpolated.quote(Parameters.ofBase(base(bases)));
    }

    /** Twenty significant digits, which do not fit a long: the exact slow path. */
    @Benchmark
    public Quote progressiveOnLongNumbers() {
        return progressive.quote(Parameters.ofBase(base(longBases)));
    }

    @Benchmark
    public List<WorkingLine> working() {
        return switch (progressive.quote(Parameters.ofBase(base(bases)))) {
            case Quote.Priced priced -> priced.working();
            case Quote.NoStandard _ -> List.of();
        };
    }

    private BigDecimal base(BigDecimal[] from) {
        next = (next + 1) & (BASES - 1);
        return from[next];
    }

    private static PriceRule rule(PricingMethod method) {
        boolean marginal = method == PricingMethod.TIERED_PROGRESSIVE;
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < BOUNDS.length; i++) {
            boolean last = i == BOUNDS.length - 1;
            BigDecimal upper =
                    last ? BigDecimal.valueOf(1_000_000) : BigDecimal.valueOf(BOUNDS[i + 1]);
            tiers.add(
                    new Tier(
                            i + 1,
                            null,
                            BigDecimal.valueOf(BOUNDS[i]),
                            marginal && last ? null : upper,
                            marginal ? TierKind.MARGINAL_RATE : TierKind.INTERP,
                            marginal ? new BigDecimal(RATES[i]) : null,
                            marginal ? null : amount(i),
                            marginal ? null : amount(i + 1),
                            null));
        }
        Factor scope =
                new Factor.OptionFactor(
                        "scope",
                        "服务范围",
                        List.of(
                                new Factor.Option("全过程", BigDecimal.ONE),
                                new Factor.Option("仅编制招标文件", new BigDecimal("0.3"))),
                        BigDecimal.ONE);
        return PriceRule.compile(
                new PriceRuleDefinition(
                        "R-BENCH",
                        "S-BENCH",
                        "测量用标准",
                        "测量用文件",
                        "000000",
                        method,
                        "计费额",
                        "万元",
                        AmountUnit.WAN_YUAN,
                        new BigDecimal("0.8"),
                        new BigDecimal("1.2"),
                        List.of(scope),
                        null,
                        300_000_000L,
                        null,
                        null,
                        RuleStatus.IN_FORCE,
                        true,
                        tiers));
    }

    private static BigDecimal amount(int step) {
        return BigDecimal.valueOf(37L * step * step + 53, 1);
    }
}
