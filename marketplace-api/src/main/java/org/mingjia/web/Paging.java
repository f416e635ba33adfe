package org.mingjia.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list. A handler that takes one as a parameter accepts {@code limit}, {@code
 * cursor} and {@code format} in its query, checked and described, see {@link PagingReader}.
 *
 * @param limit rows, 1 to {@link Listing#MAX_LIMIT}
 * @param cursor what the page before gave as {@code nextCursor}, or null for the first page
 */
public record Paging(int limit, @Nullable String cursor) {

    /** On a parameter of this type: a form beside JSON and CSV in which the handler answers. */
    @Documented
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface AlsoAs {

        /** The form's name in the query, as {@code xlsx}. */
        String value();
    }
}
