package org.mingjia.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The regions whose rules reach a place, by GB/T 2260 code, the most specific first, the nation
 * last.
 */
public record RegionPath(List<String> codes) {
    /** The code under which nation-wide rules stand. */
    public static final String NATION = "000000";

    public RegionPath {
        codes = List.copyOf(codes);
    }

    /**
     * 433122 → 433122, 433100, 430000, 000000.
     *
     * @throws IllegalArgumentException when the code is not six ASCII digits
     */
    public static RegionPath of(String code) {
        if (!code.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("not a GB/T 2260 code: " + code);
        }
        List<String> path = new ArrayList<>(4);
        for (int kept = 6; kept >= 0; kept -= 2) {
            String region = code.substring(0, kept) + NATION.substring(kept);
            if (path.isEmpty() || !path.getLast().equals(region)) {
                path.add(region);
            }
        }
        return new RegionPath(path);
    }
}
