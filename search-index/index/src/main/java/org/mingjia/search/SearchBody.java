package org.mingjia.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Criteria as the engine's request; pure, and one round trip whatever is asked. */
final class SearchBody {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SearchBody() {}

    /** The page, one hit more to know whether another page follows, exact total and facets. */
    static byte[] search(OfferingQuery query, Words words) {
        var narrowed =
                Arrays.stream(Facet.values())
                        .filter(facet -> !facet.chosenBy(query).isEmpty())
                        .toList();
        var body = new LinkedHashMap<String, Object>();
        body.put("size", query.limit() + 1);
        body.put("track_total_hits", true);
        body.put("query", matching(words, query));
        if (!narrowed.isEmpty()) {
            body.put("post_filter", chosen(narrowed, query));
        }
        body.put("aggs", facets(narrowed, query));
        body.put("sort", words.isBlank() ? BROWSING : BY_SCORE);
        if (query.cursor() != null) {
            var last = Cursor.decode(query.cursor(), query);
            body.put(
                    "search_after",
                    words.isBlank()
                            ? List.of(last.tieHash(), last.code())
                            : List.of(last.score(), last.tieHash(), last.code()));
        }
        return JSON.writeValueAsBytes(body);
    }

    /** The best few while somebody types: no total, no facets. */
    static byte[] suggest(Words words, int limit, LocalDate asOf) {
        return JSON.writeValueAsBytes(
                Map.of(
                        "size",
                        limit,
                        "track_total_hits",
                        false,
                        "query",
                        valid(
                                TypingClauses.of(words),
                                List.of(Clause.day("onDays", asOf.toEpochDay()), NO_OFFER)),
                        "sort",
                        BY_SCORE));
    }

    /** An agency is suggested once, and not again for each item it offers. */
    private static final Map<String, Object> NO_OFFER =
            Clause.terms(
                    "type",
                    Arrays.stream(OfferingType.values())
                            .filter(type -> type != OfferingType.OFFER)
                            .map(OfferingType::value)
                            .toList());

    private static final List<String> BROWSING = List.of("tieHash", "code");
    private static final List<String> BY_SCORE = List.of("_score", "tieHash", "code");

    private static Map<String, Object> matching(Words words, OfferingQuery query) {
        var shown = shown(query);
        return words.isBlank() ? Clause.all(shown) : valid(TextClauses.of(words), shown);
    }

    private static Map<String, Object> valid(
            List<Map<String, Object>> clauses, List<Map<String, Object>> shown) {
        var bool = Map.of("should", clauses, "minimum_should_match", 1, "filter", shown);
        return Map.of("bool", bool);
    }

    /**
     * What is valid and on the market on the day. Who is off the market is shown only to those who
     * ask for just that.
     */
    private static List<Map<String, Object>> shown(OfferingQuery query) {
        long day = query.asOf().toEpochDay();
        var offered = query.offered();
        var shown = new ArrayList<Map<String, Object>>();
        var ofPeriod = new ArrayList<Map<String, Object>>();
        if (offered.standings().isEmpty()) {
            shown.add(Clause.day("onDays", day));
        } else {
            ofPeriod.add(Clause.terms("period.standing", offered.standings()));
        }
        if (offered.asksPrice()) {
            ofPeriod.add(Clause.range("period.price", offered.priceFrom(), offered.priceTo()));
        }
        if (!ofPeriod.isEmpty()) {
            shown.add(Clause.on(day, ofPeriod));
        }
        return shown;
    }

    /**
     * Each facet counts under what is chosen in the others, so that its alternatives stay visible.
     */
    private static Map<String, Object> facets(List<Facet> narrowed, OfferingQuery query) {
        var facets = new LinkedHashMap<String, Object>();
        for (Facet facet : Facet.values()) {
            var counts = facet.counts(query.asOf().toEpochDay());
            var others = narrowed.stream().filter(other -> other != facet).toList();
            facets.put(
                    facet.field(),
                    others.isEmpty()
                            ? counts
                            : Map.of(
                                    "filter",
                                    chosen(others, query),
                                    "aggs",
                                    Map.of(facet.field(), counts)));
        }
        return facets;
    }

    private static Map<String, Object> chosen(List<Facet> facets, OfferingQuery query) {
        return Clause.all(
                facets.stream()
                        .map(facet ->
                                facet.chosen(facet.chosenBy(query), query.asOf().toEpochDay()))
                        .toList());
    }
}
