/** One half of a circle. */
@NullMarked
package org.mingjia.planted.cycle.left;

import org.jspecify.annotations.NullMarked;
