package org.mingjia.apidoc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.mingjia.catalog.Coded;

/** A member of an answer is a code of this vocabulary of the catalogue; its description says so. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OneOf {

    /** An enum. */
    Class<? extends Coded> value();
}
