package org.mingjia.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact rational number: two longs as long as they suffice, two BigIntegers beyond.
 *
 * <p>The long path does not cancel common divisors, which costs more than it saves for the few
 * products of a price; whoever leaves it cancels, and comes back to longs where that is enough.
 */
final class Fraction implements Comparable<Fraction> {
    static final Fraction ZERO = new Fraction(0, 1, null);
    static final Fraction ONE = new Fraction(1, 1, null);

    private static final long[] POWERS_OF_TEN = new long[19];
    private static final BigInteger FIVE = BigInteger.valueOf(5);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private final long numerator;
    private final long denominator; // > 0
    private final @Nullable Big big; // then the longs mean nothing

    private record Big(BigInteger numerator, BigInteger denominator) {}

    private Fraction(long numerator, long denominator, @Nullable Big big) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.big = big;
    }

    static Fraction of(long whole) {
        return new Fraction(whole, 1, null);
    }

    static Fraction of(BigDecimal decimal) {
        int scale = decimal.scale();
        if (scale >= 0 && scale < POWERS_OF_TEN.length && decimal.precision() < 19) {
            // the unscaled value without the BigInteger that unscaledValue() would make
            return new Fraction(
                    decimal.scaleByPowerOfTen(scale).longValue(), POWERS_OF_TEN[scale], null);
        }
        return scale >= 0
                ? reduced(decimal.unscaledValue(), BigInteger.TEN.pow(scale))
                : reduced(
                        decimal.unscaledValue().multiply(BigInteger.TEN.pow(-scale)),
                        BigInteger.ONE);
    }

    /** Lowest terms; longs where they suffice. */
    static Fraction reduced(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        BigInteger n = numerator.divide(divisor);
        BigInteger d = denominator.divide(divisor);
        return n.bitLength() < Long.SIZE && d.bitLength() < Long.SIZE
                ? new Fraction(n.longValue(), d.longValue(), null)
                : new Fraction(0, 1, new Big(n, d));
    }

    Fraction reduced() {
        return reduced(bigNumerator(), bigDenominator());
    }

    Fraction times(Fraction other) {
        if (big == null && other.big == null) {
            long n = numerator * other.numerator;
            long d = denominator * other.denominator;
            if (fits(numerator, other.numerator, n) && fits(denominator, other.denominator, d)) {
                return new Fraction(n, d, null);
            }
        }
        return reduced(
                bigNumerator().multiply(other.bigNumerator()),
                bigDenominator().multiply(other.bigDenominator()));
    }

    Fraction plus(Fraction other) {
        if (big == null && other.big == null) {
            long left = numerator;
            long right = other.numerator;
            long d = denominator;
            boolean fits = true;
            if (denominator != other.denominator) {
                left = numerator * other.denominator;
                right = other.numerator * denominator;
                d = denominator * other.denominator;
                fits =
                        fits(numerator, other.denominator, left)
                                && fits(other.numerator, denominator, right)
                                && fits(denominator, other.denominator, d);
            }
            long n = left + right;
            if (fits && ((left ^ n) & (right ^ n)) >= 0) {
                return new Fraction(n, d, null);
            }
        }
        return reduced(
                bigNumerator()
                        .multiply(other.bigDenominator())
                        .add(other.bigNumerator().multiply(bigDenominator())),
                bigDenominator().multiply(other.bigDenominator()));
    }

    Fraction minus(Fraction other) {
        return plus(other.times(of(-1)));
    }

    Fraction over(Fraction other) {
        return reduced(
                bigNumerator().multiply(other.bigDenominator()),
                bigDenominator().multiply(other.bigNumerator()));
    }

    /**
     * Half up to a whole number, for values that are not negative; beyond a long it stays at the
     * top.
     */
    long roundedHalfUp() {
        Big large = big;
        if (large == null) {
            long whole = numerator / denominator;
            long rest = numerator % denominator;
            return rest >= denominator - rest ? whole + 1 : whole;
        }
        BigInteger twice = large.denominator.shiftLeft(1);
        BigInteger whole =
                large.numerator.shiftLeft(1).add(large.denominator).divide(twice).min(LONG_MAX);
        return whole.longValueExact();
    }

    @Override
    public int compareTo(Fraction other) {
        if (big == null && other.big == null) {
            if (denominator == other.denominator) {
                return Long.compare(numerator, other.numerator);
            }
            long high = Math.multiplyHigh(numerator, other.denominator);
            long otherHigh = Math.multiplyHigh(other.numerator, denominator);
            return high != otherHigh
                    ? Long.compare(high, otherHigh)
                    : Long.compareUnsigned(
                            numerator * other.denominator, other.numerator * denominator);
        }
        return bigNumerator()
                .multiply(other.bigDenominator())
                .compareTo(other.bigNumerator().multiply(bigDenominator()));
    }

    boolean isOne() {
        return big == null && numerator == denominator;
    }

    /** Whether this is held in longs; only tests of the two paths ask. */
    boolean isSmall() {
        return big == null;
    }

    /** The exact decimal where it terminates, else null. */
    @Nullable BigDecimal terminating() {
        if (big == null) {
            long divisor = gcd(numerator, denominator);
            long rest = denominator / divisor;
            int twos = Long.numberOfTrailingZeros(rest);
            rest >>= twos;
            int fives = 0;
            for (; rest % 5 == 0; rest /= 5) {
                fives++;
            }
            int scale = Math.max(twos, fives);
            if (rest != 1) {
                return null;
            }
            if (scale < POWERS_OF_TEN.length) {
                long factor = POWERS_OF_TEN[scale] / (denominator / divisor);
                long unscaled = numerator / divisor * factor;
                if (fits(numerator / divisor, factor, unscaled)) {
                    return BigDecimal.valueOf(unscaled, scale);
                }
            }
        }
        return terminatingBig();
    }

    private @Nullable BigDecimal terminatingBig() {
        Fraction lowest = reduced();
        BigInteger rest = lowest.bigDenominator();
        rest = rest.shiftRight(rest.getLowestSetBit());
        while (rest.mod(FIVE).signum() == 0) {
            rest = rest.divide(FIVE);
        }
        return rest.equals(BigInteger.ONE)
                ? new BigDecimal(lowest.bigNumerator())
                        .divide(new BigDecimal(lowest.bigDenominator()))
                : null;
    }

    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return Math.abs(x);
    }

    BigDecimal rounded(int places) {
        return new BigDecimal(bigNumerator())
                .divide(new BigDecimal(bigDenominator()), places, RoundingMode.HALF_UP);
    }

    /** The same value on the BigInteger path, to compare the two. */
    Fraction enlarged() {
        return new Fraction(0, 1, new Big(bigNumerator(), bigDenominator()));
    }

    private BigInteger bigNumerator() {
        return big == null ? BigInteger.valueOf(numerator) : big.numerator;
    }

    private BigInteger bigDenominator() {
        return big == null ? BigInteger.valueOf(denominator) : big.denominator;
    }

    private static boolean fits(long a, long b, long product) {
        return Math.multiplyHigh(a, b) == product >> 63;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fraction fraction && compareTo(fraction) == 0;
    }

    @Override
    public int hashCode() {
        Fraction lowest = reduced();
        return 31 * lowest.bigNumerator().hashCode() + lowest.bigDenominator().hashCode();
    }

    @Override
    public String toString() {
        return bigNumerator() + "/" + bigDenominator();
    }
}
