package org.mingjia.search.analysis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Puts in place of each character its sounds, all at the character's own position. */
final class PinyinFilter extends TokenFilter {
    /** What becomes of a token. */
    enum Form {
        /** Syllables and their first letters; Latin words also letter by letter. */
        TEXT,
        /** Syllables; what is Latin already was cut by whoever asks. */
        QUERY,
        /** Syllables as a careless ear hears them. */
        SOUND
    }

    private record Sound(String term, int step) {}

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute position =
            addAttribute(PositionIncrementAttribute.class);
    private final Form form;
    private final Deque<Sound> pending = new ArrayDeque<>();

    PinyinFilter(TokenStream input, Form form) {
        super(input);
        this.form = form;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (pending.isEmpty()) {
            if (!input.incrementToken()) {
                return false;
            }
            hear(term.toString(), position.getPositionIncrement());
        }
        var sound = pending.remove();
        term.setEmpty().append(sound.term());
        position.setPositionIncrement(sound.step());
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        pending.clear();
    }

    private void hear(String token, int step) {
        int first = token.codePointAt(0);
        var readings =
                Character.charCount(first) == token.length()
                        ? Pinyin.readings(first)
                        : Set.<String>of();
        var sounds = new LinkedHashSet<String>();
        for (String reading : readings) {
            sounds.add(form == Form.SOUND ? Pinyin.folded(reading) : reading);
            if (form == Form.TEXT) {
                sounds.add(reading.substring(0, 1));
            }
        }
        if (sounds.isEmpty()) {
            sounds.add(form == Form.SOUND ? Pinyin.folded(token) : token);
        }
        for (String sound : sounds) {
            pending.add(new Sound(sound, pending.isEmpty() ? step : 0));
        }
        if (form == Form.TEXT && readings.isEmpty() && token.length() > 1) {
            spell(token);
        }
    }

    private void spell(String word) {
        for (int i = 0; i < word.length(); i++) {
            pending.add(new Sound(word.substring(i, i + 1), i == 0 ? 0 : 1));
        }
    }
}
