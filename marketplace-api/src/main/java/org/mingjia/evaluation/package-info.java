/**
 * 评价 What the owner thinks of who did the work: once, after the acceptance, one to five stars on
 * four dimensions. Silence is «not evaluated» and never five stars. The agency may answer, and
 * appeal once; what is upheld is annotated and leaves the averages, and nothing is deleted.
 */
@NullMarked
@ApplicationModule(
        displayName = "评价",
        allowedDependencies = {"platform", "web", "apidoc", "register", "contract", "db"})
package org.mingjia.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
