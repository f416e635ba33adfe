package org.mingjia.search;

import java.util.BitSet;
import java.util.List;

/**
 * Marks in a name what the question meant, as HTML: the words themselves, or else their longest
 * parts, or else what sounds like them. Done here and not by the engine, because a short name is
 * marked in a microsecond from the question alone, and sounds have no offsets the engine could
 * mark.
 */
final class Highlighter {
    private static final int LONGEST = 400;
    private static final int SHORTEST_PART = 2;

    private final List<Sought> sought;

    /** A word, ready to be looked for many times. */
    private static final class Sought {
        final int[] characters;
        final boolean hasParts;
        final List<Spoken> spoken;

        Sought(Term term) {
            characters = folded(term.text());
            hasParts = term.letters() == 0 && term.chinese() >= SHORTEST_PART;
            spoken = term.spoken().stream().map(Spoken::new).toList();
        }
    }

    Highlighter(Words words) {
        sought = words.terms().stream().map(text -> new Sought(Term.of(text))).toList();
    }

    /**
     * A text as HTML.
     *
     * @param html escaped, with {@code <em>} around what was meant
     * @param marked whether anything was meant
     * @param whole whether every word was, and not only a part of it
     */
    record Marked(String html, boolean marked, boolean whole) {}

    Marked mark(String text) {
        if (text.length() > LONGEST) {
            return new Marked(html(text, new BitSet()), false, false);
        }
        int[] characters = folded(text);
        var marked = new BitSet(characters.length);
        boolean whole = true;
        for (Sought word : sought) {
            whole &= mark(word, characters, marked);
        }
        return new Marked(html(text, marked), !marked.isEmpty(), whole);
    }

    /** Marks the word and says whether all of it was found. */
    private static boolean mark(Sought word, int[] characters, BitSet marked) {
        if (literally(word.characters, characters, marked)) {
            return true;
        }
        if (word.hasParts && inParts(word.characters, characters, marked)) {
            return false;
        }
        for (Spoken way : word.spoken) {
            if (way.mark(characters, marked)) {
                return true;
            }
        }
        return false;
    }

    private static boolean literally(int[] word, int[] characters, BitSet marked) {
        boolean found = false;
        for (int at = 0; at + word.length <= characters.length; at++) {
            if (common(word, 0, characters, at) == word.length) {
                marked.set(at, at + word.length);
                found = true;
            }
        }
        return found;
    }

    private static boolean inParts(int[] word, int[] characters, BitSet marked) {
        boolean found = false;
        for (int at = 0; at < characters.length; at++) {
            int longest = 0;
            for (int from = 0; from < word.length; from++) {
                longest = Math.max(longest, common(word, from, characters, at));
            }
            if (longest >= SHORTEST_PART) {
                marked.set(at, at + longest);
                at += longest - 1;
                found = true;
            }
        }
        return found;
    }

    private static int common(int[] word, int from, int[] characters, int at) {
        int length = 0;
        while (from + length < word.length
                && at + length < characters.length
                && word[from + length] == characters[at + length]) {
            length++;
        }
        return length;
    }

    /** One comparable character for each of the text, so that positions stay the same. */
    private static int[] folded(String text) {
        return text.codePoints().map(Highlighter::folded).toArray();
    }

    private static int folded(int character) {
        boolean fullWidth = character >= '！' && character <= '～';
        return Character.toLowerCase(fullWidth ? character - '！' + '!' : character);
    }

    private static String html(String text, BitSet marked) {
        var html = new StringBuilder(text.length() + 32);
        int index = 0;
        boolean open = false;
        for (int at = 0; at < text.length(); index++) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (marked.get(index) != open) {
                html.append(open ? "</em>" : "<em>");
                open = !open;
            }
            append(html, character);
        }
        return html.append(open ? "</em>" : "").toString();
    }

    private static void append(StringBuilder html, int character) {
        switch (character) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(character);
        }
    }
}
