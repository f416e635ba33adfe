/** 反例 Planted violations: what each house rule must catch. Never run. */
@NullMarked
package org.mingjia.planted;

import org.jspecify.annotations.NullMarked;
