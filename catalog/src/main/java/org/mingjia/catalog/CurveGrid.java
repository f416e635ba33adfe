package org.mingjia.catalog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a plot of price against the base has its points. */
final class CurveGrid {
    /**
     * Beyond a bound by this much lies its other side: one yuan where the base is counted in 万元.
     */
    static final BigDecimal STEP = new BigDecimal("0.0001");

    private static final int MAX_POINTS = 200;
    private static final BigDecimal WIDE = BigDecimal.valueOf(1000);
    private static final MathContext READABLE = new MathContext(5, RoundingMode.HALF_UP);
    private static final MathContext WORK = new MathContext(16);
    private static final BigDecimal CLOSE = new BigDecimal("1e-12");

    private CurveGrid() {}

    static SortedSet<BigDecimal> over(
            @Nullable Schedule schedule, BigDecimal from, BigDecimal to, int points) {
        check(from, to, points);
        SortedSet<BigDecimal> grid = new TreeSet<>();
        BigDecimal start = from.signum() == 0 ? to.min(STEP) : from;
        grid.add(start);
        grid.add(to);
        boolean wide = from.signum() > 0 && to.divide(from, WORK).compareTo(WIDE) > 0;
        BigDecimal ratio = wide ? root(to.divide(from, WORK), points - 1) : BigDecimal.ONE;
        BigDecimal at = from;
        for (int i = 1; i < points - 1; i++) {
            at =
                    wide
                            ? at.multiply(ratio, WORK)
                            : from.add(
                                    to.subtract(from)
                                            .multiply(BigDecimal.valueOf(i))
                                            .divide(BigDecimal.valueOf(points - 1L), WORK));
            add(grid, at.round(READABLE), start, to);
        }
        if (schedule != null) {
            addBounds(grid, schedule, start, to);
        }
        return grid;
    }

    private static void addBounds(
            SortedSet<BigDecimal> grid, Schedule schedule, BigDecimal from, BigDecimal to) {
        List<Schedule.Bracket> brackets = schedule.brackets();
        BigDecimal first = Schedule.lowerBound(brackets.getFirst().tier());
        if (first.signum() > 0) {
            add(grid, first.subtract(STEP), from, to);
            add(grid, first, from, to);
        }
        for (int i = 0; i < brackets.size(); i++) {
            BigDecimal upper = brackets.get(i).tier().upperBound();
            if (upper == null) {
                continue;
            }
            add(grid, upper, from, to);
            boolean last = i == brackets.size() - 1;
            if (last || jumps(brackets.get(i), brackets.get(i + 1))) {
                add(grid, upper.add(STEP), from, to);
            }
        }
    }

    private static boolean jumps(Schedule.Bracket below, Schedule.Bracket above) {
        Schedule.Line highBelow = below.high();
        Schedule.Line highAbove = above.high();
        Fraction bound = above.lower();
        return !below.low().at(bound).equals(above.low().at(bound))
                || highBelow == null
                || highAbove == null
                || !highBelow.at(bound).equals(highAbove.at(bound));
    }

    private static void add(
            SortedSet<BigDecimal> grid, BigDecimal at, BigDecimal from, BigDecimal to) {
        if (at.compareTo(from) >= 0 && at.compareTo(to) <= 0) {
            grid.add(at);
        }
    }

    private static void check(BigDecimal from, BigDecimal to, int points) {
        ParameterChecks.sized("from", from);
        ParameterChecks.sized("to", to);
        if (from.signum() < 0) {
            throw ParameterRefused.outOfRange("from", "起点不能为负数", ">= 0");
        }
        if (to.compareTo(from) <= 0) {
            throw ParameterRefused.outOfRange("to", "终点应大于起点", "> " + Figures.plain(from));
        }
        if (points < 2 || points > MAX_POINTS) {
            throw ParameterRefused.outOfRange(
                    "points", "点数应为 2 至 " + MAX_POINTS, "[2, " + MAX_POINTS + "]");
        }
    }

    /** By bisection, so that no binary fraction comes near a price; it only places points. */
    private static BigDecimal root(BigDecimal number, int degree) {
        BigDecimal low = BigDecimal.ONE;
        BigDecimal high = number;
        while (high.subtract(low).compareTo(low.multiply(CLOSE)) > 0) {
            BigDecimal middle = low.add(high).divide(BigDecimal.TWO, WORK);
            if (middle.pow(degree, WORK).compareTo(number) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** All bounds of the tiers above zero, ascending. */
    static List<BigDecimal> bounds(List<Tier> tiers) {
        SortedSet<BigDecimal> bounds = new TreeSet<>();
        for (Tier tier : tiers) {
            addBound(bounds, tier.lowerBound());
            addBound(bounds, tier.upperBound());
        }
        return List.copyOf(bounds);
    }

    private static void addBound(SortedSet<BigDecimal> bounds, @Nullable BigDecimal bound) {
        if (bound != null && bound.signum() > 0) {
            bounds.add(bound);
        }
    }
}
