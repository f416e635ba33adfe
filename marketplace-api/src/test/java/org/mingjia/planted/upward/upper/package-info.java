/** Above. */
@NullMarked
package org.mingjia.planted.upward.upper;

import org.jspecify.annotations.NullMarked;
