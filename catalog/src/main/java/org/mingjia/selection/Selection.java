package org.mingjia.selection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a method makes of the bids, with everything that a reader needs to follow it. */
public sealed interface Selection {

    /**
     * Fewer bids than the method needs, or the agency that was named is not among them.
     *
     * @param bids how many there were
     * @param minimum how many there must be
     */
    record TooFew(int bids, int minimum) implements Selection {}

    /**
     * All bids in order; the first is selected, the next follow it only where the notice said so.
     *
     * @param leftOut bidders who were left out of the mean, and cannot win
     * @param reference the number that the bids were measured by, exact, as {@code a/b} in fen;
     *     null where the method has none
     * @param percent the percentage that was drawn; null where none was
     * @param toExplain bidders whose price is so low that it has to be explained first
     * @param draws every draw that was made, in order
     */
    record Ranked(
            List<Place> ranking,
            List<String> leftOut,
            @Nullable String reference,
            @Nullable Integer percent,
            List<String> toExplain,
            List<Drawn> draws)
            implements Selection {
        public Ranked {
            ranking = List.copyOf(ranking);
            leftOut = List.copyOf(leftOut);
            toExplain = List.copyOf(toExplain);
            draws = List.copyOf(draws);
        }

        /** Who is selected. */
        public String winner() {
            return ranking.getFirst().uscc();
        }
    }

    /**
     * Those of whom the owner chooses one, with reasons that are published.
     *
     * @param longList the best by credit
     * @param shortList drawn from it, in the order of the draws
     */
    record Shortlist(List<String> longList, List<String> shortList, List<Drawn> draws)
            implements Selection {
        public Shortlist {
            longList = List.copyOf(longList);
            shortList = List.copyOf(shortList);
            draws = List.copyOf(draws);
        }
    }

    /**
     * One bidder's place.
     *
     * @param score what the place rests on, exact: a total of marks as {@code a/b}; null where the
     *     price or the draw alone counts
     */
    record Place(int rank, String uscc, long amountFen, @Nullable String score) {}

    /**
     * One draw.
     *
     * @param why {@code winner}, {@code tie}, {@code trim}, {@code percent} or {@code shortlist}
     * @param from what was drawn from, in order
     * @param of how many chances there were; above the size of {@code from} where chances are
     *     unequal
     * @param index the number drawn, from 0
     * @param drawn what it stands for
     */
    record Drawn(String why, List<String> from, long of, long index, String drawn) {
        public Drawn {
            from = List.copyOf(from);
        }
    }
}
