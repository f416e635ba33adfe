package org.mingjia.search;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the index is reached and how long it may take; every limit has a name and a unit.
 *
 * @param url where Elasticsearch listens, without a path
 * @param authorization value of the Authorization header ({@code ApiKey …} or {@code Basic …}), or
 *     null
 * @param indexFamily the alias; concrete indices are named {@code <family>-v<mapping
 *     version>-<time>}
 * @param shards primary shards of a new index
 * @param replicas copies of each shard; 0 on a single node
 * @param refreshInterval how long a written document may stay unfindable
 * @param connectTimeout longest wait for a TCP connection
 * @param searchTimeout longest wait for an answer to a reader
 * @param bulkTimeout longest wait for one bulk request or an administrative call
 * @param maxConnections connections kept to Elasticsearch; as many requests again may wait for one
 * @param failuresToOpen consecutive failed searches (of as many) after which the circuit opens
 * @param openFor how long an open circuit answers {@link SearchUnavailable} at once
 */
public record SearchSettings(
        URI url,
        @Nullable String authorization,
        String indexFamily,
        int shards,
        int replicas,
        Duration refreshInterval,
        Duration connectTimeout,
        Duration searchTimeout,
        Duration bulkTimeout,
        int maxConnections,
        int failuresToOpen,
        Duration openFor) {

    /** What a single machine wants; production changes shards, replicas and the authorization. */
    public static SearchSettings defaults(URI url) {
        return new SearchSettings(
                url,
                null,
                "mingjia-offering",
                1,
                0,
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                64,
                5,
                Duration.ofSeconds(2));
    }

    /** The same settings for another family, so that tests do not meet in one index. */
    public SearchSettings withIndexFamily(String family) {
        return new SearchSettings(
                url,
                authorization,
                family,
                shards,
                replicas,
                refreshInterval,
                connectTimeout,
                searchTimeout,
                bulkTimeout,
                maxConnections,
                failuresToOpen,
                openFor);
    }
}
