package org.mingjia.intake;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms a set is published.
 *
 * @param importId the import
 * @param actor who publishes
 * @param from first day of the new versions; null when the source does not state it
 * @param change first day of a version that follows another
 * @param endAbsent whether things that are not in a table any more are ended
 */
record Terms(
        UUID importId,
        String actor,
        @Nullable LocalDate from,
        LocalDate change,
        boolean endAbsent) {

    /** Whether what a table no longer names is ended. */
    boolean endsAbsent(Kind kind) {
        return endAbsent || kind == Kind.ACT_ITEM;
    }

    /**
     * An item's row names all its acts, so a link that it no longer names has ended in any case.
     */
    String scope() {
        return endAbsent
                ? "true"
                : "t.item_code in (select code from " + new Stage(Kind.ITEM).name() + ")";
    }
}
