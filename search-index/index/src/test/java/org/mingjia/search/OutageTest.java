package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.util.retry.Retry;

/** An engine that is gone or silent costs readers little time and is said to be so. */
class OutageTest {
    @Test
    void anAbsentEngineIsUnavailableAndTheCircuitOpens() throws IOException {
        var settings = SearchSettings.defaults(URI.create("http://127.0.0.1:" + closedPort()));
        try (var cluster = new SearchCluster(settings)) {
            var searcher = new Searcher(cluster);

            for (int i = 0; i < settings.failuresToOpen(); i++) {
                assertThatThrownBy(() -> ask(searcher)).isInstanceOf(SearchUnavailable.class);
            }

            assertThat(cluster.isOpen()).isTrue();
            assertThatThrownBy(() -> ask(searcher))
                    .isInstanceOf(SearchUnavailable.class)
                    .hasMessage("circuit is open");
            assertThat(searcher.ping().block()).isFalse();
            assertThatThrownBy(() ->
                            new Indexer(cluster)
                                    .index(List.of(Offerings.item("S-T-1", "名")))
                                    .block())
                    .isInstanceOf(SearchUnavailable.class);
            assertThatThrownBy(() -> new SearchIndexes(cluster).ensure().block())
                    .isInstanceOf(SearchUnavailable.class);
        }
    }

    @Test
    void aSilentEngineIsGivenUpInTime() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            try (var cluster = new SearchCluster(SearchSettings.defaults(url))) {
                var searcher = new Searcher(cluster);

                assertThatThrownBy(() -> ask(searcher)).isInstanceOf(SearchUnavailable.class);
            }
        }
    }

    @Test
    void aRefusedCursorDoesNotCountAsAnOutage() throws IOException {
        var settings = SearchSettings.defaults(URI.create("http://127.0.0.1:" + closedPort()));
        try (var cluster = new SearchCluster(settings)) {
            var question = OfferingQuery.of("x", SearchEngine.TODAY, 1).after("bad");
            for (int i = 0; i < 2 * settings.failuresToOpen(); i++) {
                assertThatThrownBy(() -> new Searcher(cluster).search(question).block())
                        .isInstanceOf(InvalidCursor.class);
            }

            assertThat(cluster.isOpen()).isFalse();
        }
    }

    @Test
    void anEngineThatComesBackIsUsedAgain() {
        try (var stack = SearchEngine.start("outage")) {
            var settings = SearchSettings.defaults(stack.elasticsearchUrl());
            try (var cluster = new SearchCluster(settings)) {
                var searcher = new Searcher(cluster);
                new SearchIndexes(cluster).ensure().block(SearchEngine.PATIENCE);
                new Indexer(cluster).index(List.of(Offerings.item("S-T-1", "检测"))).block();

                stack.killElasticsearch();
                for (int i = 0; i < settings.failuresToOpen(); i++) {
                    assertThatThrownBy(() -> ask(searcher)).isInstanceOf(SearchUnavailable.class);
                }
                stack.startElasticsearch();

                var answer =
                        searcher.search(OfferingQuery.of("检测", SearchEngine.TODAY, 5))
                                .retryWhen(Retry.fixedDelay(60, Duration.ofMillis(500)))
                                .block(SearchEngine.PATIENCE);
                assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"total\":1");
            }
        }
    }

    private static byte[] ask(Searcher searcher) {
        return searcher.search(OfferingQuery.of("环评", SearchEngine.TODAY, 5))
                .block(Duration.ofSeconds(10));
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
