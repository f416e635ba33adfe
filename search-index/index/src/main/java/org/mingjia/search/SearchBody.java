package org.mingjia.search;

import java.time.LocalDate;
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
        body.put("query", matching(words, query.asOf()));
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
                        valid(TypingClauses.of(words), asOf),
                        "sort",
                        BY_SCORE));
    }

    private static final List<String> BROWSING = List.of("tieHash", "code");
    private static final List<String> BY_SCORE = List.of("_score", "tieHash", "code");

    private static Map<String, Object> matching(Words words, LocalDate asOf) {
        return words.isBlank() ? Clause.all(validOn(asOf)) : valid(TextClauses.of(words), asOf);
    }

    private static Map<String, Object> valid(List<Map<String, Object>> clauses, LocalDate asOf) {
        var bool = Map.of("should", clauses, "minimum_should_match", 1, "filter", validOn(asOf));
        return Map.of("bool", bool);
    }

    private static List<Map<String, Object>> validOn(LocalDate asOf) {
        long day = asOf.toEpochDay();
        return List.of(Clause.range("fromDay", "lte", day), Clause.range("toDay", "gt", day));
    }

    /**
     * Each facet counts under what is chosen in the others, so that its alternatives stay visible.
     */
    private static Map<String, Object> facets(List<Facet> narrowed, OfferingQuery query) {
        var facets = new LinkedHashMap<String, Object>();
        for (Facet facet : Facet.values()) {
            var counts = Map.of("terms", Map.of("field", facet.field(), "size", facet.size()));
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
                        .map(facet -> Clause.terms(facet.chosenIn(), facet.chosenBy(query)))
                        .toList());
    }
}
