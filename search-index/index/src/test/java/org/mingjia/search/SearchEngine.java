package org.mingjia.search;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real engine for tests, with an index family of the test's own. */
final class SearchEngine implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger FAMILIES = new AtomicInteger();

    final SearchSettings settings;
    final SearchCluster cluster;
    final SearchIndexes indexes;
    final Indexer indexer;
    final Searcher searcher;

    SearchEngine(String name) {
        String family =
                "test-"
                        + name
                        + "-"
                        + ProcessHandle.current().pid()
                        + "-"
                        + FAMILIES.incrementAndGet();
        settings = SearchSettings.defaults(url()).withIndexFamily(family);
        cluster = new SearchCluster(settings);
        indexes = new SearchIndexes(cluster);
        indexer = new Indexer(cluster);
        searcher = new Searcher(cluster);
    }

    static URI url() {
        return URI.create(System.getProperty("mingjia.elasticsearch"));
    }

    /** Puts exactly these documents behind the alias, findable at once. */
    SearchEngine holding(List<OfferingDocument> documents) {
        indexes.rebuild(
                        reactor.core.publisher.Flux.fromIterable(documents),
                        index -> reactor.core.publisher.Mono.empty())
                .block(PATIENCE);
        return this;
    }

    JsonNode search(String text) {
        return search(OfferingQuery.of(text, TODAY, 20));
    }

    JsonNode search(OfferingQuery query) {
        return JsonMapper.shared().readTree(searcher.search(query).block(PATIENCE));
    }

    JsonNode suggest(String text) {
        return JsonMapper.shared().readTree(searcher.suggest(text, 8, TODAY).block(PATIENCE));
    }

    static List<String> codes(JsonNode hits) {
        return hits.valueStream().map(hit -> hit.path("code").asString()).toList();
    }

    @Override
    public void close() {
        var delete = io.netty.handler.codec.http.HttpMethod.DELETE;
        String all = "/" + settings.indexFamily() + "-v*/_alias";
        byte[] names =
                cluster.write(io.netty.handler.codec.http.HttpMethod.GET, all, new byte[0])
                        .block(PATIENCE);
        JsonMapper.shared()
                .readTree(names)
                .propertyNames()
                .forEach(index -> cluster.write(delete, "/" + index, new byte[0]).block(PATIENCE));
        cluster.close();
    }
}
