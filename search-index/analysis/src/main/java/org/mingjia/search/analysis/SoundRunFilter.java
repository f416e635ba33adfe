package org.mingjia.search.analysis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Emits the sounds of two to six neighbouring characters as one word ({@code huanjing}, {@code
 * huanjingying} …), so that one wrong, missing or doubled letter in typed pinyin is one edit away
 * from a term. Only the commonest reading counts: fuzziness makes up for the rest.
 */
final class SoundRunFilter extends TokenFilter {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 6;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute position =
            addAttribute(PositionIncrementAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final Deque<String> runs = new ArrayDeque<>();
    private boolean read;

    SoundRunFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!read) {
            read = true;
            collect();
        }
        if (runs.isEmpty()) {
            return false;
        }
        clearAttributes();
        term.append(runs.remove());
        position.setPositionIncrement(1);
        offset.setOffset(0, 0);
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        runs.clear();
        read = false;
    }

    private void collect() throws IOException {
        var sounds = new ArrayList<String>();
        while (input.incrementToken()) {
            String token = term.toString();
            var readings = Pinyin.readings(token.codePointAt(0));
            if (readings.isEmpty()) {
                emit(sounds);
                sounds.clear();
            } else {
                sounds.add(readings.getFirst());
            }
        }
        emit(sounds);
    }

    private void emit(List<String> sounds) {
        for (int start = 0; start < sounds.size(); start++) {
            var run = new StringBuilder(sounds.get(start));
            int end = Math.min(sounds.size(), start + LONGEST);
            for (int next = start + 1; next < end; next++) {
                run.append(sounds.get(next));
                if (next - start + 1 >= SHORTEST) {
                    runs.add(run.toString());
                }
            }
        }
    }
}
