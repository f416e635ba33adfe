/**
 * 承办分工 Which department serves which desk of complaints and leads, and where: the one for prices,
 * the one for discipline, the ones for what they approve. Where nobody is named, every regulator of
 * the place serves it.
 */
@NullMarked
@ApplicationModule(
        displayName = "承办分工",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.desks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
