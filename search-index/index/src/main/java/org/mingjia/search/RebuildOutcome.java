package org.mingjia.search;

/**
 * A finished rebuild.
 *
 * @param index the index now behind the alias
 * @param written documents written from the snapshot
 * @param millis how long it took
 */
public record RebuildOutcome(String index, long written, long millis) {}
