package org.mingjia.search;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The index family: made from the mapping, swapped behind its alias. */
public final class SearchIndexes {
    private final SearchCluster cluster;

    public SearchIndexes(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Makes an empty index behind the alias when there is none; safe on several processes at once.
     */
    public Mono<IndexState> ensure() {
        return Mono.error(new UnsupportedOperationException(cluster.settings().toString()));
    }

    /**
     * Writes everything into a new index beside the running one, swaps the alias, deletes the old
     * one.
     *
     * <p>Ordinary indexing goes on meanwhile, into the old index. What it writes is not lost
     * because the caller replays: {@code replay} is called with an indexer for the new index before
     * the swap, and again after it with one for the alias; each call must index every change
     * committed since a position noted <em>before</em> the snapshot was read (it may move its
     * position on after each call). Replays are harmless, for versions decide. One rebuild at a
     * time: the caller holds a lock.
     *
     * @param snapshot every document, read once; an error leaves the old index in place
     * @param replay indexes what was committed since the snapshot began
     */
    public Mono<RebuildOutcome> rebuild(
            Flux<OfferingDocument> snapshot, Function<Indexer, Mono<Void>> replay) {
        return Mono.error(new UnsupportedOperationException(snapshot + "" + replay));
    }
}
