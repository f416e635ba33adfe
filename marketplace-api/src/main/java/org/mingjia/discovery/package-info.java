/**
 * 发现 How people find their way in: search, suggestions, the home page's figures, the stream of
 * published changes. When Elasticsearch is away, search answers from PostgreSQL and says {@code
 * degraded}.
 */
@NullMarked
@ApplicationModule(
        displayName = "发现",
        allowedDependencies = {"platform", "web", "apidoc", "indexing", "search", "catalog"})
package org.mingjia.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
