package org.mingjia.search;

import org.jspecify.annotations.Nullable;

/**
 * The index cannot answer now: unreachable, too slow, without its index, or known to be so (open
 * circuit). Never caused by what the reader typed; the caller answers from its own store and says
 * so.
 */
public final class SearchUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    SearchUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
    }
}
