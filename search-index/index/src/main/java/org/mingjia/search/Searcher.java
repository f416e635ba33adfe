package org.mingjia.search;

import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** Answers readers in one round trip; the answers are complete JSON, UTF-8. */
public final class Searcher {
    private final SearchCluster cluster;

    public Searcher(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * {@code {total, hits:[{type, code, name, highlight:{name?, alias?}, …view}], facets:{type,
     * kind, department, category, pricingMode, payer: [{value, label, count}]}, nextCursor,
     * degraded:false, tookMs}}. Highlights are HTML with {@code <em>}, everything else escaped;
     * total and counts are exact, and each facet counts as if nothing were chosen in it.
     *
     * @return the answer, {@link InvalidCursor} or {@link SearchUnavailable}
     */
    public Mono<byte[]> search(OfferingQuery query) {
        return Mono.error(new UnsupportedOperationException(cluster.settings() + "" + query));
    }

    /**
     * While typing: {@code {items:[{type, code, name, highlight}], degraded:false}}.
     *
     * @param limit 1 to 20
     * @return the answer or {@link SearchUnavailable}
     */
    public Mono<byte[]> suggest(String text, int limit, LocalDate asOf) {
        return Mono.error(new UnsupportedOperationException(text + limit + asOf));
    }

    /** Whether the index answers; asks past the circuit and never fails. */
    public Mono<Boolean> ping() {
        return Mono.just(false);
    }
}
