/**
 * 时限 What has to be done at a time: rows of the database, not threads of a process. Any instance of
 * the service may act on a row that is due, and exactly one does.
 */
@NullMarked
@ApplicationModule(
        displayName = "时限",
        allowedDependencies = {"platform", "db"})
package org.mingjia.timers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
