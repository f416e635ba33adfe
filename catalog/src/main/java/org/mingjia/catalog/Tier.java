package org.mingjia.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One row of a rule's table, as published: the interval ({@code lowerBound}, {@code upperBound}] of
 * the base, or one priced selector.
 *
 * @param tierNo the row's number within the rule
 * @param selector the case that this price is for; null where the rule has one price
 * @param lowerBound in the rule's base unit
 * @param upperBound in the rule's base unit; null = unbounded
 * @param rateOrAmount a rate as a fraction (0.015 = 1.5%) or an amount in the rule's amount unit,
 *     by kind
 * @param lowAmount amount in the rule's amount unit, or lowest rate of a marginal tier
 * @param highAmount amount in the rule's amount unit, or highest rate of a marginal tier
 */
public record Tier(
        int tierNo,
        @Nullable String selector,
        @Nullable BigDecimal lowerBound,
        @Nullable BigDecimal upperBound,
        TierKind kind,
        @Nullable BigDecimal rateOrAmount,
        @Nullable BigDecimal lowAmount,
        @Nullable BigDecimal highAmount,
        @Nullable String notes) {}
