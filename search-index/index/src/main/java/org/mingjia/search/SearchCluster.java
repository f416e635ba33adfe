package org.mingjia.search;

import java.util.Objects;

/** The connections to Elasticsearch and the circuit that guards them; one per process. */
public final class SearchCluster implements AutoCloseable {
    private final SearchSettings settings;

    public SearchCluster(SearchSettings settings) {
        this.settings = Objects.requireNonNull(settings);
    }

    SearchSettings settings() {
        return settings;
    }

    @Override
    public void close() {}
}
