package org.mingjia.planted.upward.upper;

/** Something of a higher slice. */
public record Upper(String name) {}
