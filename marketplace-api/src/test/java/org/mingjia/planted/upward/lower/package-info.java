/** May depend on nothing, and does. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.mingjia.planted.upward.lower;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
