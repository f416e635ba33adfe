package org.mingjia.bench.figures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls that are made once, not under load. A refusal is an error. */
final class MarketClient {
    private static final String BOUNDARY = "mingjia-bench";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private MarketClient() {}

    static String get(URI url) {
        return send(HttpRequest.newBuilder(url).GET());
    }

    static String send(String method, URI url, byte[] body) {
        return send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(body)));
    }

    /** A call in the operator's name. */
    static String asOperator(URI url, String user, String password, Map<String, byte[]> files) {
        String credentials =
                Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(url).header("Authorization", "Basic " + credentials);
        return send(
                files.isEmpty()
                        ? request.POST(BodyPublishers.noBody())
                        : request.header(
                                        "Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(BodyPublishers.ofByteArray(multipart(files))));
    }

    /** All of these at once; returns when the last has been answered. */
    static void together(List<HttpRequest> requests) {
        var answers =
                requests.stream().map(r -> HTTP.sendAsync(r, BodyHandlers.ofString())).toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        answers.forEach(answer -> successful(answer.join().statusCode(), answer.join().body()));
    }

    static String send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            return successful(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String successful(int status, String body) {
        if (status / 100 != 2) {
            throw new IllegalStateException(
                    "answered " + status + ": " + body.substring(0, Math.min(500, body.length())));
        }
        return body;
    }

    private static byte[] multipart(Map<String, byte[]> files) {
        var body = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            body.writeBytes(
                    ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                    + "Content-Type: text/csv\r\n\r\n")
                            .formatted(BOUNDARY, name)
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
