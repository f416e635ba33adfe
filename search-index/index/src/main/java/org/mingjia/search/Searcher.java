package org.mingjia.search;

import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** Answers readers in one round trip; the answers are complete JSON, UTF-8. */
public final class Searcher {
    public static final int MAX_SUGGESTIONS = 20;

    private static final byte[] NO_SUGGESTIONS =
            "{\"items\":[],\"degraded\":false}".getBytes(StandardCharsets.UTF_8);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(1);

    private final SearchCluster cluster;
    private final String path;

    public Searcher(SearchCluster cluster) {
        this.cluster = cluster;
        this.path =
                "/"
                        + cluster.settings().indexFamily()
                        + "/_search?allow_partial_search_results=false&filter_path="
                        + "hits.total.value,hits.hits._source,hits.hits.sort,aggregations";
    }

    /**
     * {@code {hits:[{type, code, name, highlight:{name, alias?}, …view}], facets:{type, kind,
     * department, category, pricingMode, payer: [{value, label, count}]}, total, nextCursor,
     * degraded:false, tookMs}}. Highlights are HTML with {@code <em>}, everything else escaped;
     * {@code alias} stands there when the question means nothing in the name but that alias. Total
     * and counts are exact, and each facet counts as if nothing were chosen in it.
     *
     * @return the answer, {@link InvalidCursor} or {@link SearchUnavailable}
     */
    public Mono<byte[]> search(OfferingQuery query) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            var words = Words.of(query.text());
            return cluster.read(path, SearchBody.search(query, words))
                    .map(bytes -> AnswerWriter.search(query, words, bytes, millis(start)));
        });
    }

    /**
     * While typing: {@code {items:[{type, code, name, highlight}], degraded:false}}, highlight as
     * in a search.
     *
     * @param limit 1 to {@value #MAX_SUGGESTIONS}
     * @return the answer or {@link SearchUnavailable}
     */
    public Mono<byte[]> suggest(String text, int limit, LocalDate asOf) {
        if (limit < 1 || limit > MAX_SUGGESTIONS) {
            throw new IllegalArgumentException(
                    "limit is 1 to " + MAX_SUGGESTIONS + ", was " + limit);
        }
        return Mono.defer(() -> {
            var words = Words.of(text);
            return words.isBlank()
                    ? Mono.just(NO_SUGGESTIONS.clone())
                    : cluster.read(path, SearchBody.suggest(words, limit, asOf))
                            .map(bytes -> AnswerWriter.suggestions(words, bytes, limit));
        });
    }

    /** Whether the index answers; asks past the circuit and never fails. */
    public Mono<Boolean> ping() {
        String one = "/" + cluster.settings().indexFamily() + "/_search?size=0&terminate_after=1";
        return cluster.call(HttpMethod.GET, one, new byte[0], PING_TIMEOUT)
                .map(answer -> answer.status() == 200)
                .onErrorReturn(false);
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
