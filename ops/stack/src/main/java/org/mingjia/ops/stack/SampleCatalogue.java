package org.mingjia.ops.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The sample catalogue, which goes the way that a regulator's files go: through the API's import.
 */
record SampleCatalogue(Path folder) {
    static final List<String> FILES =
            List.of(
                    "regions",
                    "departments",
                    "administrative_acts",
                    "service_items",
                    "price_rules",
                    "price_rule_tiers",
                    "synonyms",
                    "holidays_2025_2026");

    private static final Pattern COUNTED_ITEMS =
            Pattern.compile("\"counts\"\\s*:\\s*\\{[^}]*\"items\"\\s*:\\s*(\\d+)");
    private static final Duration INDEX_PATIENCE = Duration.ofSeconds(15);
    private static final String BOUNDARY = "mingjia-sample-catalogue";

    /** How many service items the register holds. */
    static long itemsIn(URI api) {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(api.resolve("/api/overview"))
                            .timeout(Duration.ofSeconds(30))
                            .build();
            var response = http.send(request, BodyHandlers.ofString());
            var counted = COUNTED_ITEMS.matcher(response.body());
            if (response.statusCode() != 200 || !counted.find()) {
                throw new StackFailure(
                        "/api/overview answered " + response.statusCode() + ": " + response.body());
            }
            return Long.parseLong(counted.group(1));
        } catch (IOException e) {
            throw new StackFailure("/api/overview does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }

    /** Waits, not for ever, until the search index has taken in what was published. */
    static boolean awaitFindable(URI api) {
        long deadline = System.nanoTime() + INDEX_PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(api.resolve("/api/search?limit=1"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            while (System.nanoTime() < deadline) {
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.body().contains("\"degraded\":false")
                        && !answer.body().contains("\"total\":0")) {
                    return true;
                }
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (IOException _) {
            // the API says for itself why it does not answer
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * Loads all files as one set.
     *
     * @throws StackFailure with the API's own words when it refuses them
     */
    void load(URI api, String user, String password) {
        var credentials =
                Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    // the files do not say since when what they list has been in force
                    HttpRequest.newBuilder(api.resolve("/api/imports?effectiveFrom=unstated"))
                            .timeout(Duration.ofMinutes(2))
                            .header("Authorization", "Basic " + credentials)
                            .header("Accept", "application/json")
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(BodyPublishers.ofByteArray(multipart()))
                            .build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new StackFailure(
                        "the import answered " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new StackFailure("the sample catalogue cannot be loaded: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while loading the sample catalogue", e);
        }
    }

    private byte[] multipart() throws IOException {
        var body = new ByteArrayOutputStream();
        for (String name : FILES) {
            var file = name + ".csv";
            body.writeBytes(
                    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n"
                            .formatted(BOUNDARY, file)
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(Files.readAllBytes(folder.resolve(file)));
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
