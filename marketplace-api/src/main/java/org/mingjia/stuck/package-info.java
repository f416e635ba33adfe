/** 滞留 What should have gone on and has not: nothing stays stuck without somebody seeing it. */
@NullMarked
@ApplicationModule(
        displayName = "滞留需求",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.stuck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
