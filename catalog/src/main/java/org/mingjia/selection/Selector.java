package org.mingjia.selection;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingjia.selection.Selection.Drawn;
import org.mingjia.selection.Selection.Place;
import org.mingjia.selection.Selection.Ranked;
import org.mingjia.selection.Selection.Shortlist;
import org.mingjia.selection.Selection.TooFew;

/** One selection, from the bids to the last draw. */
public final class Selector {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /** Sorted by unified social credit code, as the pool was published. */
    private final List<Bid> bids;

    private final DrawSeed.Draws chance;
    private final List<Drawn> draws = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private Selector(List<Bid> bids, DrawSeed seed) {
        this.bids = bids.stream().sorted(Comparator.comparing(Bid::uscc)).toList();
        this.chance = seed.draws();
    }

    /**
     * Applies a method. The order in which the bids are given does not matter.
     *
     * @throws IllegalArgumentException when a bidder stands twice, or a bid lacks what the method
     *     counts
     */
    public static Selection select(Method method, List<Bid> bids, DrawSeed seed) {
        var pool = Pool.of(bids.stream().map(Bid::uscc).toList());
        if (pool.size() < method.minimum()) {
            return new TooFew(pool.size(), method.minimum());
        }
        return new Selector(bids, seed).by(method);
    }

    private Selection by(Method method) {
        return switch (method) {
            case Method.Direct direct -> named(direct.named());
            case Method.LowestPrice lowest ->
                    ranked(byPrice(bids), null, null, below(lowest.explainBelowPercent()));
            case Method.RandomDraw _ -> ranked(drawn("winner", bids), null, null, List.of());
            case Method.LowestRandom _ -> lowerHalf();
            case Method.Mean mean -> nearest(mean.trimFrom(), null);
            case Method.MeanRandom mean -> nearest(mean.trimFrom(), mean.percents());
            case Method.BestValue best -> bestValue(best);
            case Method.CreditShortlist credit -> shortlist(credit);
        };
    }

    private Selection named(String uscc) {
        return bids.stream()
                .filter(bid -> bid.uscc().equals(uscc))
                .findFirst()
                .<Selection>map(bid -> ranked(List.of(bid), null, null, List.of()))
                .orElseGet(() -> new TooFew(0, 1));
    }

    private Selection lowerHalf() {
        int keep = Math.min(bids.size(), Math.max(3, (bids.size() + 1) / 2));
        long dearest = bids.stream().mapToLong(Bid::amountFen).sorted().toArray()[keep - 1];
        var kept = bids.stream().filter(bid -> bid.amountFen() <= dearest).toList();
        bids.stream().filter(bid -> bid.amountFen() > dearest).map(Bid::uscc).forEach(leftOut::add);
        return ranked(drawn("winner", kept), null, null, List.of());
    }

    private Selection nearest(int trimFrom, @Nullable List<Integer> percents) {
        var counted = new ArrayList<>(bids);
        if (bids.size() >= trimFrom) {
            leaveOut(counted, bids.stream().mapToLong(Bid::amountFen).max().orElseThrow());
            leaveOut(counted, counted.stream().mapToLong(Bid::amountFen).min().orElseThrow());
        }
        Integer percent = percents == null ? null : percent(percents);
        BigInteger sum =
                counted.stream()
                        .map(bid -> BigInteger.valueOf(bid.amountFen()))
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .multiply(BigInteger.valueOf(percent == null ? 100 : percent));
        BigInteger count = BigInteger.valueOf(100L * counted.size());
        var order =
                tied(
                        counted,
                        Comparator.comparing((Bid bid) ->
                                        BigInteger.valueOf(bid.amountFen())
                                                .multiply(count)
                                                .subtract(sum)
                                                .abs())
                                .thenComparingLong(Bid::amountFen));
        return ranked(order, lowest(sum, count), percent, List.of());
    }

    private void leaveOut(List<Bid> counted, long amount) {
        var equals = counted.stream().filter(bid -> bid.amountFen() == amount).toList();
        Bid out = equals.size() == 1 ? equals.getFirst() : draw("trim", equals);
        counted.remove(out);
        leftOut.add(out.uscc());
    }

    private int percent(List<Integer> percents) {
        int index = (int) chance.next(percents.size());
        draws.add(
                new Drawn(
                        "percent",
                        percents.stream().map(String::valueOf).toList(),
                        percents.size(),
                        index,
                        percents.get(index).toString()));
        return percents.get(index);
    }

    /** Totals over one denominator: bids differ in it, and only exact numbers are compared. */
    private Selection bestValue(Method.BestValue weights) {
        BigInteger cheapest =
                BigInteger.valueOf(bids.stream().mapToLong(Bid::amountFen).min().orElseThrow());
        Function<Bid, Exact> total =
                bid -> {
                    var scores = bid.scores();
                    if (scores == null) {
                        throw new IllegalArgumentException("no marks for " + bid.uscc());
                    }
                    long marks =
                            (long) weights.quality() * scores.quality()
                                    + (long) weights.staff() * scores.staff()
                                    + (long) weights.time() * scores.time();
                    BigInteger amount = BigInteger.valueOf(bid.amountFen());
                    return new Exact(
                            BigInteger.valueOf(marks)
                                    .multiply(amount)
                                    .add(
                                            BigInteger.valueOf(10_000L * weights.price())
                                                    .multiply(cheapest)),
                            amount.multiply(HUNDRED.multiply(HUNDRED)));
                };
        var order =
                tied(
                        bids,
                        Comparator.comparing(total, Comparator.reverseOrder())
                                .thenComparingLong(Bid::amountFen));
        var places = new ArrayList<Place>();
        for (Bid bid : order) {
            places.add(
                    new Place(
                            places.size() + 1,
                            bid.uscc(),
                            bid.amountFen(),
                            total.apply(bid).toString()));
        }
        return new Ranked(places, leftOut, null, null, List.of(), draws);
    }

