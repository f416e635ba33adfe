package org.mingjia.search;

import java.util.ArrayList;
import java.util.List;
import org.mingjia.search.analysis.Syllables;

/**
 * One word of a question and how it can be heard.
 *
 * @param text the word as typed, normalised
 * @param chinese how many Chinese characters it has
 * @param letters how many Latin letters it has
 * @param spoken ways to say it, best first: characters as they are, letters cut into syllables and
 *     initials; empty when hearing it would only find noise
 */
record Term(String text, int chinese, int letters, List<List<String>> spoken) {
    private static final int MOST_WAYS = 3;
    private static final int LONGEST_SPOKEN = 32;

    static Term of(String text) {
        int chinese = (int) text.codePoints().filter(Character::isIdeographic).count();
        int letters = (int) text.chars().filter(c -> c >= 'a' && c <= 'z').count();
        return new Term(text, chinese, letters, spoken(text));
    }

    boolean isLatin() {
        return letters == text.length();
    }

    private static List<List<String>> spoken(String text) {
        if (text.length() > LONGEST_SPOKEN * 2) {
            return List.of();
        }
        List<List<String>> ways = List.of(List.of());
        for (int at = 0; at < text.length(); ) {
            int end = endOfRun(text, at);
            String run = text.substring(at, end);
            if (!run.isBlank()) {
                ways = extended(ways, cut(run));
            }
            at = end;
        }
        return ways.stream()
                .filter(way -> way.size() >= 2 && way.size() <= LONGEST_SPOKEN)
                .distinct()
                .toList();
    }

    private static List<List<String>> cut(String run) {
        return isLetter(run.charAt(0)) ? Syllables.ways(run) : List.of(List.of(run));
    }

    private static List<List<String>> extended(
            List<List<String>> ways, List<List<String>> continuations) {
        var extended = new ArrayList<List<String>>();
        for (var way : ways) {
            for (var continuation : continuations) {
                if (extended.size() < MOST_WAYS) {
                    var longer = new ArrayList<>(way);
                    longer.addAll(continuation);
                    extended.add(List.copyOf(longer));
                }
            }
        }
        return extended;
    }

    /** A run is all letters together, or one character. */
    private static int endOfRun(String text, int start) {
        int end = text.offsetByCodePoints(start, 1);
        if (isLetter(text.charAt(start))) {
            while (end < text.length() && isLetter(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
