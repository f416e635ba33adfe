package org.mingjia.indexing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.search.Indexer;
import org.mingjia.search.SearchCluster;
import org.mingjia.search.SearchIndexes;
import org.mingjia.search.SearchSettings;
import org.mingjia.search.Searcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins the search index, which knows no Spring, to the service. */
@Configuration(proxyBeanMethods = false)
class SearchWiring {

    @Bean(destroyMethod = "close")
    SearchCluster searchCluster(MingjiaSettings settings) {
        var given = settings.elasticsearch();
        var defaults = SearchSettings.defaults(withoutUser(given.url()));
        return new SearchCluster(
                new SearchSettings(
                        defaults.url(),
                        authorization(given.url()),
                        given.indexFamily(),
                        given.shards(),
                        given.replicas(),
                        defaults.refreshInterval(),
                        given.connectTimeout(),
                        given.responseTimeout(),
                        defaults.bulkTimeout(),
                        defaults.maxConnections(),
                        defaults.failuresToOpen(),
                        defaults.openFor()));
    }

    @Bean
    Searcher searcher(SearchCluster cluster) {
        return new Searcher(cluster);
    }

    @Bean
    Indexer indexer(SearchCluster cluster) {
        return new Indexer(cluster);
    }

    @Bean
    SearchIndexes searchIndexes(SearchCluster cluster) {
        return new SearchIndexes(cluster);
    }

    private static URI withoutUser(URI url) {
        return URI.create(
                url.getScheme()
                        + "://"
                        + url.getHost()
                        + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }

    private static @Nullable String authorization(URI url) {
        return url.getUserInfo() == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(url.getUserInfo().getBytes(StandardCharsets.UTF_8));
    }
}
