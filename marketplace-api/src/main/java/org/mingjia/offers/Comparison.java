package org.mingjia.offers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.RegionPath;
import org.mingjia.offers.Agencies.Agency;
import org.mingjia.offers.OfferViews.Facet;
import org.mingjia.offers.OfferViews.Facets;
import org.mingjia.offers.OfferViews.MarketView;
import org.mingjia.offers.OfferViews.Named;
import org.mingjia.offers.OfferViews.OfferView;
import org.mingjia.offers.OfferViews.OfferingAgency;
import org.mingjia.offers.OfferViews.OffersView;
import org.mingjia.offers.Tariffs.Answer;

/**
 * One pass over a shelf: who offers at the place on the day, each agency once, at which price; the
 * market of all of them; and the page of those that match the filters.
 */
final class Comparison {

    private final Shelves.Stocked stock;
    private final OffersQuery query;
    private final Shelf shelf;
    private final Tariffs tariffs;
    private final int day;
    private final long salt;

    private final List<Offer> matching = new ArrayList<>();
    private final Map<String, Integer> levels = new TreeMap<>();
    private final int[] forms = new int[Shelf.FORMS.size()];
    private final int[] counties;
    private final int[] served;
    private long[] prices = new long[256];
    private int priced;
    private int unpriced;

    Comparison(Shelves.Stocked stock, OffersQuery query) {
        this.stock = stock;
        this.query = query;
        this.shelf = stock.shelf();
        this.tariffs = new Tariffs(shelf, stock.book(), query.parameters());
        this.day = query.epochDay();
        this.salt = Agencies.hash(shelf.itemCode + " " + query.day());
        int prefecture = query.place() / 100 * 100;
        this.counties =
                stock.places().keySet().stream()
                        .mapToInt(Integer::intValue)
                        .filter(place -> Places.depth(place) == 3)
                        .filter(place -> Places.covers(prefecture, place))
                        .sorted()
                        .toArray();
        this.served = new int[counties.length];
        pass();
    }

    /**
     * One agency's offer; {@code hash} is its place among equals, another one for every item and
     * day, so that neither age nor name nor luck puts anyone first for good.
     */
    private record Offer(int row, Agency agency, String standing, Answer answer, long hash) {
        long price() {
            return answer.priced() ? answer.fen() : Long.MAX_VALUE;
        }
    }

    private void pass() {
        int row = 0;
        while (row < shelf.size) {
            int next = row + 1;
            while (next < shelf.size && shelf.agency[next] == shelf.agency[row]) {
                next++;
            }
            offered(row, next);
            row = next;
        }
    }

    private void offered(int from, int to) {
        Agency agency = stock.agencies().at(shelf.agency[from]);
        String standing = agency == null ? null : agency.standing(day);
        if (agency == null || standing == null) {
            return;
        }
        for (int i = 0; i < counties.length; i++) {
            if (best(from, to, agency, counties[i]) >= 0) {
                served[i]++;
            }
        }
        int row = best(from, to, agency, query.place());
        if (row >= 0) {
            take(new Offer(row, agency, standing, tariffs.price(row), mix(agency.hash() ^ salt)));
        }
    }

    /** The row that holds at the place: the county's before the prefecture's. */
    private int best(int from, int to, Agency agency, int place) {
        int best = -1;
        int bestFit = -1;
        for (int row = from; row < to; row++) {
            if (shelf.first[row] <= day && day < shelf.end[row]) {
                int fit = Places.fit(shelf.region[row], place);
                if (fit > bestFit) {
                    best = row;
                    bestFit = fit;
                }
            }
        }
        return best >= 0 && agency.serves(place, day) ? best : -1;
    }

    private void take(Offer offer) {
        if (offer.answer().priced()) {
            if (priced == prices.length) {
                prices = Arrays.copyOf(prices, 2 * priced);
            }
            prices[priced++] = offer.answer().fen();
        }
        if (!query.matches(offer.agency())) {
            return;
        }
        String level = shelf.level(offer.row());
        if (level != null) {
            levels.merge(level, 1, Integer::sum);
        }
        if (query.level() != null && !query.level().equals(level)) {
            return;
        }
        forms[shelf.form[offer.row()]]++;
        unpriced += offer.answer().priced() ? 0 : 1;
        matching.add(offer);
    }

