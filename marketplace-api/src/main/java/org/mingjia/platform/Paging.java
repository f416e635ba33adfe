package org.mingjia.platform;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list. A handler that takes one as a parameter accepts {@code limit}, {@code
 * cursor} and {@code format} in its query, checked and described, see {@link PagingReader}.
 *
 * @param limit rows, 1 to {@link Listing#MAX_LIMIT}
 * @param cursor what the page before gave as {@code nextCursor}, or null for the first page
 */
public record Paging(int limit, @Nullable String cursor) {}
