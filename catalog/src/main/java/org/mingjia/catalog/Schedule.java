package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tiers of one selector, compiled to straight lines: inside a tier every method is {@code
 * constant + slope × argument} fen, so that a price is one multiplication. The argument is the
 * base, or the quantity where the rule prices one.
 */
record Schedule(List<Bracket> brackets) {

    /** The money that a base may be counted in, and its fen. */
    static final Map<String, Long> MONEY_UNITS =
            Map.of(
                    "元", 100L,
                    "千元", 100_000L,
                    "万元", 1_000_000L,
                    "百万元", 100_000_000L,
                    "亿元", 10_000_000_000L);

    /** Fen as a function of the argument. */
    record Line(Fraction slope, Fraction constant) {
        Fraction at(Fraction argument) {
            return argument.times(slope).plus(constant);
        }
    }

    /**
     * One tier.
     *
     * @param index place among the tiers, from the lowest
     * @param upper null = unbounded
     * @param single whether low and high are one price
     * @param high null = open above
     */
    record Bracket(
            int index,
            Tier tier,
            Fraction lower,
            @Nullable Fraction upper,
            boolean single,
            Line low,
            @Nullable Line high) {}

    Schedule {
        brackets = List.copyOf(brackets);
    }

    /** From tiers that {@link RuleChecks} has found in order. */
    static Schedule of(PriceRuleDefinition rule, List<Tier> tiers) {
        List<Tier> sorted = new ArrayList<>(tiers);
        sorted.sort(Comparator.comparing(tier -> lowerBound(tier)));
        List<Bracket> brackets = new ArrayList<>();
        Fraction lowBefore = Fraction.ZERO;
        Fraction highBefore = Fraction.ZERO;
        for (Tier tier : sorted) {
            Bracket bracket = bracket(rule, brackets.size(), tier, lowBefore, highBefore);
            brackets.add(bracket);
            if (bracket.upper != null && bracket.high != null) {
                lowBefore = bracket.low.at(bracket.upper).reduced();
                highBefore = bracket.high.at(bracket.upper).reduced();
            }
        }
        return new Schedule(brackets);
    }

    /**
     * The tier that holds the argument; null outside them. The lowest tier also holds its lower
     * bound.
     */
    @Nullable Bracket holding(Fraction argument) {
        for (int i = 0; i < brackets.size(); i++) {
            Bracket bracket = brackets.get(i);
            if (bracket.upper == null || argument.compareTo(bracket.upper) <= 0) {
                int above = argument.compareTo(bracket.lower);
                return above > 0 || (above == 0 && i == 0) ? bracket : null;
            }
        }
        return null;
    }

    private static Bracket bracket(
            PriceRuleDefinition rule,
            int index,
            Tier tier,
            Fraction lowBefore,
            Fraction highBefore) {
        Fraction lower = Fraction.of(lowerBound(tier));
        Line low = low(rule, tier, lower, lowBefore);
        Line high =
                switch (tier.kind()) {
                    case MARGINAL_RATE -> marginal(rule, highRate(tier), lower, highBefore);
                    case RANGE -> flat(rule, value(tier.highAmount()));
                    case OPEN_FLOOR -> null;
                    case INTERP, FLAT_RATE, UNIT_AMOUNT, FIXED_AMOUNT -> low;
                };
        Fraction upper = tier.upperBound() == null ? null : Fraction.of(tier.upperBound());
        return new Bracket(index, tier, lower, upper, low.equals(high), low, high);
    }

    private static Line low(PriceRuleDefinition rule, Tier tier, Fraction lower, Fraction before) {
        return switch (tier.kind()) {
            case MARGINAL_RATE -> marginal(rule, lowRate(tier), lower, before);
            case FLAT_RATE -> {
                Fraction rate = Fraction.of(value(tier.rateOrAmount()));
                yield new Line(rate.times(fenPerBaseUnit(rule)).reduced(), Fraction.ZERO);
            }
            case INTERP -> {
                Fraction from = fen(rule, value(tier.lowAmount()));
                Fraction rise = fen(rule, value(tier.highAmount())).minus(from);
                Fraction slope = rise.over(Fraction.of(value(tier.upperBound())).minus(lower));
                yield new Line(slope, from.minus(slope.times(lower)).reduced());
            }
            case RANGE -> flat(rule, value(tier.lowAmount()));
            case OPEN_FLOOR -> flat(rule, value(tier.rateOrAmount()));
            case UNIT_AMOUNT, FIXED_AMOUNT ->
                    new Line(fen(rule, value(tier.rateOrAmount())), Fraction.ZERO);
        };
    }

    private static Line marginal(
            PriceRuleDefinition rule, BigDecimal rate, Fraction lower, Fraction before) {
        Fraction slope = Fraction.of(rate).times(fenPerBaseUnit(rule)).reduced();
        return new Line(slope, before.minus(slope.times(lower)).reduced());
    }

    private static Line flat(PriceRuleDefinition rule, BigDecimal amount) {
        return new Line(Fraction.ZERO, fen(rule, amount));
    }

    private static Fraction fen(PriceRuleDefinition rule, BigDecimal amount) {
        return Fraction.of(amount).times(Fraction.of(rule.amountUnit().fen())).reduced();
    }

    /**
     * A rate on money yields that money's unit; a rate on anything else yields the rule's amount
     * unit.
     */
    private static Fraction fenPerBaseUnit(PriceRuleDefinition rule) {
        Long money = MONEY_UNITS.get(rule.baseUnit());
        return Fraction.of(money == null ? rule.amountUnit().fen() : money);
    }

    static BigDecimal lowRate(Tier tier) {
        return tier.rateOrAmount() != null ? tier.rateOrAmount() : value(tier.lowAmount());
    }

    static BigDecimal highRate(Tier tier) {
        return tier.rateOrAmount() != null ? tier.rateOrAmount() : value(tier.highAmount());
    }

    static BigDecimal lowerBound(Tier tier) {
        return tier.lowerBound() == null ? BigDecimal.ZERO : tier.lowerBound();
    }

    private static BigDecimal value(@Nullable BigDecimal checked) {
        if (checked == null) {
            throw new IllegalStateException("a tier without its figure passed the checks");
        }
        return checked;
    }

    /** The interval of the argument that the tiers cover, as mathematics writes it. */
    String extent() {
        Bracket first = brackets.getFirst();
        Bracket last = brackets.getLast();
        return span(first, last, true);
    }

    /** The interval of one tier; the lowest tier holds its lower bound unless that is zero. */
    String span(Bracket bracket) {
        return span(bracket, bracket, bracket.index == 0);
    }

    private static String span(Bracket from, Bracket to, boolean lowest) {
        BigDecimal lower = lowerBound(from.tier);
        BigDecimal upper = to.tier.upperBound();
        return (lowest && lower.signum() > 0 ? "[" : "(")
                + Figures.plain(lower)
                + ", "
                + (upper == null ? "∞)" : Figures.plain(upper) + "]");
    }
}
