package org.mingjia.search;

/** The cursor was not given out for this question; the reader must start from the first page. */
public final class InvalidCursor extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidCursor(String reason) {
        super(reason, null, false, false);
    }
}
