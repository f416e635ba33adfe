package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final String LONG = "x".repeat(10_000);
    private static final String DEEP = "[".repeat(5_000) + "]".repeat(5_000);

    private static final List<String> TEXTS =
            List.of(
                    "",
                    "%20",
                    "%00",
                    "a%00b",
                    "%F0%9F%92%A9",
                    "%ED%A0%80",
                    "%FF%FE",
                    "%C0%AF",
                    "%",
                    "%zz",
                    "..%2F..%2Fetc%2Fpasswd",
                    "'%20or%201=1--",
                    "%25_%5C",
                    "-1",
                    "0",
                    "101",
                    "99999999999999999999999",
                    "1.5",
                    "1e400",
                    "NaN",
                    "-Infinity",
                    "2026-02-30",
                    "0000-00-00",
                    "%2B999999999-12-31",
                    "-999999999-01-01",
                    "9999-12-31",
                    "true",
                    "null",
                    "undefined",
                    "%7B%22a%22:1%7D",
                    "%5B%5D",
                    "pg.%%%",
                    "pg.OTk5OTk5OTk5OTk5",
                    "pg.LTE",
                    "UEctMQ",
                    "gICA",
                    "AA",
                    "R-ZB-G-2003",
                    "S-HJ-001",
                    "433100",
                    "%E7%8E%AF%E8%AF%84",
                    "%E2%80%AE%E2%80%8B",
                    LONG,
                    "%E7%8E%AF".repeat(1_000));

    private static final List<String> HEADERS =
            List.of(
                    "Accept: application/json",
                    "Accept: text/csv",
                    "Accept: text/csv;q=nonsense",
                    "Accept: nonsense",
                    "Accept: application/xml",
                    "Accept: text/html",
                    "Accept: */*;q=0",
                    "Accept: " + "a/b,".repeat(300),
                    "Range: bytes=0-0",
                    "Range: bytes=9-1,-",
                    "If-None-Match: nonsense",
                    "If-None-Match: *",
                    "If-Match: \"nothing\"",
                    "If-Modified-Since: yesterday",
                    "Accept-Language: ☃",
                    "Accept-Encoding: nothing;q=9",
                    "Authorization: Basic %%%",
                    "Authorization: Bearer " + "y".repeat(500),
                    "Content-Type: nonsense",
                    "Content-Type: application/json; charset=nonsense",
                    "Expect: 200-nothing",
                    "X-Forwarded-For: ☃",
                    "Last-Event-ID: first");

    private static final List<String> BODIES =
            List.of(
                    "",
                    "null",
                    "1",
                    "\"text\"",
                    "[]",
                    "{",
                    "{}",
                    "{\"base\":}",
                    "{\"base\":null}",
                    "{\"base\":NaN}",
                    "{\"base\":1e400}",
                    "{\"base\":\"1e400\"}",
                    "{\"base\":\"NaN\"}",
                    "{\"base\":\"-5\"}",
                    "{\"base\":\"0\"}",
                    "{\"base\":\"１００\"}",
                    "{\"base\":\"" + "9".repeat(10_000) + "\"}",
                    "{\"base\":" + "9".repeat(5_000) + "}",
                    "{\"base\":[1]}",
                    "{\"base\":{}}",
                    "{\"base\":true}",
                    "{\"base\":\"100\",\"base\":\"200\"}",
                    "{\"base\":\"100\",\"colour\":\"red\"}",
                    "{\"base\":\"100\",\"selector\":\"" + LONG + "\"}",
                    "{\"base\":\"100\",\"selector\":\"\\u0000\"}",
                    "{\"base\":\"100\",\"selector\":\"\\ud800\"}",
                    "{\"base\":\"100\",\"factors\":[]}",
                    "{\"base\":\"100\",\"factors\":{\"a\":{\"b\":1}}}",
                    "{\"base\":\"100\",\"factors\":{\"" + LONG + "\":\"1\"}}",
                    "{\"base\":\"100\",\"factors\":{\"scope\":\"1e999\"}}",
                    "{\"base\":\"100\",\"counts\":{\"a\":1.5}}",
                    "{\"base\":\"100\",\"counts\":{\"a\":99999999999999999999}}",
                    "{\"base\":\"100\",\"quantity\":\"-1\"}",
                    "{\"base\":\"100\",\"asOf\":\"2026-02-30\"}",
                    "{\"base\":\"100\",\"asOf\":\"+999999999-01-01\"}",
                    "{\"base\":\"100\",\"asOf\":20260101}",
                    "{\"base\":\"100\",\"region\":\"\\u0000\"}",
                    "{\"base\":\"100\",\"region\":\"999999\"}",
                    "{\"base\":" + DEEP + "}",
                    "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                    DEEP,
                    "{\"base\":\"" + "z".repeat(600_000) + "\"}",
                    "\ufeff{\"base\":\"100\"}",
                    "{\"base\":\"100\"} trailing",
                    "<xml/>",
                    "base=100");

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
