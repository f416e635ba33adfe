/**
 * 待办 What waits for whom: read from what the other slices keep, by day, at the moment of asking.
 * Nothing is stored, so nothing can be forgotten or stay after it was done.
 */
@NullMarked
@ApplicationModule(
        displayName = "待办",
        allowedDependencies = {"platform", "web", "apidoc"})
package org.mingjia.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
