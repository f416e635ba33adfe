package org.mingjia.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a bulk request did, document by document.
 *
 * @param written stored, or removed
 * @param stale left alone because the index already held the same or a later version
 * @param failures refused by the index; the others are written all the same
 */
public record IndexOutcome(int written, int stale, List<Failure> failures) {

    /** A refused document and the index's reason. */
    public record Failure(String id, int status, String reason) {}

    static final IndexOutcome NOTHING = new IndexOutcome(0, 0, List.of());

    public IndexOutcome {
        failures = List.copyOf(failures);
    }

    IndexOutcome plus(IndexOutcome other) {
        var all = new ArrayList<>(failures);
        all.addAll(other.failures);
        return new IndexOutcome(written + other.written, stale + other.stale, all);
    }
}
