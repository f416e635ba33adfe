package org.mingjia.search.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Cuts typed letters into what they stand for, character by character: whole syllables, or single
 * letters that begin one ({@code huanjyx} is huan, j, y, x).
 */
public final class Syllables {
    /** Longer input is not a word somebody typed from memory. */
    public static final int MAX_LETTERS = 60;

    private static final int LONGEST = 6;
    private static final int MOST_WAYS = 3;
    private static final int SYLLABLE_COST = 2;
    private static final int LETTER_COST = 3;

    private record Path(int cost, List<String> units) {}

    private Syllables() {}

    /**
     * The likeliest ways to cut the letters, best first, at most three; the way letter by letter is
     * among them when there are few letters.
     *
     * @param letters a to z only
     * @return ways, each a list of syllables and initials; empty when there is nothing to cut
     */
    public static List<List<String>> ways(String letters) {
        if (letters.isEmpty() || letters.length() > MAX_LETTERS) {
            return List.of();
        }
        var ways = new LinkedHashSet<List<String>>();
        for (Path path : best(letters)) {
            ways.add(path.units());
        }
        if (letters.length() > 1 && letters.length() <= 8) {
            ways.add(initials(letters));
        }
        return List.copyOf(ways);
    }

    private static List<String> initials(String letters) {
        return letters.chars().mapToObj(Character::toString).toList();
    }

    /** Dynamic programming over positions; each keeps its cheapest few paths. */
    private static List<Path> best(String letters) {
        var ending = new ArrayList<List<Path>>(letters.length() + 1);
        ending.add(List.of(new Path(0, List.of())));
        for (int end = 1; end <= letters.length(); end++) {
            var paths = new ArrayList<Path>();
            for (int start = Math.max(0, end - LONGEST); start < end; start++) {
                String unit = letters.substring(start, end);
                boolean syllable = Pinyin.isSyllable(unit);
                if (syllable || unit.length() == 1) {
                    int cost = syllable ? SYLLABLE_COST : LETTER_COST;
                    ending.get(start).forEach(path -> paths.add(longer(path, unit, cost)));
                }
            }
            paths.sort(Comparator.comparingInt(Path::cost));
            ending.add(List.copyOf(paths.subList(0, Math.min(MOST_WAYS, paths.size()))));
        }
        var complete = ending.getLast();
        int limit = complete.getFirst().cost() + SYLLABLE_COST;
        return complete.stream().filter(path -> path.cost() <= limit).limit(MOST_WAYS - 1).toList();
    }

    private static Path longer(Path path, String unit, int cost) {
        var units = new ArrayList<>(path.units());
        units.add(unit);
        return new Path(path.cost() + cost, Collections.unmodifiableList(units));
    }
}
