package org.mingjia.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of every selection, whatever is bid. */
class SelectionTest {

    /** 99.9 % of fair draws lie below; degrees of freedom 1, 2, 4, 6 and 9. */
    private static double chiSquareBound(int n) {
        return switch (n) {
            case 2 -> 10.83;
            case 3 -> 13.82;
            case 5 -> 18.47;
            case 7 -> 22.46;
            case 10 -> 27.88;
            default -> throw new IllegalArgumentException("no bound for " + n);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 10})
    void twentyThousandSeedsFavourNobody(int n) {
        int seeds = 20_000;
        var pool = IntStream.range(0, n).mapToObj(i -> Bid.of("U" + i, 100)).toList();
        int[] won = new int[n];
        for (int i = 0; i < seeds; i++) {
            var selection =
                    Selector.select(
                            new Method.RandomDraw(2),
                            pool,
                            DrawSeed.of(DrawSeed.hashOf("seed " + i)));
            won[Integer.parseInt(winner(selection).substring(1))]++;
        }
        double expected = (double) seeds / n;
        double chiSquare = 0;
        for (int wins : won) {
            chiSquare += (wins - expected) * (wins - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(chiSquareBound(n));
    }

    @Test
    void aBiasedDrawWouldBeNoticed() {
        int[] won = {6500, 6750, 6750};
        double expected = 20_000 / 3.0;
        double chiSquare = 0;
        for (int wins : won) {
            chiSquare += (wins - expected) * (wins - expected) / expected;
        }
        // a bias of 2.5 % is below what 20,000 seeds can tell, one of 4 % is not
        assertThat(chiSquare).isLessThan(chiSquareBound(3));
        int[] unfair = {6200, 6900, 6900};
        chiSquare = 0;
        for (int wins : unfair) {
            chiSquare += (wins - expected) * (wins - expected) / expected;
        }
        assertThat(chiSquare).isGreaterThan(chiSquareBound(3));
    }

    @Test
    void theOrderOfTheBidsNeverMatters() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            var bids = bids(random, 2 + random.nextInt(9));
            var seed = DrawSeed.of(DrawSeed.hashOf("round " + round));
            for (Method method : methods()) {
                var shuffled = new ArrayList<>(bids);
                Collections.shuffle(shuffled, random);
                assertThat(Selector.select(method, shuffled, seed))
                        .isEqualTo(Selector.select(method, bids, seed));
            }
        }
    }

    @Test
    void nobodyBelowTheLowestPriceIsEverPassedOver() {
        var random = new Random(8);
        for (int round = 0; round < 300; round++) {
            var bids = bids(random, 2 + random.nextInt(9));
            var selection =
                    Selector.select(
                            new Method.LowestPrice(2, 70),
                            bids,
                            DrawSeed.of(DrawSeed.hashOf("round " + round)));
            long least = bids.stream().mapToLong(Bid::amountFen).min().orElseThrow();
            assertThat(((Selection.Ranked) selection).ranking())
                    .hasSize(bids.size())
                    .isSortedAccordingTo(
                            java.util.Comparator.comparingLong(Selection.Place::amountFen))
                    .first()
                    .returns(least, Selection.Place::amountFen);
        }
    }

    @Test
    void whoIsLeftOutOfTheMeanCannotWin() {
        var random = new Random(9);
        for (int round = 0; round < 300; round++) {
            var selection =
                    (Selection.Ranked)
                            Selector.select(
                                    new Method.Mean(3, 5),
                                    bids(random, 5 + random.nextInt(5)),
                                    DrawSeed.of(DrawSeed.hashOf("round " + round)));
            assertThat(selection.leftOut()).hasSize(2);
            assertThat(selection.ranking())
                    .extracting(Selection.Place::uscc)
                    .doesNotContainAnyElementsOf(selection.leftOut());
        }
    }

    @Test
    void twiceTheCreditIsDrawnTwiceAsOften() {
        var bids = List.of(credited("U1", 2_000), credited("U2", 4_000));
        int first = 0;
        for (int i = 0; i < 3_000; i++) {
            var list =
                    (Selection.Shortlist)
                            Selector.select(
                                    new Method.CreditShortlist(2, 2, 1),
                                    bids,
                                    DrawSeed.of(DrawSeed.hashOf("credit " + i)));
            first += list.shortList().getFirst().equals("U2") ? 1 : 0;
        }
        // 2000 expected, standard deviation 25.8
        assertThat(first).isBetween(1_900, 2_100);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var twice = List.of(Bid.of("U1", 1), Bid.of("U1", 2));
        var seed = DrawSeed.of("00".repeat(32));

        assertThatThrownBy(() -> Selector.select(new Method.RandomDraw(1), twice, seed))
                .hasMessageContaining("U1");
        assertThatThrownBy(() -> new Method.BestValue(2, 40, 30, 20, 20))
                .hasMessageContaining("110");
        assertThatThrownBy(() -> new Method.CreditShortlist(2, 2, 3)).hasMessageContaining("3");
        assertThatThrownBy(() -> new Method.MeanRandom(3, 5, List.of()))
                .hasMessageContaining("percents");
        assertThatThrownBy(() -> new Method.Mean(3, 2)).hasMessageContaining("2");
        assertThatThrownBy(() -> Bid.of("U1", 0)).hasMessageContaining("0");
        assertThatThrownBy(() -> DrawSeed.of("ab")).hasMessageContaining("ab");
        assertThatThrownBy(() -> new Pool(List.of("B", "A"))).hasMessageContaining("A");
        assertThatThrownBy(() ->
                        Selector.select(
                                new Method.BestValue(1, 40, 30, 20, 10),
                                List.of(Bid.of("U1", 5)),
                                seed))
                .hasMessageContaining("U1");
    }

    private static Bid credited(String uscc, int credit) {
        return new Bid(uscc, 100, credit, null);
    }

    private static List<Method> methods() {
        return List.of(
                new Method.LowestPrice(2, 70),
                new Method.RandomDraw(2),
                new Method.LowestRandom(2),
                new Method.Mean(2, 5),
                new Method.MeanRandom(2, 5, List.of(95, 96, 97, 98)),
                new Method.BestValue(2, 40, 20, 10, 30),
                new Method.CreditShortlist(2, 4, 2));
    }

    /** Few different amounts and marks, so that many tie. */
    private static List<Bid> bids(Random random, int n) {
        return IntStream.range(0, n)
                .mapToObj(i ->
                        new Bid(
                                "U" + i,
                                1 + random.nextInt(6),
                                random.nextInt(4) * 2_500,
                                new Bid.Scores(
                                        random.nextInt(3) * 5_000,
                                        random.nextInt(3) * 5_000,
                                        random.nextInt(3) * 5_000)))
                .toList();
    }

    private static String winner(Selection selection) {
        return ((Selection.Ranked) selection).winner();
    }
}
