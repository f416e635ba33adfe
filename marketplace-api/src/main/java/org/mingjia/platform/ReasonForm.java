package org.mingjia.platform;

import org.jspecify.annotations.Nullable;

/**
 * Why something is done: all that is sent with a step that needs nothing but its ground.
 *
 * @param reason how long it must be is said where it is used
 */
public record ReasonForm(@Nullable String reason) {}
