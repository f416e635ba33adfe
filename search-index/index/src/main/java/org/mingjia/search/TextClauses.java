package org.mingjia.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How words become clauses. Each word is looked for in every way it could have been meant, and the
 * best way counts (with a little for the others); a document must hold most of the words.
 *
 * <p>The weights rank the ways: a code, the whole name, a whole alias, words in the name, in an
 * alias, in what it is linked with, in its particulars; what is only heard alike comes last.
 */
final class TextClauses {
    private static final float CODE = 1000;
    private static final float CODE_BEGINNING = 500;
    private static final float WHOLE_NAME = 300;
    private static final float WHOLE_ALIAS = 60;
    private static final float WORD_IS_ALIAS = 12;
    private static final float WORD_SOUNDS_SO = 12;
    private static final float RELATED_SOUNDS_SO = 1;
    private static final float WORD_IS_CATEGORY = 8;
    private static final float NAME = 4;
    private static final float ALIAS = 2.5f;
    private static final float NAME_WORDS = 2;
    private static final float NAME_PAIRS = 1.5f;
    private static final float RELATED = 0.8f;
    private static final float DETAILS = 0.8f;
    private static final float QUOTE = 3;
    private static final float HEARD = 1.5f;
    private static final float HEARD_CARELESSLY = 0.6f;
    private static final float MISTYPED = 0.4f;
    private static final float OTHER_WAYS = 0.1f;

    private static final Pattern BETWEEN_SCRIPTS =
            Pattern.compile("(?<=[a-z])(?=[^a-z])|(?<=[^a-z])(?=[a-z])");

    /**
     * So many characters in a row, found in the particulars, are a quotation: a law and article.
     */
    private static final int QUOTED = 6;

    private static final int SHORTEST_MISTYPED = 5;
    private static final int LONGEST_MISTYPED = 36;
    private static final int MOST_SPELLINGS = 30;

    private TextClauses() {}

    /** Clauses for the whole question; at least one must hold. */
    static List<Map<String, Object>> of(Words words) {
        var clauses = new ArrayList<Map<String, Object>>();
        if (!words.code().isEmpty()) {
            clauses.add(Clause.constant(Clause.term("codeKey", words.code()), CODE));
        }
        if (words.codeLike()) {
            clauses.add(Clause.constant(Clause.prefix("codeKey", words.code()), CODE_BEGINNING));
        }
        clauses.add(Clause.constant(Clause.term("titleKey", words.key()), WHOLE_NAME));
        clauses.add(Clause.constant(Clause.term("aliasKey", words.key()), WHOLE_ALIAS));
        var each = words.terms().stream().map(TextClauses::word).toList();
        clauses.add(each.size() == 1 ? each.getFirst() : Clause.enough(each, "2<70%"));
        return clauses;
    }

    private static Map<String, Object> word(String text) {
        var term = Term.of(text);
        var ways = new ArrayList<Map<String, Object>>();
        ways.add(Clause.constant(Clause.term("aliasKey", text), WORD_IS_ALIAS));
        ways.add(Clause.constant(Clause.term("category", text), WORD_IS_CATEGORY));
        ways.add(Clause.phrase("title", text, NAME));
        ways.add(Clause.phrase("alias", text, ALIAS));
        ways.add(Clause.phrase("related", text, RELATED));
        ways.add(
                term.chinese() < QUOTED
                        ? Clause.phrase("details", text, DETAILS)
                        : Clause.match("details", text, "80%", QUOTE));
        if (term.chinese() > 2) {
            ways.add(Clause.match("title.words", text, "3<60% 6<40%", NAME_WORDS));
            ways.add(Clause.match("title", text, "2<60% 9<45%", NAME_PAIRS));
            ways.add(Clause.match("related", text, "2<70%", RELATED / 2));
        }
        addSpoken(term, ways);
        if (term.letters() > 0 && term.chinese() > 0) {
            ways.add(apart(text));
        }
        if (term.isLatin()) {
            ways.add(Clause.constant(Clause.term("soundKey", text), WORD_SOUNDS_SO));
            ways.add(Clause.constant(Clause.term("relatedSoundKey", text), RELATED_SOUNDS_SO));
        }
        if (term.isLatin()
                && term.letters() >= SHORTEST_MISTYPED
                && term.letters() <= LONGEST_MISTYPED) {
            ways.add(Clause.mistyped("soundRun", text, MOST_SPELLINGS, MISTYPED));
        }
        return Clause.best(ways, OTHER_WAYS);
    }

    private static void addSpoken(Term term, List<Map<String, Object>> ways) {
        if (term.spoken().isEmpty()) {
            return;
        }
        if (term.letters() > 0) {
            float weight = HEARD;
            for (List<String> way : term.spoken()) {
                String spoken = String.join(" ", way);
                ways.add(Clause.phrase("title.pinyin", spoken, weight));
                ways.add(Clause.phrase("alias.pinyin", spoken, weight));
                weight /= 2;
            }
        }
        String likeliest = String.join(" ", term.spoken().getFirst());
        ways.add(Clause.phrase("title.sound", likeliest, HEARD_CARELESSLY));
        ways.add(Clause.phrase("alias.sound", likeliest, HEARD_CARELESSLY));
    }

    /** Characters and letters in one word (消防jiance), as if a space stood between them. */
    private static Map<String, Object> apart(String text) {
        return Clause.every(
                Arrays.stream(BETWEEN_SCRIPTS.split(text)).map(TextClauses::word).toList());
    }
}
