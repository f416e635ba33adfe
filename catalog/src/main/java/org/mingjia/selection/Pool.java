package org.mingjia.selection;

import java.util.Collection;
import java.util.List;

/**
 * Who takes part, sorted by unified social credit code; the first has lottery number 1. What is
 * published at the close, before the randomness exists.
 *
 * @param usccs sorted, each once
 */
public record Pool(List<String> usccs) {

    public Pool {
        usccs = List.copyOf(usccs);
        for (int i = 1; i < usccs.size(); i++) {
            if (usccs.get(i - 1).compareTo(usccs.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "not sorted, or twice in the pool: " + usccs.get(i));
            }
        }
    }

    /**
     * Sorts them.
     *
     * @throws IllegalArgumentException when one stands twice
     */
    public static Pool of(Collection<String> usccs) {
        return new Pool(usccs.stream().sorted().toList());
    }

    public int size() {
        return usccs.size();
    }

    /** Lines of lottery number, space, code, line feed. */
    public String text() {
        var text = new StringBuilder();
        for (int i = 0; i < usccs.size(); i++) {
            text.append(i + 1).append(' ').append(usccs.get(i)).append('\n');
        }
        return text.toString();
    }

    /** SHA-256 of {@link #text()} in UTF-8, hexadecimal. */
    public String hash() {
        return DrawSeed.hashOf(text());
    }
}
