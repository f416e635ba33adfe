package org.mingjia.bench.figures;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the service and Elasticsearch and keeps what the service sends: what is measured
 * raw is then the very same, byte by byte. Never in the way of a measurement.
 */
final class RecordingProxy implements AutoCloseable {
    private static final List<String> ASKED = List.of("Content-Type", "Accept");
    /** The client checks that it talks to Elasticsearch. */
    private static final List<String> ANSWERED = List.of("Content-Type", "X-Elastic-Product");

    private final URI target;
    private final Path folder;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger count = new AtomicInteger();
    private final List<Call> calls = new ArrayList<>();

    /** One call; its body lies in a file. */
    record Call(String method, String path, Path body) {
        String text() {
            try {
                return Files.readString(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    RecordingProxy(URI target, Path folder) {
        this.target = target;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::forward);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The calls whose path has this part, in the order in which they came. */
    List<Call> calls(String part) {
        synchronized (calls) {
            return calls.stream().filter(call -> call.path().contains(part)).toList();
        }
    }

    /** Forgets what it has heard so far. */
    void forget() {
        synchronized (calls) {
            calls.clear();
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            Path kept = folder.resolve(count.incrementAndGet() + ".body");
            Files.write(kept, body);
            synchronized (calls) {
                calls.add(new Call(exchange.getRequestMethod(), path, kept));
            }
            var request =
                    HttpRequest.newBuilder(target.resolve(path))
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            for (String header : ASKED) {
                String value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    request.header(header, value);
                }
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            for (String header : ANSWERED) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
            }
            byte[] bytes = answer.body();
            exchange.sendResponseHeaders(
                    answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
        client.close();
    }
}
