@NullMarked
package org.mingjia.ops.stack;

import org.jspecify.annotations.NullMarked;
