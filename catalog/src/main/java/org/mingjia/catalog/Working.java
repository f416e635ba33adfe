package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the way to a price, in the order in which it is computed, from the same compiled figures.
 */
final class Working {
    private final PriceRuleDefinition rule;
    private final Parameters parameters;
    private final AmountUnit unit;
    private final List<WorkingLine> lines = new ArrayList<>();
    private Fraction low = Fraction.ZERO;
    private @Nullable Fraction high = Fraction.ZERO;

    Working(PriceRuleDefinition rule, Parameters parameters) {
        this.rule = rule;
        this.parameters = parameters;
        this.unit = rule.amountUnit();
    }

    Working tiers(Schedule schedule, Schedule.Bracket hit, Fraction argument) {
        if (hit.tier().kind() == TierKind.MARGINAL_RATE) {
            marginal(schedule, hit, argument);
        } else {
            Schedule.Line line = hit.high();
            low = hit.low().at(argument);
            high = line == null ? null : line.at(argument);
            add(
                    hit.tier().kind() == TierKind.INTERP ? Step.INTERPOLATION : Step.AMOUNT,
                    single(schedule, hit, argument));
        }
        return this;
    }

    private void marginal(Schedule schedule, Schedule.Bracket hit, Fraction argument) {
        Fraction lowBefore = Fraction.ZERO;
        Fraction highBefore = Fraction.ZERO;
        for (Schedule.Bracket bracket : schedule.brackets()) {
            boolean last = bracket.index() == hit.index();
            Fraction end = last || bracket.upper() == null ? argument : bracket.upper();
            Schedule.Line line = bracket.high() == null ? bracket.low() : bracket.high();
            Fraction lowSum = bracket.low().at(end);
            Fraction highSum = line.at(end);
            low = lowSum.minus(lowBefore);
            high = highSum.minus(highBefore);
            String part = Figures.plain(end.minus(bracket.lower()));
            add(
                    Step.TIER,
                    place(schedule, bracket)
                            + "%s %s × %s%s"
                                    .formatted(
                                            part, rule.baseUnit(), rate(bracket.tier()), result()));
            lowBefore = lowSum;
            highBefore = highSum;
            if (last) {
                break;
            }
        }
        low = lowBefore;
        high = highBefore;
        if (lines.size() > 1) {
            add(Step.AMOUNT, "各档相加" + result());
        }
    }

    private String single(Schedule schedule, Schedule.Bracket hit, Fraction argument) {
        Tier tier = hit.tier();
        String given = Figures.plain(argument);
        String place = place(schedule, hit);
        return switch (tier.kind()) {
            case MARGINAL_RATE, FLAT_RATE ->
                    place + given + " " + rule.baseUnit() + " × " + rate(tier) + result();
            case INTERP -> {
                String from = figure(tier.lowAmount());
                String lower = figure(tier.lowerBound());
                yield place
                        + "插入法 %s + (%s − %s) ÷ (%s − %s) × (%s − %s)%s"
                                .formatted(
                                        from,
                                        figure(tier.highAmount()),
                                        from,
                                        figure(tier.upperBound()),
                                        lower,
                                        given,
                                        lower,
                                        result());
            }
            case RANGE -> place + Figures.amount(low, high, unit);
            case OPEN_FLOOR -> place + Figures.amount(low, high, unit) + "，文件未规定上限";
            case UNIT_AMOUNT ->
                    named(tier)
                            + "%s %s/%s × %s %s%s"
                                    .formatted(
                                            figure(tier.rateOrAmount()),
                                            unit.label(),
                                            rule.baseUnit(),
                                            given,
                                            rule.baseUnit(),
                                            result());
            case FIXED_AMOUNT ->
                    named(tier)
                            + "%s %s × %s%s"
                                    .formatted(
                                            figure(tier.rateOrAmount()),
                                            unit.label(),
                                            given,
                                            result());
        };
    }

    Working factors(List<Multiplier> multipliers) {
        for (Multiplier multiplier : multipliers) {
            Fraction value = multiplier.of(parameters);
            Factor factor = multiplier.factor();
            boolean given =
                    parameters.factors().containsKey(factor.key())
                            || parameters.counts().containsKey(factor.key());
            if (!given && value.isOne()) {
                continue;
            }
            String chosen = multiplier.caseOf(parameters);
            String times = Figures.plain(value);
            if (factor instanceof Factor.CountFactor count) {
                Long number = parameters.counts().get(count.key());
                times = "(1 + " + Figures.plain(count.rate()) + " × " + number + ")";
            }
            String before = Figures.amount(low, high, unit);
            multiply(value, value);
            add(
                    Step.FACTOR,
                    factor.label()
                            + (chosen == null ? "" : "（" + chosen + "）")
                            + (given ? "：" : "（未给出，取默认值）：")
                            + before
                            + " × "
                            + times
                            + result());
        }
        return this;
    }

