package org.mingjia.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One step of a price that a person can follow.
 *
 * @param text a Chinese sentence; it says ≈ where a fraction does not terminate
 * @param lowFen the step's result in fen as a decimal; cut to six places where it does not
 *     terminate
 * @param highFen the upper result; null = open above. Equal to {@code lowFen} where the step has
 *     one result
 */
public record WorkingLine(Step step, String text, String lowFen, @Nullable String highFen) {}
