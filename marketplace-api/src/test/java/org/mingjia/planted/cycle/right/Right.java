package org.mingjia.planted.cycle.right;

import org.jspecify.annotations.Nullable;
import org.mingjia.planted.cycle.left.Left;

/** Leans on the module that leans on it. */
public record Right(@Nullable Left other) {}
