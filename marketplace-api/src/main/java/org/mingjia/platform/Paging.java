package org.mingjia.platform;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param limit rows, 1 to {@link Listing#MAX_LIMIT}
 * @param cursor what the page before gave as {@code nextCursor}, or null for the first page
 */
public record Paging(int limit, @Nullable String cursor) {}
