package org.mingjia.search.analysis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Emits how each two neighbouring characters sound together ({@code huan+ping}, {@code h+p}, {@code
 * huan+p} …), every way at the place of the first. A single sound stands in a large part of all
 * names and an initial in nearly every one; pairs are rare enough to be looked up.
 */
final class SoundPairFilter extends TokenFilter {
    /** Which sounds a character has. */
    enum Form {
        /** Syllables and their first letters. */
        TEXT,
        /** Syllables; what is Latin already was cut by whoever asks. */
        QUERY,
        /** Syllables as a careless ear hears them. */
        CARELESS
    }

    private record Pair(String term, int step) {}

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute position =
            addAttribute(PositionIncrementAttribute.class);
    private final Form form;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private boolean read;

    SoundPairFilter(TokenStream input, Form form) {
        super(input);
        this.form = form;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!read) {
            read = true;
            pair(sounds());
        }
        if (pairs.isEmpty()) {
            return false;
        }
        clearAttributes();
        var pair = pairs.remove();
        term.append(pair.term());
        position.setPositionIncrement(pair.step());
        offset.setOffset(0, 0);
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        pairs.clear();
        read = false;
    }

    private List<Set<String>> sounds() throws IOException {
        var sounds = new ArrayList<Set<String>>();
        while (input.incrementToken()) {
            String token = term.toString();
            int first = token.codePointAt(0);
            var readings =
                    form == Form.CARELESS ? Pinyin.foldedReadings(first) : Pinyin.readings(first);
            if (!readings.isEmpty()) {
                sounds.add(sounds(readings));
            } else if (form == Form.TEXT) {
                token.codePoints().forEach(c -> sounds.add(Set.of(Character.toString(c))));
            } else {
                sounds.add(Set.of(form == Form.CARELESS ? Pinyin.folded(token) : token));
            }
        }
        return sounds;
    }

    private Set<String> sounds(List<String> readings) {
        var sounds = new LinkedHashSet<String>();
        for (String reading : readings) {
            sounds.add(reading);
            if (form == Form.TEXT) {
                sounds.add(reading.substring(0, 1));
            }
        }
        return sounds;
    }

    private void pair(List<Set<String>> sounds) {
        for (int i = 0; i + 1 < sounds.size(); i++) {
            int step = 1;
            for (String first : sounds.get(i)) {
                for (String second : sounds.get(i + 1)) {
                    pairs.add(new Pair(first + '+' + second, step));
                    step = 0;
                }
            }
        }
    }
}
