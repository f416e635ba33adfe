package org.mingjia.search;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The connections to Elasticsearch and the circuit that guards readers; one per process. */
public final class SearchCluster implements AutoCloseable {
    private static final int REFUSALS = 300;
    private static final int OVERLOADED = 429;
    private static final int ABSENT = 404;
    private static final int SERVER_FAILED = 500;
    private static final int LONGEST_REASON = 500;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final SearchSettings settings;
    private final ConnectionProvider connections;
    private final HttpClient client;
    private final CircuitBreaker circuit;
    private final IndexAdmin admin;

    /** An answer of whatever status. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
    record Answer(int status, byte[] body) {
        String reason() {
            String text = new String(body, StandardCharsets.UTF_8);
            return status + " " + text.substring(0, Math.min(text.length(), LONGEST_REASON));
        }
    }

    public SearchCluster(SearchSettings settings) {
        this.settings = settings;
        connections =
                ConnectionProvider.builder("mingjia-search")
                        .maxConnections(settings.maxConnections())
                        .pendingAcquireMaxCount(settings.maxConnections())
                        .pendingAcquireTimeout(settings.searchTimeout())
                        .maxIdleTime(IDLE)
                        .lifo()
                        .build();
        client =
                HttpClient.create(connections)
                        .baseUrl(settings.url().toString())
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.connectTimeout().toMillis()))
                        .headers(headers -> {
                            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
                            if (settings.authorization() != null) {
                                headers.set(
                                        HttpHeaderNames.AUTHORIZATION, settings.authorization());
                            }
                        });
        circuit = circuit(settings);
        admin = new IndexAdmin(settings);
    }

    private static CircuitBreaker circuit(SearchSettings settings) {
        return CircuitBreaker.of(
                "search",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(settings.failuresToOpen())
                        .minimumNumberOfCalls(settings.failuresToOpen())
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    SearchSettings settings() {
        return settings;
    }

    IndexAdmin admin() {
        return admin;
    }

    /** Whether readers are sent away at once because the last searches failed. */
    public boolean isOpen() {
        return circuit.getState() == CircuitBreaker.State.OPEN;
    }

    /** A reader's question, through the circuit. */
    Mono<byte[]> read(String path, byte[] body) {
        return Mono.defer(() -> {
            if (!circuit.tryAcquirePermission()) {
                return Mono.error(new SearchUnavailable("circuit is open", null));
            }
            long start = System.nanoTime();
            return question(path, body)
                    .doOnSuccess(answer -> circuit.onSuccess(since(start), TimeUnit.NANOSECONDS))
                    .doOnError(error -> failed(start, error))
                    .doOnCancel(circuit::releasePermission);
        });
    }

    /** An index deleted under the question by a rebuild is asked again behind the swapped alias. */
    private Mono<byte[]> question(String path, byte[] body) {
        return call(HttpMethod.POST, path, body, settings.searchTimeout())
                .flatMap(answer ->
                        answer.status() == ABSENT
                                ? call(HttpMethod.POST, path, body, settings.searchTimeout())
                                : Mono.just(answer))
                .flatMap(SearchCluster::successful);
    }

    private void failed(long start, Throwable error) {
        if (error instanceof SearchUnavailable) {
            circuit.onError(since(start), TimeUnit.NANOSECONDS, error);
        } else {
            circuit.releasePermission();
        }
    }

    private static long since(long start) {
        return System.nanoTime() - start;
    }

    /** A write or an administrative call: no circuit, patient, refused when not done. */
    Mono<byte[]> write(HttpMethod method, String path, byte[] body) {
        return call(method, path, body, settings.bulkTimeout()).flatMap(SearchCluster::successful);
    }

    private static Mono<byte[]> successful(Answer answer) {
        if (answer.status() < REFUSALS) {
            return Mono.just(answer.body());
        }
        boolean unavailable =
                answer.status() >= SERVER_FAILED
                        || answer.status() == OVERLOADED
                        || answer.status() == ABSENT;
        return Mono.error(
                unavailable
                        ? new SearchUnavailable(answer.reason(), null)
                        : new IllegalStateException(answer.reason()));
    }

    /** Any call; only a missing answer is an error. */
    Mono<Answer> call(HttpMethod method, String path, byte[] body, Duration timeout) {
        return client.responseTimeout(timeout)
                .request(method)
                .uri(path)
                .send(Mono.fromSupplier(() -> buffer(body)))
                .responseSingle((response, bytes) ->
                        bytes.asByteArray()
                                .defaultIfEmpty(new byte[0])
                                .map(all -> new Answer(response.status().code(), all)))
                .onErrorMap(
                        error -> !(error instanceof SearchUnavailable),
                        error -> new SearchUnavailable(String.valueOf(error.getMessage()), error));
    }

    private static ByteBuf buffer(byte[] body) {
        return Unpooled.wrappedBuffer(body);
    }

    @Override
    public void close() {
        admin.close();
        connections.dispose();
    }
}
