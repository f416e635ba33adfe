package org.mingjia.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes documents, idempotently: the higher version wins, in whatever order they come. */
public final class Indexer {
    private final SearchCluster cluster;

    /** A version that is withdrawn as of an event position. */
    public record Removal(
            OfferingType type, String code, @Nullable LocalDate validFrom, long version) {}

    /** Writes behind the alias. */
    public Indexer(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * One bulk request; ends with {@link SearchUnavailable} when nothing is known of its effect.
     */
    public Mono<IndexOutcome> index(List<OfferingDocument> documents) {
        return Mono.error(new UnsupportedOperationException(cluster.settings() + "" + documents));
    }

    /** A stream in bulk requests of bounded size; the outcome is the sum. */
    public Mono<IndexOutcome> indexAll(Flux<OfferingDocument> documents) {
        return Mono.error(new UnsupportedOperationException(cluster.settings() + "" + documents));
    }

    /** Removes versions; an older write that arrives later does not bring them back. */
    public Mono<IndexOutcome> remove(List<Removal> removals) {
        return Mono.error(new UnsupportedOperationException(cluster.settings() + "" + removals));
    }
}
