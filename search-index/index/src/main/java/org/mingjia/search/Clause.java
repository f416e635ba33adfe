package org.mingjia.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's query clauses that are used here, as JSON-shaped maps. */
final class Clause {
    private Clause() {}

    static Map<String, Object> phrase(String field, String text, float boost) {
        return Map.of("match_phrase", Map.of(field, Map.of("query", text, "boost", boost)));
    }

    /** A phrase whose last word may be unfinished; so many endings are tried. */
    static Map<String, Object> phraseBeginning(
            String field, String text, int endings, float boost) {
        var asked = Map.of("query", text, "max_expansions", endings, "boost", boost);
        return Map.of("match_phrase_prefix", Map.of(field, asked));
    }

    static Map<String, Object> match(String field, String text, String enough, float boost) {
        var asked = Map.of("query", text, "minimum_should_match", enough, "boost", boost);
        return Map.of("match", Map.of(field, asked));
    }

    static Map<String, Object> term(String field, String value) {
        return Map.of("term", Map.of(field, value));
    }

    static Map<String, Object> terms(String field, List<String> values) {
        return Map.of("terms", Map.of(field, values));
    }

    static Map<String, Object> prefix(String field, String value) {
        return Map.of("prefix", Map.of(field, value));
    }

    /** Values from one to another, both inclusive; null is open. */
    static Map<String, Object> range(String field, @Nullable Long from, @Nullable Long to) {
        var bounds = new LinkedHashMap<String, Object>();
        if (from != null) {
            bounds.put("gte", from);
        }
        if (to != null) {
            bounds.put("lte", to);
        }
        return Map.of("range", Map.of(field, bounds));
    }

    /** What is true on the day, of those documents that have periods. */
    static Map<String, Object> on(long day, List<Map<String, Object>> what) {
        var filters = new ArrayList<Map<String, Object>>(what);
        filters.addFirst(day("period.days", day));
        return Map.of("nested", Map.of("path", "period", "query", all(filters)));
    }

    /** A day within one of the field's ranges. */
    static Map<String, Object> day(String field, long day) {
        return Map.of("term", Map.of(field, day));
    }

    /** One wrong, missing, doubled or swapped letter, but not the first. */
    static Map<String, Object> mistyped(String field, String text, int spellings, float boost) {
        var asked =
                Map.of(
                        "value", text,
                        "fuzziness", 1,
                        "prefix_length", 1,
                        "max_expansions", spellings,
                        "boost", boost);
        return Map.of("fuzzy", Map.of(field, asked));
    }

    static Map<String, Object> constant(Map<String, Object> filter, float score) {
        return Map.of("constant_score", Map.of("filter", filter, "boost", score));
    }

    /** The best of the ways counts, and a little of the others. */
    static Map<String, Object> best(List<Map<String, Object>> ways, float others) {
        return Map.of("dis_max", Map.of("queries", ways, "tie_breaker", others));
    }

    static Map<String, Object> enough(List<Map<String, Object>> clauses, String minimum) {
        return Map.of("bool", Map.of("should", clauses, "minimum_should_match", minimum));
    }

    static Map<String, Object> all(List<Map<String, Object>> filters) {
        return Map.of("bool", Map.of("filter", filters));
    }

    static Map<String, Object> every(List<Map<String, Object>> clauses) {
        return Map.of("bool", Map.of("must", clauses));
    }
}
