package org.mingjia.grading;

import java.math.BigInteger;

/**
 * A fraction in its lowest terms.
 *
 * @param over may be negative
 * @param under above nothing
 */
public record Fraction(BigInteger over, BigInteger under) implements Comparable<Fraction> {

    /** Nothing. */
    public static final Fraction ZERO = of(0, 1);

    /** All of it. */
    public static final Fraction ONE = of(1, 1);

    private static final BigInteger TWO_HUNDRED = BigInteger.valueOf(200);

    public Fraction {
        if (under.signum() <= 0) {
            throw new IllegalArgumentException("not a fraction: " + over + "/" + under);
        }
        BigInteger common = over.gcd(under);
        if (!common.equals(BigInteger.ONE)) {
            over = over.divide(common);
            under = under.divide(common);
        }
    }

    /** Two whole numbers as a fraction. */
    public static Fraction of(long over, long under) {
        return new Fraction(BigInteger.valueOf(over), BigInteger.valueOf(under));
    }

    /** Reads what {@link #toString} writes. */
    public static Fraction parse(String text) {
        int slash = text.indexOf('/');
        return new Fraction(
                new BigInteger(text.substring(0, slash)),
                new BigInteger(text.substring(slash + 1)));
    }

    /** The sum. */
    public Fraction plus(Fraction other) {
        return new Fraction(
                over.multiply(other.under).add(other.over.multiply(under)),
                under.multiply(other.under));
    }

    /** So many times. */
    public Fraction times(long factor) {
        return new Fraction(over.multiply(BigInteger.valueOf(factor)), under);
    }

    /** An equal part. */
    public Fraction divided(long parts) {
        return new Fraction(over, under.multiply(BigInteger.valueOf(parts)));
    }

    /** Hundredths, half up; the one rounding there is. */
    public int hundredths() {
        BigInteger[] whole =
                over.multiply(TWO_HUNDRED).add(under).divideAndRemainder(under.shiftLeft(1));
        return whole[0].subtract(whole[1].signum() < 0 ? BigInteger.ONE : BigInteger.ZERO)
                .intValueExact();
    }

    @Override
    public int compareTo(Fraction other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }

    /** {@code 37/50}, as it is published. */
    @Override
    public String toString() {
        return over + "/" + under;
    }
}
