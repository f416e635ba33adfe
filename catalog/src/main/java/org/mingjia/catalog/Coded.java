package org.mingjia.catalog;

import java.util.Optional;

/**
 * A term of the catalogue: the code that files and the API carry, and the Chinese word that people
 * read.
 */
public interface Coded {
    /** Stable and public, for example {@code government_set}. */
    String code();

    /** Chinese, for people; may be reworded at any time. */
    String label();

    static <T extends Coded> Optional<T> find(T[] terms, String code) {
        for (T term : terms) {
            if (term.code().equals(code)) {
                return Optional.of(term);
            }
        }
        return Optional.empty();
    }
}
