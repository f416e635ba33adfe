package org.mingjia.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a handler. A handler without this is called by nobody, and a route that is missing
 * from the authorisation table test fails the build. Which organisation's things are meant is the
 * statement's business: it names the actor's organisation, and finds nothing of another's.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {

    /** Attribute of an exchange: the address whose access was decided, and was given. */
    String DECIDED = "org.mingjia.access-decided";

    /** Those who may; any one of them is enough. */
    Audience[] value();

    /**
     * The scope that a machine's key needs, as {@code prices:write}; empty where a person is
     * required. Readings that are open to everyone need none.
     */
    String scope() default "";

    /** Kinds of callers. */
    enum Audience {
        /** The public, signed in or not. */
        EVERYONE,
        /** Whoever is signed in, in whatever capacity or none. */
        SIGNED_IN,
        /** 项目业主. */
        ENTERPRISE,
        /** 中介服务机构. */
        AGENCY,
        /** 运行机构. */
        OPERATOR,
        /** 监管部门. */
        REGULATOR
    }
}
