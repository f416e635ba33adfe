package org.mingjia.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How unfinished words become clauses: what begins so first, then what contains it so. */
final class TypingClauses {
    private static final float CODE = 100;
    private static final float ALIAS_BEGINS = 40;
    private static final float NAME_BEGINS = 30;
    private static final float SOUND_IS = 20;
    private static final float SOUND_BEGINS = 15;
    private static final float NAME = 10;
    private static final float ALIAS = 8;
    private static final float HEARD = 4;
    private static final float RELATED = 1;
    private static final float OTHER_WAYS = 0.1f;
    private static final int MOST_ENDINGS = 30;

    private TypingClauses() {}

    /** Clauses for the whole input; at least one must hold. */
    static List<Map<String, Object>> of(Words words) {
        var clauses = new ArrayList<Map<String, Object>>();
        if (words.codeLike()) {
            clauses.add(Clause.constant(Clause.prefix("codeKey", words.code()), CODE));
        }
        clauses.add(Clause.constant(Clause.prefix("titleKey", words.key()), NAME_BEGINS));
        clauses.add(Clause.constant(Clause.prefix("aliasKey", words.key()), ALIAS_BEGINS));
        String letters = words.key().replace(" ", "");
        clauses.add(Clause.constant(Clause.term("soundKey", letters), SOUND_IS));
        clauses.add(Clause.constant(Clause.prefix("soundKey", letters), SOUND_BEGINS));
        clauses.add(Clause.phraseBeginning("related", words.key(), MOST_ENDINGS, RELATED));
        clauses.add(Clause.every(words.terms().stream().map(TypingClauses::word).toList()));
        return clauses;
    }

    private static Map<String, Object> word(String text) {
        var ways = new ArrayList<Map<String, Object>>();
        ways.add(Clause.phraseBeginning("title", text, MOST_ENDINGS, NAME));
        ways.add(Clause.phraseBeginning("alias", text, MOST_ENDINGS, ALIAS));
        float weight = HEARD;
        for (List<String> way : Term.of(text).spoken()) {
            String spoken = String.join(" ", way);
            ways.add(heard("title.pinyin", spoken, weight));
            ways.add(heard("alias.pinyin", spoken, weight));
            weight /= 2;
        }
        return Clause.best(ways, OTHER_WAYS);
    }

    /** A rare reading is no better a match for being rare, so its frequency does not count. */
    private static Map<String, Object> heard(String field, String spoken, float weight) {
        return Clause.constant(Clause.phraseBeginning(field, spoken, MOST_ENDINGS, 1), weight);
    }
}
