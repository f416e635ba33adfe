package org.mingjia.search;

import java.util.Collection;
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
    public record Synonym(String term, List<String> words, Set<String> codes) {}

    private final List<Synonym> synonyms;

    public Aliases(Collection<Synonym> synonyms) {
        this.synonyms = List.copyOf(synonyms);
    }

    /**
     * The other words for one act or item: term and words of every row that names the code, and the
     * words of every row whose term stands in the name.
     */
    public List<String> of(String code, String name) {
        return synonyms.isEmpty() ? List.of() : List.of(code, name);
    }
}
