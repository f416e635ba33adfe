package org.mingjia.planted.upward.lower;

import org.mingjia.planted.upward.upper.Upper;

/** Reads the slice above it, which its module does not allow. */
public record Lower(Upper above) {}
