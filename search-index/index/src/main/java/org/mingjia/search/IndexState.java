package org.mingjia.search;

/** What stands behind the alias after {@link SearchIndexes#ensure}. */
public enum IndexState {
    /** There was none; an empty one was made and wants a rebuild. */
    CREATED,
    /** It has this program's mapping. */
    CURRENT,
    /** It works, but has another mapping; a rebuild brings it up to date. */
    OUTDATED
}
