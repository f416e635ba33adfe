package org.mingjia.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * The semantics of price rules once more, written for reading only: tier by tier as the catalogue's
 * README says, on BigInteger fractions, with none of the engine's compiled figures.
 */
final class SlowReference {
    private final PriceRuleDefinition rule;

    SlowReference(PriceRuleDefinition rule) {
        this.rule = rule;
    }

    /** minFen, maxFen, baselineMinFen, baselineMaxFen; null = no standard. */
    List<BigInteger> price(BigDecimal base, List<BigDecimal> multipliers) {
        Rational[] amount = tierAmount(base);
        if (amount == null) {
            return null;
        }
        for (BigDecimal multiplier : multipliers) {
            amount[0] = amount[0].times(new Rational(multiplier));
            amount[1] = amount[1].times(new Rational(multiplier));
        }
        BigDecimal min = rule.adjustMin() == null ? BigDecimal.ONE : rule.adjustMin();
        BigDecimal max = rule.adjustMax() == null ? BigDecimal.ONE : rule.adjustMax();
        return List.of(
                limited(amount[0].times(new Rational(min))),
                limited(amount[1].times(new Rational(max))),
                limited(amount[0]),
                limited(amount[1]));
    }

    private Rational[] tierAmount(BigDecimal base) {
        List<Tier> tiers =
                rule.tiers().stream().sorted(Comparator.comparing(Tier::lowerBound)).toList();
        Rational low = new Rational(BigDecimal.ZERO);
        Rational high = low;
        for (Tier tier : tiers) {
            boolean first = tier.equals(tiers.getFirst());
            int above = base.compareTo(tier.lowerBound());
            if (above < 0 || (above == 0 && !first)) {
                return null;
            }
            boolean inside = tier.upperBound() == null || base.compareTo(tier.upperBound()) <= 0;
            BigDecimal end = inside ? base : tier.upperBound();
            if (tier.kind() == TierKind.MARGINAL_RATE) {
                BigDecimal part =
                        end.subtract(tier.lowerBound()).multiply(BigDecimal.valueOf(1_000_000));
                BigDecimal from =
                        tier.rateOrAmount() == null ? tier.lowAmount() : tier.rateOrAmount();
                BigDecimal to =
                        tier.rateOrAmount() == null ? tier.highAmount() : tier.rateOrAmount();
                low = low.plus(new Rational(part.multiply(from)));
                high = high.plus(new Rational(part.multiply(to)));
                if (inside) {
                    return new Rational[] {low, high};
                }
            } else if (inside) {
                Rational share =
                        new Rational(base.subtract(tier.lowerBound()))
                                .over(new Rational(tier.upperBound().subtract(tier.lowerBound())));
                Rational rise = new Rational(tier.highAmount().subtract(tier.lowAmount()));
                Rational amount = new Rational(tier.lowAmount()).plus(rise.times(share));
                Rational fen =
                        amount.times(new Rational(BigDecimal.valueOf(rule.amountUnit().fen())));
                return new Rational[] {fen, fen};
            }
        }
        return null;
    }

    private BigInteger limited(Rational fen) {
        Rational limited = fen;
        if (rule.floorFen() != null) {
            Rational floor = new Rational(BigDecimal.valueOf(rule.floorFen()));
            limited = limited.compareTo(floor) < 0 ? floor : limited;
        }
        if (rule.capFen() != null) {
            Rational cap = new Rational(BigDecimal.valueOf(rule.capFen()));
            limited = limited.compareTo(cap) > 0 ? cap : limited;
        }
        return limited.halfUp();
    }

    /** Numerator over a positive denominator, never cancelled. */
    record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
        Rational(BigDecimal decimal) {
            this(
                    decimal.movePointRight(Math.max(decimal.scale(), 0)).toBigIntegerExact(),
                    BigInteger.TEN.pow(Math.max(decimal.scale(), 0)));
        }

        Rational times(Rational other) {
            return new Rational(
                    numerator.multiply(other.numerator), denominator.multiply(other.denominator));
        }

        Rational over(Rational other) {
            return new Rational(
                    numerator.multiply(other.denominator), denominator.multiply(other.numerator));
        }

        Rational plus(Rational other) {
            return new Rational(
                    numerator
                            .multiply(other.denominator)
                            .add(other.numerator.multiply(denominator)),
                    denominator.multiply(other.denominator));
        }

        BigInteger halfUp() {
            BigInteger two = BigInteger.TWO;
            return numerator.multiply(two).add(denominator).divide(denominator.multiply(two));
        }

        @Override
        public int compareTo(Rational other) {
            return numerator
                    .multiply(other.denominator)
                    .compareTo(other.numerator.multiply(denominator));
        }
    }
}
