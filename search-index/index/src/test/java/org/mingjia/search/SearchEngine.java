package org.mingjia.search;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjia.ops.stack.EmbeddedStack;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real engine with our plugin, one for all tests of the JVM, and in it an index family of the
 * test's own. {@code -Dmingjia.elasticsearch=URL} takes one that already runs.
 */
final class SearchEngine implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final byte[] NO_BODY = new byte[0];
    private static final AtomicInteger FAMILIES = new AtomicInteger();

    final SearchSettings settings;
    final SearchCluster cluster;
    final SearchIndexes indexes;
    final Indexer indexer;
    final Searcher searcher;

    SearchEngine(String name) {
        long process = ProcessHandle.current().pid();
        String family = "test-" + name + "-" + process + "-" + FAMILIES.incrementAndGet();
        settings = SearchSettings.defaults(url()).withIndexFamily(family);
        cluster = new SearchCluster(settings);
        indexes = new SearchIndexes(cluster);
        indexer = new Indexer(cluster);
        searcher = new Searcher(cluster);
    }

    static URI url() {
        String running = System.getProperty("mingjia.elasticsearch");
        return running == null ? Shared.STACK.elasticsearchUrl() : URI.create(running);
    }

    static EmbeddedStack start(String data) {
        var folder = Path.of("target", "mingjia-stack");
        return EmbeddedStack.start(
                EmbeddedStack.options()
                        .elasticsearch(true)
                        .plugins(List.of(Path.of(System.getProperty("mingjia.searchPlugin"))))
                        .dataDir(folder.resolve(data + ProcessHandle.current().pid()))
                        .cacheDir(folder.resolve("cache"))
                        .keepData(false));
    }

    private static final class Shared {
        static final EmbeddedStack STACK = start("shared");
    }

    /** Puts exactly these documents behind the alias, findable at once. */
    SearchEngine holding(List<OfferingDocument> documents) {
        indexes.rebuild(Flux.fromIterable(documents), indexer -> Mono.empty()).block(PATIENCE);
        return this;
    }

    void refresh() {
        cluster.write(HttpMethod.POST, "/" + settings.indexFamily() + "/_refresh", NO_BODY)
                .block(PATIENCE);
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

    List<String> indexNames() {
        String path = "/" + settings.indexFamily() + "-v*/_alias";
        var names = cluster.write(HttpMethod.GET, path, NO_BODY).block(PATIENCE);
        return List.copyOf(JsonMapper.shared().readTree(names).propertyNames());
    }

    static List<String> codes(JsonNode hits) {
        return hits.valueStream().map(hit -> hit.path("code").asString()).toList();
    }

    @Override
    public void close() {
        for (String index : indexNames()) {
            cluster.write(HttpMethod.DELETE, "/" + index, NO_BODY).block(PATIENCE);
        }
        cluster.close();
    }
}
