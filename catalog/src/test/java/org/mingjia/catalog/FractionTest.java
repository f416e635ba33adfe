package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FractionTest {
    static LongStream seeds() {
        return new Random(1).longs(300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFastPathAndTheSlowPathAgree(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Fraction a = fraction(random);
            Fraction b = fraction(random);

            assertThat(a.times(b)).isEqualTo(a.enlarged().times(b.enlarged()));
            assertThat(a.plus(b)).isEqualTo(a.enlarged().plus(b.enlarged()));
            assertThat(a.minus(b)).isEqualTo(a.enlarged().minus(b.enlarged()));
            assertThat(Integer.signum(a.compareTo(b)))
                    .isEqualTo(Integer.signum(a.enlarged().compareTo(b.enlarged())));
            Fraction positive = a.compareTo(Fraction.ZERO) < 0 ? Fraction.ZERO.minus(a) : a;
            assertThat(positive.roundedHalfUp()).isEqualTo(positive.enlarged().roundedHalfUp());
        }
    }

    @Test
    void aResultThatCancelsBelowALongComesBackToLongs() {
        Fraction huge = Fraction.of(Long.MAX_VALUE).times(Fraction.of(Long.MAX_VALUE));

        assertThat(huge.isSmall()).isFalse();
        assertThat(huge.over(Fraction.of(Long.MAX_VALUE)).isSmall()).isTrue();
        assertThat(huge.roundedHalfUp()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.49999999999999999999999, 0", "1.5, 2", "2.5, 3", "0, 0", "7, 7"})
    void halvesAreRoundedUp(BigDecimal value, long expected) {
        assertThat(Fraction.of(value).roundedHalfUp()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1e5", "100000.000", "0.00001", "123456789012345678901234567890", "1e-20", "-3.25"})
    void aDecimalIsTakenExactly(BigDecimal value) {
        assertThat(Fraction.of(value).terminating()).isEqualByComparingTo(value);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothPathsWriteTheSameDecimal(long seed) {
        var random = new Random(seed);
        long denominator = (1L << random.nextInt(20)) * (random.nextInt(3) == 0 ? 3 : 125);
        Fraction value =
                Fraction.of(random.nextLong()).times(Fraction.ONE.over(Fraction.of(denominator)));

        BigDecimal fast = value.terminating();
        BigDecimal slow = value.enlarged().terminating();

        assertThat(fast == null).isEqualTo(slow == null);
        if (slow != null) {
            assertThat(fast).isEqualByComparingTo(slow);
        }
    }

    @Test
    void onlyWhatEndsIsWrittenAsExact() {
        Fraction third = Fraction.ONE.over(Fraction.of(3));

        assertThat(third.terminating()).isNull();
        assertThat(third.rounded(6)).isEqualByComparingTo("0.333333");
        assertThat(third.times(Fraction.of(3)).isOne()).isTrue();
        assertThatThrownBy(() -> third.over(Fraction.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    private static Fraction fraction(Random random) {
        int bits = 2 + random.nextInt(62);
        return Fraction.reduced(
                new BigInteger(bits, random).subtract(BigInteger.ONE.shiftLeft(bits - 1)),
                new BigInteger(2 + random.nextInt(62), random).add(BigInteger.ONE));
    }
}
