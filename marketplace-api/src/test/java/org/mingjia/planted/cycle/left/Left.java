package org.mingjia.planted.cycle.left;

import org.jspecify.annotations.Nullable;
import org.mingjia.planted.cycle.right.Right;

/** Leans on the module that leans on it. */
public record Left(@Nullable Right other) {}
