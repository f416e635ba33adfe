package org.mingjia.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.offers.OfferViews.Bin;
import org.mingjia.offers.OfferViews.MarketView;

/**
 * How prices are distributed. Quartiles by linear interpolation between the two nearest prices
 * (Hyndman and Fan's type 7), in exact quarters of a fen, rounded half up to the fen.
 */
final class MarketFigures {

    /** Fewer agencies say nothing about a market, and would show one another's prices. */
    static final int ENOUGH = 3;

    private static final int MOST_BINS = 12;

    private MarketFigures() {}

    /** The figures of these prices in fen, which are sorted. */
    static MarketView of(long[] sorted) {
        int n = sorted.length;
        if (n < ENOUGH) {
            return new MarketView(n, false, null, null, null, null, null, List.of());
        }
        return new MarketView(
                n,
                true,
                sorted[0],
                quartile(sorted, 1),
                quartile(sorted, 2),
                quartile(sorted, 3),
                sorted[n - 1],
                histogram(sorted));
    }

    static long quartile(long[] sorted, int quarter) {
        long place = (long) (sorted.length - 1) * quarter;
        int index = (int) (place / 4);
        long rest = place % 4;
        long low = sorted[index];
        if (rest == 0) {
            return low;
        }
        return (4 * low + rest * (sorted[index + 1] - low) + 2) / 4;
    }

    /** Bins of one width, which is 1, 2 or 5 with noughts, so that their bounds can be read. */
    private static List<Bin> histogram(long[] sorted) {
        long least = sorted[0];
        long most = sorted[sorted.length - 1];
        long width = width(least, most);
        long start = least / width * width;
        int bins = (int) ((most - start) / width) + 1;
        int[] counts = new int[bins];
        for (long price : sorted) {
            counts[(int) ((price - start) / width)]++;
        }
        var histogram = new ArrayList<Bin>(bins);
        for (int i = 0; i < bins; i++) {
            histogram.add(new Bin(start + i * width, start + (i + 1) * width, counts[i]));
        }
        return histogram;
    }

    private static long width(long least, long most) {
        for (long ten = 1; ; ten *= 10) {
            for (int digit : new int[] {1, 2, 5}) {
                long width = digit * ten;
                if ((most - least / width * width) / width < MOST_BINS) {
                    return width;
                }
            }
        }
    }

    /** The distance from the median as a part of it, with its sign: {@code +0.12}. */
    static @Nullable String against(long price, @Nullable Long median) {
        if (median == null || median == 0) {
            return null;
        }
        BigDecimal part =
                BigDecimal.valueOf(price - median)
                        .divide(BigDecimal.valueOf(median), 2, RoundingMode.HALF_UP);
        return (part.signum() > 0 ? "+" : "") + part.toPlainString();
    }
}
