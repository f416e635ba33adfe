package org.mingjia.apidoc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.mingjia.web.Idempotency;

/**
 * What a reading that PostgreSQL writes as JSON looks like. It only describes: nothing fills these
 * records, and a test holds real answers against the document that is made of them.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnswersWith {

    /** The record of one thing. */
    Class<? extends Record> value();

    /** One thing, or how many. */
    Form form() default Form.ONE;

    /** The statuses under which it is answered. */
    int[] status() default 200;

    /** Whether {@code Idempotency-Key} is honoured, see {@link Idempotency}. */
    boolean once() default false;

    /** How many things are answered, and in what frame. */
    enum Form {
        /** The thing itself. */
        ONE,
        /** {@code items}, {@code total}, {@code nextCursor}; or all of them as CSV. */
        PAGE,
        /** As a page, newest first, each with what changed since the one before. */
        HISTORY
    }
}