    Working adjustment(Fraction min, Fraction max) {
        if (min.isOne() && max.isOne()) {
            return this;
        }
        boolean ceiling = min.equals(Fraction.ZERO) && max.isOne();
        String before =
                "浮动 ×%s 至 ×%s：%s，浮动后"
                        .formatted(
                                Figures.plain(min),
                                Figures.plain(max),
                                Figures.amount(low, high, unit));
        multiply(min, max);
        String after = (Figures.exact(low, high) ? "" : "约 ") + Figures.amount(low, high, unit);
        add(Step.ADJUSTMENT, ceiling ? "文件规定为上限，不高于：" + after : before + " " + after);
        return this;
    }

    /** What an agency asks: so many times the baseline. */
    Working multiple(Fraction multiple) {
        String before = Figures.amount(low, high, unit);
        multiply(multiple, multiple);
        add(Step.FACTOR, "机构倍率：" + before + " × " + Figures.plain(multiple) + result());
        return this;
    }

    Working limits() {
        Long floor = rule.floorFen();
        if (floor != null) {
            Fraction limit = Fraction.of(floor);
            boolean bites = low.compareTo(limit) < 0;
            low = max(low, limit);
            high = high == null ? null : max(high, limit);
            add(
                    Step.FLOOR,
                    "最低收费 "
                            + new Money(floor).yuan()
                            + (bites ? "，低于的按最低收费：" : "，已达到：")
                            + Figures.amount(low, high, unit));
        }
        Long cap = rule.capFen();
        if (cap != null) {
            Fraction limit = Fraction.of(cap);
            boolean bites = high == null || high.compareTo(limit) > 0;
            low = min(low, limit);
            high = high == null ? limit : min(high, limit);
            add(
                    Step.CAP,
                    "最高限额 "
                            + new Money(cap).yuan()
                            + (bites ? "，超过的按最高限额：" : "，未超过：")
                            + Figures.amount(low, high, unit));
        }
        return this;
    }

    List<WorkingLine> rounding() {
        low = Fraction.of(low.roundedHalfUp());
        high = high == null ? null : Fraction.of(high.roundedHalfUp());
        String from = new Money(low.roundedHalfUp()).yuan();
        String text;
        if (high == null) {
            text = "不低于 " + from;
        } else if (high.equals(low)) {
            text = from;
        } else {
            text = from + " 至 " + new Money(high.roundedHalfUp()).yuan();
        }
        add(Step.ROUNDING, "四舍五入到分：" + text);
        return List.copyOf(lines);
    }

    private void multiply(Fraction lowFactor, Fraction highFactor) {
        low = low.times(lowFactor);
        high = high == null ? null : high.times(highFactor);
    }

    private void add(Step step, String text) {
        lines.add(
                new WorkingLine(
                        step, text, Figures.plain(low), high == null ? null : Figures.plain(high)));
    }

    private String result() {
        return Figures.sign(low, high) + Figures.amount(low, high, unit);
    }

    private String place(Schedule schedule, Schedule.Bracket bracket) {
        return named(bracket.tier())
                + "第%d档 %s %s："
                        .formatted(
                                bracket.tier().tierNo(), schedule.span(bracket), rule.baseUnit());
    }

    private static String named(Tier tier) {
        return tier.selector() == null || tier.selector().isEmpty() ? "" : tier.selector() + "：";
    }

    /** A rate on money is a percentage; on anything else it is an amount for each unit. */
    private String rate(Tier tier) {
        BigDecimal from = Schedule.lowRate(tier);
        BigDecimal to = Schedule.highRate(tier);
        String text = from.compareTo(to) == 0 ? rate(from) : rate(from) + "～" + rate(to);
        return Schedule.MONEY_UNITS.containsKey(rule.baseUnit())
                ? text
                : text + " " + unit.label() + "/" + rule.baseUnit();
    }

    private String rate(BigDecimal rate) {
        return Schedule.MONEY_UNITS.containsKey(rule.baseUnit())
                ? Figures.percent(rate)
                : Figures.plain(rate);
    }

    private static String figure(@Nullable BigDecimal value) {
        return value == null ? "" : Figures.plain(value);
    }

    private static Fraction max(Fraction a, Fraction b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Fraction min(Fraction a, Fraction b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
