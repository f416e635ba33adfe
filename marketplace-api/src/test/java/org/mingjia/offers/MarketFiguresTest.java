package org.mingjia.offers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mingjia.offers.OfferViews.Bin;
import org.mingjia.offers.OfferViews.MarketView;

class MarketFiguresTest {

    private final Random random = new Random(20260301);

    @Test
    void quartilesAreThoseOfASlowReference() {
        for (int round = 0; round < 2000; round++) {
            long[] sorted = prices(3 + random.nextInt(60));
            MarketView view = MarketFigures.of(sorted);

            assertThat(view.q1Fen()).isEqualTo(slowly(sorted, "0.25"));
            assertThat(view.medianFen()).isEqualTo(slowly(sorted, "0.5"));
            assertThat(view.q3Fen()).isEqualTo(slowly(sorted, "0.75"));
            assertThat(view.minFen()).isEqualTo(sorted[0]);
            assertThat(view.maxFen()).isEqualTo(sorted[sorted.length - 1]);
        }
    }

    @Test
    void everyPriceLiesInExactlyOneOfAtMostTwelveBins() {
        for (int round = 0; round < 2000; round++) {
            long[] sorted = prices(3 + random.nextInt(60));
            var bins = MarketFigures.of(sorted).histogram();

            assertThat(bins).hasSizeBetween(1, 12);
            for (Bin bin : bins) {
                long inside =
                        LongStream.of(sorted)
                                .filter(p -> bin.fromFen() <= p && p < bin.toFen())
                                .count();
                assertThat(bin.n()).isEqualTo((int) inside);
            }
            assertThat(bins.stream().mapToInt(Bin::n).sum()).isEqualTo(sorted.length);
        }
    }

    @Test
    void fewerThanThreeAgenciesAreNoMarket() {
        MarketView view = MarketFigures.of(new long[] {100, 200});

        assertThat(view.enough()).isFalse();
        assertThat(view.n()).isEqualTo(2);
        assertThat(view.medianFen()).isNull();
        assertThat(view.histogram()).isEmpty();
    }

    @Test
    void theDistanceFromTheMedianHasItsSign() {
        assertThat(MarketFigures.against(112, 100L)).isEqualTo("+0.12");
        assertThat(MarketFigures.against(95, 100L)).isEqualTo("-0.05");
        assertThat(MarketFigures.against(100, 100L)).isEqualTo("0.00");
        assertThat(MarketFigures.against(100, null)).isNull();
    }

    private long[] prices(int n) {
        long most = random.nextBoolean() ? 50 : 9_999_999_999_999L;
        return random.longs(n, 1, most).sorted().toArray();
    }

    private static long slowly(long[] sorted, String part) {
        BigDecimal place = new BigDecimal(part).multiply(BigDecimal.valueOf(sorted.length - 1));
        int below = place.setScale(0, RoundingMode.FLOOR).intValueExact();
        BigDecimal low = BigDecimal.valueOf(sorted[below]);
        BigDecimal high = BigDecimal.valueOf(sorted[Math.min(below + 1, sorted.length - 1)]);
        return high.subtract(low)
                .multiply(place.subtract(BigDecimal.valueOf(below)), MathContext.UNLIMITED)
                .add(low)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
