/**
 * 索引 What is written into the search index, and when: acts, items, agencies and their offers as the
 * documents that are searched.
 *
 * <p>The index is fed by the gap-free event order and nothing else: the relay reads which things an
 * event touches, reads them anew, and writes them with the event's position as their version, so
 * replays and reorderings are harmless. When Elasticsearch is away, the relay stays where it was
 * and catches up by itself.
 */
@NullMarked
@ApplicationModule(
        displayName = "索引",
        allowedDependencies = {"platform", "register", "quotes", "search", "catalog", "db"})
package org.mingjia.indexing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
