package org.mingjia.ops.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One person of the sample data at the API: signs in once, and then shows the session's cookie, so
 * that no request costs a password's hash.
 */
final class SampleClient {

    private static final String BOUNDARY = "mingjia-sample-file";
    private static final Pattern COOKIE = Pattern.compile("^([^=;]+=[^;]+)");

    /** One for all: each would start threads and a TLS context of its own. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI api;
    private @Nullable String cookie;
    private @Nullable String csrfToken;

    SampleClient(URI api) {
        this.api = api;
    }

    /** What was answered, whatever the status. */
    record Answer(int status, String body, @Nullable String eTag) {

        /** The first member of that name that is a text. */
        String text(String member) {
            var found = Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
            if (!found.find()) {
                throw new StackFailure("no \"" + member + "\" in " + status + ": " + body);
            }
            return found.group(1);
        }

        /** The first member of that name that is a whole number. */
        long number(String member) {
            var found = Pattern.compile("\"" + member + "\"\\s*:\\s*(\\d+)").matcher(body);
            if (!found.find()) {
                throw new StackFailure("no \"" + member + "\" in " + status + ": " + body);
            }
            return Long.parseLong(found.group(1));
        }

        /** The answer, if it is one that was hoped for. */
        Answer orFail(String what) {
            if (status / 100 != 2) {
                throw new StackFailure(what + " was answered " + status + ": " + body);
            }
            return this;
        }
    }

    /** Registers and is signed in by that; signs in when it was registered before. */
    SampleClient register(String registration, String username, String password) {
        Answer answer = post("/api/registrations", registration);
        return answer.status() == 409
                ? signIn(username, password)
                : signedIn(answer.orFail("the registration of " + username));
    }

    SampleClient signIn(String username, String password) {
        return signedIn(
                post(
                                "/api/session",
                                "{\"username\":%s,\"password\":%s}"
                                        .formatted(quoted(username), quoted(password)))
                        .orFail("signing in as " + username));
    }

    private SampleClient signedIn(Answer session) {
        csrfToken = session.text("csrfToken");
        return this;
    }

    Answer get(String address) {
        return send("GET", address, BodyPublishers.noBody(), null, null);
    }

    Answer post(String address, String json) {
        return send("POST", address, BodyPublishers.ofString(json), "application/json", null);
    }

    Answer put(String address, String json, String version) {
        return send("PUT", address, BodyPublishers.ofString(json), "application/json", version);
    }

    /** Sends one file, as a form would. */
    Answer upload(String address, String name, String mediaType, byte[] bytes) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, name, mediaType)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                address,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "multipart/form-data; boundary=" + BOUNDARY,
                null);
    }

    private Answer send(
            String method,
            String address,
            BodyPublisher body,
            @Nullable String mediaType,
            @Nullable String version) {
        var request =
                HttpRequest.newBuilder(api.resolve(address))
                        .timeout(Duration.ofMinutes(1))
                        .header("Accept", "application/json, application/problem+json")
                        .method(method, body);
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        if (cookie != null && csrfToken != null) {
            request.header("Cookie", cookie).header("X-CSRF-Token", csrfToken);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers()
                    .firstValue("Set-Cookie")
                    .map(COOKIE::matcher)
                    .filter(found -> found.find())
                    .ifPresent(found -> cookie = found.group(1));
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("ETag").orElse(null));
        } catch (IOException e) {
            throw new StackFailure(address + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted at " + address, e);
        }
    }

    /** A text in JSON. */
    static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** A password that nobody has to remember. */
    static String drawnPassword() {
        var bytes = new byte[15];
        new java.security.SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
