/**
 * 随机信标 Randomness that nobody here can know in advance: the named round of a public beacon, where
 * the place that runs the market has a network to ask one.
 */
@NullMarked
@ApplicationModule(
        displayName = "随机信标",
        allowedDependencies = {"platform"})
package org.mingjia.beacon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
