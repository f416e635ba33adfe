package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A price standard that has been checked and can be computed. Immutable; share it freely. */
public final class PriceRule {
    /** No lawful price of this market comes near 10 万亿元; beyond it a parameter is a mistake. */
    static final long MAX_FEN = 1_000_000_000_000_000L;

    private final PriceRuleDefinition definition;
    private final Validity effective;
    private final Map<String, Schedule> schedules; // by selector, "" where the rule has one price
    private final @Nullable Schedule only;
    private final List<Multiplier> multipliers;
    private final Fraction adjustMin;
    private final Fraction adjustMax;

    private PriceRule(PriceRuleDefinition definition) {
        this.definition = definition;
        this.effective = Validity.inclusive(definition.effectiveFrom(), definition.effectiveTo());
        Map<String, List<Tier>> bySelector = new LinkedHashMap<>();
        for (Tier tier : definition.tiers()) {
            String selector = tier.selector() == null ? "" : tier.selector();
            bySelector.computeIfAbsent(selector, _ -> new ArrayList<>()).add(tier);
        }
        Map<String, Schedule> compiled = new LinkedHashMap<>();
        bySelector.forEach(
                (selector, tiers) -> compiled.put(selector, Schedule.of(definition, tiers)));
        this.schedules = compiled;
        this.only = compiled.size() == 1 ? compiled.values().iterator().next() : null;
        this.multipliers = definition.factors().stream().map(Multiplier::new).toList();
        this.adjustMin = orOne(definition.adjustMin());
        this.adjustMax = orOne(definition.adjustMax());
    }

    /**
     * Checks a definition and prepares it for computing.
     *
     * @throws InvalidRule with every defect of the definition
     */
    public static PriceRule compile(PriceRuleDefinition definition) {
        List<Defect> defects = new RuleChecks(definition).defects();
        if (!defects.isEmpty()) {
            throw new InvalidRule(definition.ruleId(), defects);
        }
        return new PriceRule(definition);
    }

    /**
     * The lawful interval for these parameters, or why there is none.
     *
     * @throws ParameterRefused when the parameters do not fit the rule
     */
    public Quote quote(Parameters parameters) {
        Hit hit = hit(parameters, true);
        return hit.bracket() == null
                ? none(parameters, hit)
                : priced(parameters, hit.bracket(), hit.argument(), hit.product());
    }

    /** Why a {@link Hit} has no bracket. */
    Quote.NoStandard none(Parameters parameters, Hit hit) {
        return new Quote.NoStandard(this, parameters, hit.miss());
    }

    /**
     * Where in the table the parameters come to lie.
     *
     * @param bracket null where nothing holds them, and {@code miss} says why
     * @param product of the coefficients
     */
    record Hit(
            Schedule.@Nullable Bracket bracket,
            Quote.Reason miss,
            Fraction argument,
            Fraction product) {
        private static Hit none(Quote.Reason reason) {
            return new Hit(null, reason, Fraction.ZERO, Fraction.ONE);
        }

        /** Before variation, floor and cap. */
        Fraction at(Schedule.Line line) {
            Fraction amount = line.at(argument);
            return product.isOne() ? amount : amount.times(product);
        }
    }

    /**
     * Finds the bracket.
     *
     * @param dated whether the day of the parameters counts; a benchmark may be computed after it
     */
    Hit hit(Parameters parameters, boolean dated) {
        ParameterChecks.plausible(parameters);
        if (!definition.tiersKnown()) {
            return Hit.none(Quote.Reason.AMOUNTS_UNKNOWN);
        }
        if (dated && parameters.asOf() != null && !effective.contains(parameters.asOf())) {
            return Hit.none(Quote.Reason.NOT_IN_EFFECT);
        }
        ParameterChecks.useful(parameters, definition, hasSelectors());
        Schedule schedule = schedule(parameters);
        Fraction argument = Fraction.of(argument(parameters));
        Fraction product = Fraction.ONE;
        for (int i = 0; i < multipliers.size(); i++) {
            Fraction multiplier = multipliers.get(i).of(parameters);
            product = multiplier.isOne() ? product : product.times(multiplier);
        }
        if (schedule == null) {
            return Hit.none(Quote.Reason.NO_SUCH_SELECTOR);
        }
        return new Hit(schedule.holding(argument), Quote.Reason.OUTSIDE_TIERS, argument, product);
    }

    /** Without the one of base and quantity that this standard does not price. */
    Parameters projected(Parameters given) {
        boolean usesBase = definition.method().usesBase();
        if (usesBase && given.quantity() != null) {
            return given.withQuantity(null);
        }
        return !usesBase && given.base() != null ? given.withBase(null) : given;
    }

    private Quote.Priced priced(
            Parameters parameters, Schedule.Bracket bracket, Fraction argument, Fraction product) {
        Fraction low = bracket.low().at(argument);
        low = product.isOne() ? low : low.times(product);
        long baselineMin = bounded(low);
        long min = adjustMin.isOne() ? baselineMin : bounded(low.times(adjustMin));
        Schedule.Line line = bracket.high();
        if (line == null) {
            return new Quote.Priced(
                    this, parameters, min, definition.capFen(), baselineMin, definition.capFen());
        }
        Fraction high = low;
        long baselineMax = baselineMin;
        if (!bracket.single()) {
            high = line.at(argument);
            high = product.isOne() ? high : high.times(product);
            baselineMax = bounded(high);
        }
        Long boxed = baselineMax;
        Long max = adjustMax.isOne() ? boxed : (Long) bounded(high.times(adjustMax));
        return new Quote.Priced(this, parameters, min, max, baselineMin, boxed);
    }

