package org.mingjia.catalog;

import java.util.List;

/**
 * A kind of paper 资质种类 that shows that an agency may do some work.
 *
 * @param code stable and public, for example {@code SURVEYING}
 * @param name Chinese, for people
 * @param levels best first; empty where the kind has none
 * @param namedAs the words by which the requirements of items name it
 */
public record QualificationKind(
        String code, String name, List<String> levels, List<String> namedAs) {

    public QualificationKind {
        levels = List.copyOf(levels);
        namedAs = List.copyOf(namedAs);
    }

    /**
     * Whether a paper of one level is enough where another is asked for.
     *
     * @param level the paper's; empty when it states none
     * @param asked the one that is asked for
     */
    public boolean isEnough(String level, String asked) {
        int has = levels.indexOf(level);
        int needs = levels.indexOf(asked);
        return needs < 0 || (has >= 0 && has <= needs);
    }
}