    private static long mix(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    OffersView view() {
        long[] sorted = Arrays.copyOf(prices, priced);
        Arrays.sort(sorted);
        MarketView market = MarketFigures.of(sorted);
        RegionPath path = RegionPath.of(Places.code(query.place()));
        List<Offer> page = page();
        boolean more = page.size() > query.limit();
        List<Offer> shown = more ? page.subList(0, query.limit()) : page;
        return new OffersView(
                stock.book().item(),
                named(query.place()),
                query.day(),
                ProjectParameters.of(query.request()),
                matching.size(),
                shown.stream().map(offer -> offer(offer, market)).toList(),
                more ? cursor(shown.getLast()).encode() : null,
                market,
                stock.book().lawful(path, query.parameters()),
                stock.book().benchmarks(path, query.parameters()),
                facets(),
                unpriced);
    }

    private Named named(int place) {
        String code = Places.code(place);
        return new Named(code, stock.places().getOrDefault(place, code));
    }

    private Facets facets() {
        var county = new ArrayList<Facet>();
        for (int i = 0; i < counties.length; i++) {
            Named name = named(counties[i]);
            county.add(new Facet(name.code(), name.name(), served[i]));
        }
        var form = new ArrayList<Facet>();
        for (int i = 0; i < forms.length; i++) {
            if (forms[i] > 0) {
                form.add(new Facet(Shelf.FORMS.get(i), Tariffs.FORM_NAMES.get(i), forms[i]));
            }
        }
        return new Facets(
                county,
                levels.entrySet().stream()
                        .map(level -> new Facet(level.getKey(), level.getKey(), level.getValue()))
                        .toList(),
                form);
    }

    /** The rows of the page and one more, without sorting those that are not on it. */
    private List<Offer> page() {
        Comparator<Offer> order = order();
        OffersCursor cursor = query.cursor();
        int most = Math.min(matching.size(), Math.max(query.limit(), query.limit() + 1));
        var nearest = new PriorityQueue<Offer>(Math.max(1, most), order.reversed());
        for (Offer offer : matching) {
            if (cursor != null && compare(offer, cursor) <= 0) {
                continue;
            }
            if (nearest.size() < most) {
                nearest.add(offer);
            } else if (order.compare(offer, nearest.element()) < 0) {
                nearest.remove();
                nearest.add(offer);
            }
        }
        return nearest.stream().sorted(order).toList();
    }

    private Comparator<Offer> order() {
        Comparator<Offer> fair = Comparator.comparingLong(Offer::hash);
        return switch (query.sort()) {
            case NEUTRAL -> fair;
            case PRICE -> Comparator.comparingLong(Offer::price).thenComparing(fair);
            case PRICE_DOWN -> Comparator.comparingLong(Comparison::down).thenComparing(fair);
            case NAME -> Comparator.comparing((Offer o) -> o.agency().name()).thenComparing(fair);
        };
    }

    /** Dearest first, what has no price last all the same. */
    private static long down(Offer offer) {
        return offer.answer().priced() ? -offer.answer().fen() : Long.MAX_VALUE;
    }

    private int compare(Offer offer, OffersCursor cursor) {
        int first =
                switch (query.sort()) {
                    case NEUTRAL -> 0;
                    case PRICE -> Long.compare(offer.price(), cursor.price());
                    case PRICE_DOWN -> Long.compare(down(offer), cursor.price());
                    case NAME -> offer.agency().name().compareTo(cursor.name());
                };
        return first != 0 ? first : Long.compare(offer.hash(), cursor.hash());
    }

    private OffersCursor cursor(Offer last) {
        return new OffersCursor(
                query.sort(),
                query.day(),
                query.sort() == OffersQuery.Sort.PRICE_DOWN ? down(last) : last.price(),
                query.sort() == OffersQuery.Sort.NAME ? last.agency().name() : "",
                last.hash());
    }

    private OfferView offer(Offer offer, MarketView market) {
        int row = offer.row();
        Agency agency = offer.agency();
        Answer answer = query.limit() == Integer.MAX_VALUE ? offer.answer() : tariffs.worked(row);
        return new OfferView(
                new OfferingAgency(
                        agency.uscc(), agency.name(), agency.regionCode(), agency.regionName()),
                offer.standing(),
                shelf.paper(row),
                agency.regionCodes(day),
                shelf.id(row),
                Shelf.FORMS.get(shelf.form[row]),
                tariffs.description(row),
                answer.priced() ? (Long) answer.fen() : null,
                answer.text(),
                answer.working(),
                LocalDate.ofEpochDay(shelf.entryFrom[row]),
                date(shelf.entryEnd[row]),
                answer.priced() ? MarketFigures.against(answer.fen(), market.medianFen()) : null);
    }

    private static @Nullable LocalDate date(int day) {
        return day == Integer.MAX_VALUE ? null : LocalDate.ofEpochDay(day);
    }
}
