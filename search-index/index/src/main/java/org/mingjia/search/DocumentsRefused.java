package org.mingjia.search;

import java.util.List;

/** A rebuild met documents the index does not take; the old index stays in place. */
public final class DocumentsRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<IndexOutcome.Failure> failures;

    DocumentsRefused(List<IndexOutcome.Failure> failures) {
        super(
                failures.size() + " documents refused, first: " + failures.getFirst(),
                null,
                false,
                false);
        this.failures = List.copyOf(failures);
    }

    /** Which and why. */
    public List<IndexOutcome.Failure> failures() {
        return failures;
    }
}
