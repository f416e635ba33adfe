/**
 * 发现 How people find their way in: search, suggestions, the home page's figures, the stream of
 * published changes.
 *
 * <p>The index is fed by the gap-free event order and nothing else: the relay reads which things an
 * event touches, reads them anew, and writes them with the event's position as their version, so
 * replays and reorderings are harmless. When Elasticsearch is away, search answers from PostgreSQL
 * and says {@code degraded}; the relay stays where it was and catches up by itself.
 */
@NullMarked
@ApplicationModule(
        displayName = "发现",
        allowedDependencies = {"platform", "web", "apidoc", "register", "catalog", "search", "db"})
package org.mingjia.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
