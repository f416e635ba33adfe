/** 异议 Everybody's list of objections, and so the operator's list of those it has to decide. */
@NullMarked
@ApplicationModule(
        displayName = "异议",
        allowedDependencies = {"web", "apidoc", "db"})
package org.mingjia.objections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
