package org.mingjia.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.JsonData;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import reactor.core.publisher.Mono;

/**
 * Administrative calls, through Elasticsearch's own typed client: rare, and better checked by the
 * compiler than quick. What readers and the relay send goes past it as bytes.
 */
final class IndexAdmin implements AutoCloseable {
    private static final int ABSENT = 404;
    private static final int REFUSED = 400;

    private final Rest5ClientTransport transport;
    private final ElasticsearchAsyncClient client;

    IndexAdmin(SearchSettings settings) {
        var timeout = Timeout.ofMilliseconds(settings.bulkTimeout().toMillis());
        var rest =
                Rest5Client.builder(settings.url())
                        .setRequestConfigCallback(config -> config.setResponseTimeout(timeout));
        if (settings.authorization() != null) {
            rest.setDefaultHeaders(
                    new Header[] {
                        new BasicHeader(HttpHeaders.AUTHORIZATION, settings.authorization())
                    });
        }
        transport = new Rest5ClientTransport(rest.build(), new Jackson3JsonpMapper());
        client = new ElasticsearchAsyncClient(transport);
    }

    /** Makes an index; false when one of that name exists. */
    Mono<Boolean> create(String index, byte[] definition) {
        return call(() ->
                        client.indices()
                                .create(make ->
                                        make.index(index)
                                                .withJson(new ByteArrayInputStream(definition))))
                .thenReturn(true)
                .onErrorResume(IndexAdmin::isThere, _ -> Mono.just(false))
                .onErrorMap(IndexAdmin::unavailable);
    }

    /** What the mapping behind the alias says of itself; empty when nothing is behind it. */
    Mono<Map<String, JsonData>> meta(String alias) {
        return call(() -> client.indices().getMapping(get -> get.index(alias)))
                .flatMap(found -> Mono.justOrEmpty(found.mappings().values().stream().findFirst()))
                .map(found -> found.mappings().meta())
                .onErrorResume(IndexAdmin::isAbsent, _ -> Mono.empty())
                .onErrorMap(IndexAdmin::unavailable);
    }

    /** How soon writes become findable, as Elasticsearch writes it. */
    Mono<Void> refreshEvery(String index, String interval) {
        return done(() ->
                client.indices()
                        .putSettings(put ->
                                put.index(index)
                                        .settings(to ->
                                                to.refreshInterval(
                                                        every -> every.time(interval)))));
    }

    Mono<Void> refresh(String index) {
        return done(() -> client.indices().refresh(now -> now.index(index)));
    }

    /** Puts one index behind the alias in place of all others: one cluster state change. */
    Mono<Void> swap(String alias, String index) {
        return done(() ->
                client.indices()
                        .updateAliases(update ->
                                update.actions(first ->
                                                first.remove(old ->
                                                        old.index(alias + "-v*")
                                                                .alias(alias)
                                                                .mustExist(false)))
                                        .actions(then ->
                                                then.add(now -> now.index(index).alias(alias)))));
    }

    /** The indices of the family that no alias names. */
    Mono<List<String>> unused(String family) {
        return call(() -> client.indices().getAlias(get -> get.index(family + "-v*")))
                .map(found ->
                        found.aliases().entrySet().stream()
                                .filter(index -> index.getValue().aliases().isEmpty())
                                .map(Map.Entry::getKey)
                                .toList())
                .onErrorMap(IndexAdmin::unavailable);
    }

    /** Deletes what is there of these. */
    Mono<Void> delete(List<String> indices) {
        return indices.isEmpty()
                ? Mono.empty()
                : done(() ->
                        client.indices()
                                .delete(gone -> gone.index(indices).ignoreUnavailable(true)));
    }

    private static <T> Mono<T> call(Supplier<CompletableFuture<T>> request) {
        return Mono.fromFuture(request);
    }

    private static <T> Mono<Void> done(Supplier<CompletableFuture<T>> request) {
        return call(request).then().onErrorMap(IndexAdmin::unavailable);
    }

    private static boolean isThere(Throwable error) {
        return error instanceof ElasticsearchException answer
                && answer.status() == REFUSED
                && "resource_already_exists_exception".equals(answer.error().type());
    }

    private static boolean isAbsent(Throwable error) {
        return error instanceof ElasticsearchException answer && answer.status() == ABSENT;
    }

    private static Throwable unavailable(Throwable error) {
        return error instanceof SearchUnavailable
                ? error
                : new SearchUnavailable(String.valueOf(error.getMessage()), error);
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
