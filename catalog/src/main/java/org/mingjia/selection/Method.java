package org.mingjia.selection;

import java.util.List;

/**
 * 选取方式 A method with its parameters, which the notice names and nothing changes afterwards.
 *
 * <p>{@code minimum} is the least number of valid bids; with fewer nobody is selected, and no
 * method ever takes another's place by itself.
 */
public sealed interface Method {
    /** Least number of valid bids. */
    int minimum();

    /** As the notice and the API write it. */
    String code();

    /**
     * 直接选取 The owner names the agency, which must be among the bidders.
     *
     * @param named unified social credit code
     */
    record Direct(String named) implements Method {
        @Override
        public int minimum() {
            return 1;
        }

        @Override
        public String code() {
            return "direct";
        }
    }

    /**
     * 竞价 The lowest price; equals are drawn.
     *
     * @param explainBelowPercent a bid below this part of the median has to be explained in writing
     *     before it can be awarded; 0 asks for nothing
     */
    record LowestPrice(int minimum, int explainBelowPercent) implements Method {
        public LowestPrice {
            atLeastOne(minimum);
            percent("explainBelowPercent", explainBelowPercent);
        }

        @Override
        public String code() {
            return "lowest_price";
        }
    }

    /** 随机抽取 One draw; the price bid does not count. */
    record RandomDraw(int minimum) implements Method {
        public RandomDraw {
            atLeastOne(minimum);
        }

        @Override
        public String code() {
            return "random_draw";
        }
    }

    /** 竞价随机 A draw among the lower half, three at the least, and all that equal its dearest. */
    record LowestRandom(int minimum) implements Method {
        public LowestRandom {
            atLeastOne(minimum);
        }

        @Override
        public String code() {
            return "lowest_random";
        }
    }

    /**
     * 均价 The bid nearest to the mean. From {@code trimFrom} bids on the highest and the lowest are
     * left out first; what is left out cannot win.
     */
    record Mean(int minimum, int trimFrom) implements Method {
        public Mean {
            atLeastOne(minimum);
            trims(trimFrom);
        }

        @Override
        public String code() {
            return "mean";
        }
    }

    /**
     * 均价加随机系数 As {@link Mean}, nearest to the mean times a percentage that is drawn.
     *
     * @param percents to draw from, in the published order
     */
    record MeanRandom(int minimum, int trimFrom, List<Integer> percents) implements Method {
        public MeanRandom {
            atLeastOne(minimum);
            trims(trimFrom);
            percents = List.copyOf(percents);
            if (percents.isEmpty()) {
                throw new IllegalArgumentException("percents: one at the least");
            }
            percents.forEach(percent -> {
                if (percent < 1 || percent > 100) {
                    throw new IllegalArgumentException("percents are 1 to 100: " + percent);
                }
            });
        }

        @Override
        public String code() {
            return "mean_random";
        }
    }

    /**
     * 择优 The highest total of marks and price; the price mark is 100 × lowest bid ÷ bid.
     *
     * @param quality weight in percent; the four sum to 100
     */
    record BestValue(int minimum, int quality, int staff, int time, int price) implements Method {
        public BestValue {
            atLeastOne(minimum);
            percent("quality", quality);
            percent("staff", staff);
            percent("time", time);
            percent("price", price);
            if (quality + staff + time + price != 100) {
                throw new IllegalArgumentException(
                        "weights sum to 100, not " + (quality + staff + time + price));
            }
        }

        @Override
        public String code() {
            return "best_value";
        }
    }

    /**
     * 信用择优 The best by credit make the long list; the short list is drawn from it, with a lottery
     * ticket for each hundredth of the credit score; the owner chooses from the short list.
     *
     * @param longList its size
     * @param shortList its size, not above the long list's
     */
    record CreditShortlist(int minimum, int longList, int shortList) implements Method {
        public CreditShortlist {
            atLeastOne(minimum);
            if (shortList < 1 || shortList > longList) {
                throw new IllegalArgumentException(
                        "the short list has 1 to " + longList + ", not " + shortList);
            }
        }

        @Override
        public String code() {
            return "credit_shortlist";
        }
    }

    private static void atLeastOne(int minimum) {
        if (minimum < 1) {
            throw new IllegalArgumentException("minimum is at least 1, was " + minimum);
        }
    }

    private static void trims(int trimFrom) {
        if (trimFrom < 3) {
            throw new IllegalArgumentException(
                    "two are left out of three at the least; trimFrom was " + trimFrom);
        }
    }

    private static void percent(String what, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(what + " is 0 to 100, was " + percent);
        }
    }
}
