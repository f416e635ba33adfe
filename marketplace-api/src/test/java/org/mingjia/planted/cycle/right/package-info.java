/** One half of a circle. */
@NullMarked
package org.mingjia.planted.cycle.right;

import org.jspecify.annotations.NullMarked;
