package org.mingjia.catalog;

import java.math.BigDecimal;

/**
 * One point of the plot of price against the base parameter.
 *
 * @param base in the rule's base unit (the quantity, for a rule that prices a quantity)
 */
public record CurvePoint(BigDecimal base, Quote quote) {}