    private record Exact(BigInteger over, BigInteger under) implements Comparable<Exact> {
        @Override
        public int compareTo(Exact other) {
            return over.multiply(other.under).compareTo(other.over.multiply(under));
        }

        @Override
        public String toString() {
            return lowest(over, under);
        }
    }

    private Selection shortlist(Method.CreditShortlist method) {
        var order = tied(bids, Comparator.comparingInt(Selector::credit).reversed());
        var longList = order.subList(0, Math.min(order.size(), method.longList()));
        var left = new ArrayList<>(longList);
        var shortList = new ArrayList<String>();
        while (!left.isEmpty() && shortList.size() < method.shortList()) {
            Bid next = ticket(left);
            left.remove(next);
            shortList.add(next.uscc());
        }
        return new Shortlist(longList.stream().map(Bid::uscc).toList(), shortList, draws);
    }

    private static int credit(Bid bid) {
        if (bid.credit() == null) {
            throw new IllegalArgumentException("no credit score for " + bid.uscc());
        }
        return bid.credit();
    }

    /** Each has a ticket for every hundredth of its score, and one at the least. */
    private Bid ticket(List<Bid> from) {
        long tickets = from.stream().mapToLong(bid -> Math.max(1, credit(bid))).sum();
        long index = chance.next(tickets);
        long passed = 0;
        for (Bid bid : from) {
            passed += Math.max(1, credit(bid));
            if (index < passed) {
                draws.add(new Drawn("shortlist", usccs(from), tickets, index, bid.uscc()));
                return bid;
            }
        }
        throw new IllegalStateException("drew " + index + " of " + tickets);
    }

    private List<Bid> byPrice(List<Bid> from) {
        return tied(from, Comparator.comparingLong(Bid::amountFen));
    }

    /** Bids below this part of the median; with an even number it is the mean of the middle two. */
    private List<String> below(int percent) {
        long[] sorted = bids.stream().mapToLong(Bid::amountFen).sorted().toArray();
        BigInteger twice =
                BigInteger.valueOf(sorted[(sorted.length - 1) / 2])
                        .add(BigInteger.valueOf(sorted[sorted.length / 2]));
        BigInteger bound = twice.multiply(BigInteger.valueOf(percent));
        return bids.stream()
                .filter(bid ->
                        BigInteger.valueOf(bid.amountFen())
                                        .multiply(BigInteger.valueOf(200))
                                        .compareTo(bound)
                                < 0)
                .map(Bid::uscc)
                .toList();
    }

    /** Sorted; whoever ties is put in order by draws, from the best place down. */
    private List<Bid> tied(List<Bid> from, Comparator<Bid> order) {
        var sorted = from.stream().sorted(order).toList();
        var ranked = new ArrayList<Bid>();
        int at = 0;
        while (at < sorted.size()) {
            int end = at + 1;
            while (end < sorted.size() && order.compare(sorted.get(at), sorted.get(end)) == 0) {
                end++;
            }
            ranked.addAll(drawn("tie", sorted.subList(at, end)));
            at = end;
        }
        return ranked;
    }

    /** All of them, each drawn from those that are left; the last needs no draw. */
    private List<Bid> drawn(String why, List<Bid> from) {
        var left = new ArrayList<>(from);
        left.sort(Comparator.comparing(Bid::uscc));
        var order = new ArrayList<Bid>();
        while (left.size() > 1) {
            Bid next = draw(why, left);
            left.remove(next);
            order.add(next);
        }
        order.addAll(left);
        return order;
    }

    private Bid draw(String why, List<Bid> from) {
        int index = (int) chance.next(from.size());
        Bid drawn = from.get(index);
        draws.add(new Drawn(why, usccs(from), from.size(), index, drawn.uscc()));
        return drawn;
    }

    private static List<String> usccs(List<Bid> from) {
        return from.stream().map(Bid::uscc).toList();
    }

    private Selection ranked(
            List<Bid> order,
            @Nullable String reference,
            @Nullable Integer percent,
            List<String> toExplain) {
        var places =
                IntStream.range(0, order.size())
                        .mapToObj(i ->
                                new Place(
                                        i + 1, order.get(i).uscc(), order.get(i).amountFen(), null))
                        .toList();
        return new Ranked(places, leftOut, reference, percent, toExplain, draws);
    }

    /** A fraction in lowest terms, {@code a/b}. */
    private static String lowest(BigInteger over, BigInteger under) {
        BigInteger common = over.gcd(under);
        return over.divide(common) + "/" + under.divide(common);
    }
}
