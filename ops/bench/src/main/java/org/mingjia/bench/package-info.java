/** 性能测量 What the parts of the market cost when nothing stands around them. */
@NullMarked
package org.mingjia.bench;

import org.jspecify.annotations.NullMarked;
