package org.mingjia.selection;

import org.jspecify.annotations.Nullable;

/**
 * A bid as it was opened.
 *
 * @param uscc the bidder's unified social credit code
 * @param amountFen the price bid, above 0
 * @param credit the bidder's credit score in hundredths of a point, 0 to 10000; null when it has
 *     none
 * @param scores what the owner's published evaluation gave; null where the method scores nothing
 */
public record Bid(String uscc, long amountFen, @Nullable Integer credit, @Nullable Scores scores) {

    public Bid {
        if (amountFen <= 0) {
            throw new IllegalArgumentException("a bid is above 0 fen: " + amountFen);
        }
        if (credit != null) {
            Scores.check("credit", credit);
        }
    }

    /** A bid of which nothing but the price counts. */
    public static Bid of(String uscc, long amountFen) {
        return new Bid(uscc, amountFen, null, null);
    }

    /**
     * Marks in hundredths of a point, 0 to 10000.
     *
     * @param quality of the plan
     * @param staff of the practitioners
     * @param time of the time offered
     */
    public record Scores(int quality, int staff, int time) {
        public Scores {
            check("quality", quality);
            check("staff", staff);
            check("time", time);
        }

        static void check(String what, int score) {
            if (score < 0 || score > 10_000) {
                throw new IllegalArgumentException(
                        what + " is 0 to 10000 hundredths, was " + score);
            }
        }
    }
}