    /** Rounding before the clamp is the same as after it: floor and cap are whole fen. */
    long bounded(Fraction exactFen) {
        long fen = exactFen.roundedHalfUp();
        if (definition.floorFen() != null && fen < definition.floorFen()) {
            fen = definition.floorFen();
        }
        if (definition.capFen() != null && fen > definition.capFen()) {
            fen = definition.capFen();
        }
        if (fen > MAX_FEN) {
            throw ParameterRefused.outOfRange(
                    definition.method().usesBase() ? "base" : "quantity",
                    "算得的金额超过 " + new Money(MAX_FEN).yuan() + "，请核对参数",
                    MAX_FEN + " fen");
        }
        return fen;
    }

    private BigDecimal argument(Parameters parameters) {
        boolean usesBase = definition.method().usesBase();
        BigDecimal given = usesBase ? parameters.base() : parameters.quantity();
        if (given != null) {
            return given;
        }
        if (definition.method() == PricingMethod.FIXED) {
            return BigDecimal.ONE;
        }
        throw ParameterRefused.missing(
                usesBase ? "base" : "quantity",
                "请给出" + definition.baseParameter() + "（" + definition.baseUnit() + "）",
                List.of());
    }

    private @Nullable Schedule schedule(Parameters parameters) {
        if (parameters.selector() != null) {
            return schedules.get(parameters.selector());
        }
        if (only != null) {
            return only;
        }
        throw ParameterRefused.missing("selector", "请选择类别", selectors());
    }

    private boolean hasSelectors() {
        return only == null || !schedules.containsKey("");
    }

    private List<String> selectors() {
        return hasSelectors() ? List.copyOf(schedules.keySet()) : List.of();
    }

    /** Whether a charge above this rule's maximum breaks the law today. */
    public boolean legalCeiling() {
        return definition.status() == RuleStatus.IN_FORCE;
    }

    /** What a calculator must ask for. */
    public FormSpec form() {
        return FormSpec.of(definition, selectors(), only == null);
    }

    /**
     * Prices over a stretch of the base (the quantity, for a rule that prices a quantity): evenly
     * spaced points, by ratio where the stretch spans more than a thousandfold, with the tier
     * bounds inside and both sides of each jump.
     *
     * @param fixed everything but the base
     * @param from not negative; the plot starts above zero
     * @param points from 2 to 200, tier bounds not counted
     * @throws ParameterRefused named from, to or points, or a parameter that the rule refuses
     */
    public List<CurvePoint> curve(Parameters fixed, BigDecimal from, BigDecimal to, int points) {
        Schedule schedule = definition.tiersKnown() ? schedule(fixed) : null;
        List<CurvePoint> curve = new ArrayList<>();
        for (BigDecimal argument : CurveGrid.over(schedule, from, to, points)) {
            Parameters at =
                    definition.method().usesBase()
                            ? fixed.withBase(argument)
                            : fixed.withQuantity(argument);
            curve.add(new CurvePoint(argument, quote(at)));
        }
        return curve;
    }

    /** All tier bounds above zero, ascending, in the base unit. */
    public List<BigDecimal> breaks() {
        return CurveGrid.bounds(definition.tiers());
    }

    /**
     * The way to the price.
     *
     * @param multiple of the baseline that an agency asks; null for the standard's own variation
     */
    List<WorkingLine> working(Parameters parameters, @Nullable Fraction multiple) {
        Schedule schedule = schedule(parameters);
        Fraction argument = Fraction.of(argument(parameters));
        Schedule.Bracket bracket = schedule == null ? null : schedule.holding(argument);
        if (schedule == null || bracket == null) {
            return List.of();
        }
        Working working =
                new Working(definition, parameters)
                        .tiers(schedule, bracket, argument)
                        .factors(multipliers);
        return (multiple == null
                        ? working.adjustment(adjustMin, adjustMax)
                        : working.multiple(multiple))
                .limits()
                .rounding();
    }

    String explain(Quote.NoStandard none) {
        Schedule schedule =
                none.reason() == Quote.Reason.OUTSIDE_TIERS ? schedule(none.parameters()) : null;
        return new Explanation(definition, none.parameters())
                .of(none.reason(), schedule, List.copyOf(schedules.keySet()));
    }

    private static Fraction orOne(@Nullable BigDecimal value) {
        return value == null ? Fraction.ONE : Fraction.of(value).reduced();
    }

    /** The rule as published. */
    public PriceRuleDefinition definition() {
        return definition;
    }

    public String ruleId() {
        return definition.ruleId();
    }

    public String itemCode() {
        return definition.itemCode();
    }

    public String regionCode() {
        return definition.regionCode();
    }

    public RuleStatus status() {
        return definition.status();
    }

    /** The days on which the document is in effect. */
    public Validity effective() {
        return effective;
    }
}
