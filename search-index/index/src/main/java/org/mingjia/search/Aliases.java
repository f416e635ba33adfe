package org.mingjia.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of the register's synonyms are other words for an act or item. */
public final class Aliases {
    /**
     * A row of the register's synonyms.
     *
     * @param term the word of the register
     * @param words what people say instead
     * @param codes the items meant; empty when the row is about language only
     */
    public record Synonym(String term, List<String> words, Set<String> codes) {
        public Synonym {
            words = List.copyOf(words);
            codes = Set.copyOf(codes);
        }
    }

    private static final int SHORTEST_TERM_OF_ONE_MEANING = 4;

    private final List<Synonym> synonyms;

    public Aliases(Collection<Synonym> synonyms) {
        this.synonyms = List.copyOf(synonyms);
    }

    /**
     * The other words for one act or item, without its name, in the rows' order. An item has the
     * term and words of every row that names its code. An act, which no row names, has the words of
     * every row whose term stands in its name, when the term is long enough to mean one thing.
     */
    public List<String> of(OfferingType type, String code, String name) {
        var aliases = new LinkedHashSet<String>();
        for (Synonym synonym : synonyms) {
            if (synonym.codes().contains(code)) {
                aliases.add(synonym.term());
                aliases.addAll(synonym.words());
            } else if (type == OfferingType.ACT && standsIn(name, synonym.term())) {
                aliases.addAll(synonym.words());
            }
        }
        aliases.remove(name);
        return List.copyOf(aliases);
    }

    private static boolean standsIn(String name, String term) {
        return term.length() >= SHORTEST_TERM_OF_ONE_MEANING && name.contains(term);
    }
}
