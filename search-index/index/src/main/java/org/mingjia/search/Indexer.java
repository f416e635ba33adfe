package org.mingjia.search;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents, idempotently: the higher version wins, in whatever order they come. */
public final class Indexer {
    private static final int DOCUMENTS_PER_REQUEST = 1000;
    private static final int REQUESTS_AT_ONCE = 2;
    private static final RetryBackoffSpec PATIENTLY =
            Retry.backoff(6, Duration.ofMillis(200))
                    .filter(SearchUnavailable.class::isInstance)
                    .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    private static final int OLDER_THAN_STORED = 409;
    private static final int ABSENT = 404;
    private static final int OVERLOADED = 429;
    private static final int SERVER_FAILED = 500;
    private static final String WHAT_MATTERS =
            "filter_path=errors,items.*._id,items.*.status,items.*.error.type,items.*.error.reason";

    private final SearchCluster cluster;
    private final String path;

    /** A version that is withdrawn as of an event position. */
    public record Removal(
            OfferingType type, String code, @Nullable LocalDate validFrom, long version) {
        String id() {
            return OfferingDocument.id(type, code, validFrom);
        }
    }

    /** Writes behind the alias; without one it fails rather than let the engine make an index. */
    public Indexer(SearchCluster cluster) {
        this(cluster, "/" + cluster.settings().indexFamily() + "/_bulk?require_alias=true&");
    }

    private Indexer(SearchCluster cluster, String path) {
        this.cluster = cluster;
        this.path = path + WHAT_MATTERS;
    }

    /** Writes into one concrete index, which a rebuild fills. */
    static Indexer into(SearchCluster cluster, String index) {
        return new Indexer(cluster, "/" + index + "/_bulk?");
    }

    /**
     * One bulk request. A document the index refuses is reported in the outcome; when the index is
     * overloaded or absent the whole request fails, although a part may be written.
     *
     * @return the outcome, or {@link SearchUnavailable} when nothing is known of the effect: repeat
     */
    public Mono<IndexOutcome> index(List<OfferingDocument> documents) {
        return documents.isEmpty()
                ? Mono.just(IndexOutcome.NOTHING)
                : send(() -> BulkBody.index(documents), documents.size());
    }

    /**
     * A stream in bulk requests of bounded size, each repeated with growing pauses while the index
     * says that it is overloaded; the outcome is the sum.
     */
    public Mono<IndexOutcome> indexAll(Flux<OfferingDocument> documents) {
        return documents
                .buffer(DOCUMENTS_PER_REQUEST)
                .flatMap(batch -> index(batch).retryWhen(PATIENTLY), REQUESTS_AT_ONCE)
                .reduce(IndexOutcome.NOTHING, IndexOutcome::plus);
    }

    /**
     * Removes versions; an older write that arrives later (within an hour) does not bring them
     * back.
     */
    public Mono<IndexOutcome> remove(List<Removal> removals) {
        return removals.isEmpty()
                ? Mono.just(IndexOutcome.NOTHING)
                : send(() -> BulkBody.remove(removals), removals.size());
    }

    private Mono<IndexOutcome> send(Supplier<byte[]> body, int count) {
        return Mono.fromSupplier(body)
                .flatMap(bytes -> cluster.write(HttpMethod.POST, path, bytes))
                .map(answer -> outcome(answer, count));
    }

    private static IndexOutcome outcome(byte[] answer, int count) {
        JsonNode root = JsonMapper.shared().readTree(answer);
        if (!root.path("errors").booleanValue()) {
            return new IndexOutcome(count, 0, List.of());
        }
        int stale = 0;
        var failures = new ArrayList<IndexOutcome.Failure>();
        for (JsonNode item : root.path("items")) {
            JsonNode result = item.iterator().next();
            int status = result.path("status").intValue();
            var error = result.path("error");
            if (status == OLDER_THAN_STORED) {
                stale++;
            } else if (!error.isMissingNode()) {
                String reason =
                        error.path("type").asString() + ": " + error.path("reason").asString();
                if (status == ABSENT || status == OVERLOADED || status >= SERVER_FAILED) {
                    // not the document's fault; whoever repeats the request finds the rest written
                    throw new SearchUnavailable(reason, null);
                }
                failures.add(
                        new IndexOutcome.Failure(result.path("_id").asString(), status, reason));
            }
        }
        return new IndexOutcome(count - stale - failures.size(), stale, failures);
    }
}
