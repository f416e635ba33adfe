package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Nonsense.BODIES;
import static org.mingjia.Nonsense.HEADERS;
import static org.mingjia.Nonsense.TEXTS;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.RawHttp.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is sent, the service says precisely what is wrong with it and never fails: no answer of
 * the 500s, and a problem with every refusal.
 */
class NonsenseTest {

    private static final int OF_EACH_OPERATION = 25;
    private static final int LONGEST_TARGET = 4_000;

    private final Market market = Market.shared();
    private final RawHttp http = new RawHttp(market.port());

    /** An operation that anyone may ask for. */
    record Open(String method, String path, List<String> parameters) {
        @Override
        public String toString() {
            return method + " " + path + ", seed " + seed();
        }

        long seed() {
            return (method + path).hashCode();
        }
    }

    private record Sent(String method, String target, List<String> headers, String body) {
        @Override
        public String toString() {
            String all = method + " " + target + " " + headers + " " + body;
            return all.length() > 300 ? all.substring(0, 300) + "…" : all;
        }
    }

    static Stream<Open> operations() {
        return ApiDocument.of(Market.shared()).paths().properties().stream()
                .flatMap(path ->
                        path.getValue().properties().stream()
                                .filter(operation -> !operation.getValue().has("security"))
                                .map(operation -> open(path.getKey(), operation)));
    }

    private static Open open(String path, Map.Entry<String, JsonNode> operation) {
        return new Open(
                operation.getKey().toUpperCase(Locale.ROOT),
                path,
                operation
                        .getValue()
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.get("in").asString().equals("query"))
                        .map(parameter -> parameter.get("name").asString())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void nonsenseIsRefusedWithAProblem(Open operation) {
        var random = new Random(operation.seed());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < OF_EACH_OPERATION; i++) {
            check(sent(operation, random), wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyMalformedBodyIsRefusedWithAProblem() {
        var wrong = new ArrayList<String>();
        for (String address :
                List.of("/api/price-rules/R-ZB-G-2003/quotes", "/api/items/S-HJ-001/quotes")) {
            for (String body : BODIES) {
                check(
                        new Sent("POST", address, List.of("Content-Type: application/json"), body),
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyMethodIsAnsweredOnEveryKindOfAddress() {
        var wrong = new ArrayList<String>();
        for (String method :
                List.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "PROPFIND")) {
            for (String address :
                    List.of("/", "/api/items", "/api/openapi.json", "/assets/x.js", "/docs")) {
                check(new Sent(method, address, List.of(), ""), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOddTextIsAnsweredInEveryPlace() {
        var wrong = new ArrayList<String>();
        for (String text : TEXTS) {
            for (String address :
                    List.of(
                            "/api/items/" + text,
                            "/items/" + text,
                            "/api/search?q=" + text,
                            "/api/suggestions?q=" + text,
                            "/api/search?category=" + text,
                            "/api/search?cursor=" + text,
                            "/api/items?cursor=" + text,
                            "/api/calendar-days?cursor=" + text,
                            "/api/items?category=" + text,
                            "/api/items?asOf=" + text,
                            "/api/working-days?days=1&from=" + text,
                            "/api/price-rules/R-ZB-G-2003/curve?to=" + text,
                            "/api/price-rules/R-ZB-G-2003/curve?to=1&factors=" + text)) {
                check(new Sent("GET", address, List.of(), ""), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Sent sent(Open operation, Random random) {
        String path = operation.path();
        while (path.contains("{")) {
            path =
                    path.replaceFirst(
                            "\\{[^}]*}",
                            java.util.regex.Matcher.quoteReplacement(
                                    one(
                                            random.nextInt(3) == 0
                                                    ? List.of("R-ZB-G-2003", "S-HJ-001")
                                                    : TEXTS,
                                            random)));
        }
        var query = new ArrayList<String>();
        for (int n = random.nextInt(4); n > 0; n--) {
            String name =
                    operation.parameters().isEmpty() || random.nextInt(8) == 0
                            ? one(List.of("colour", "limit%00", "%FF", "a[]"), random)
                            : one(operation.parameters(), random);
            query.add(name + (random.nextInt(10) == 0 ? "" : "=" + one(TEXTS, random)));
        }
        var headers = new ArrayList<String>();
        for (int n = random.nextInt(3); n > 0; n--) {
            headers.add(one(HEADERS, random));
        }
        boolean posted = operation.method().equals("POST");
        if (posted && random.nextInt(4) > 0) {
            headers.add("Content-Type: application/json");
        }
        return new Sent(
                operation.method(),
                path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                headers,
                posted || random.nextInt(12) == 0 ? one(BODIES, random) : "");
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private void check(Sent sent, List<String> wrong) {
        Answer answer;
        try {
            answer = http.send(sent.method(), sent.target(), sent.headers(), sent.body());
        } catch (IOException failed) {
            if (!isNoAddress(sent.target())) {
                wrong.add(sent + " → " + failed);
            }
            return;
        }
        if (answer.status() < 200 || answer.status() >= 500) {
            wrong.add(sent + " → " + answer);
        } else if (answer.status() >= 400 && !isProblem(answer) && !isNoAddress(sent.target())) {
            wrong.add(sent + " → no problem: " + answer);
        }
    }

    /** What is no URI at all, or no line of HTTP, is turned away before the service sees it. */
    private static boolean isNoAddress(String target) {
        try {
            return new URI(target).getRawPath().isEmpty() || target.length() > LONGEST_TARGET;
        } catch (URISyntaxException notAnAddress) {
            return true;
        }
    }

    private static boolean isProblem(Answer answer) {
        if (!answer.headers().getOrDefault("content-type", "").equals("application/problem+json")) {
            return false;
        }
        try {
            JsonNode problem = JsonMapper.shared().readTree(answer.body());
            return problem.get("status").asInt() == answer.status()
                    && Stream.of("type", "title", "detail", "requestId")
                            .allMatch(member -> !problem.path(member).asString("").isEmpty());
        } catch (JacksonException | NullPointerException notAProblem) {
            return false;
        }
    }
}
