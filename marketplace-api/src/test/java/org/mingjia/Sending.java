package org.mingjia;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One import on its way to a market. */
public final class Sending {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebTestClient operator;
    private final MultipartBodyBuilder parts = new MultipartBodyBuilder();
    private String query = "";
    private String idempotencyKey;

    private Sending(WebTestClient operator) {
        this.operator = operator;
    }

    /** What a market answered: the status and the body, which is JSON. */
    public record Answer(int status, JsonNode body) {

        public static Answer of(WebTestClient.ResponseSpec response) {
            var result = response.expectBody(String.class).returnResult();
            String text = result.getResponseBody();
            return new Answer(
                    result.getStatus().value(), JSON.readTree(text == null ? "{}" : text));
        }

        public String text(String member) {
            return body.path(member).asString("");
        }

        public long number(String member) {
            return body.path(member).asLong();
        }

        /** The last part of the problem's type, empty when it is none. */
        public String problem() {
            return text("type").replace("/problems/", "");
        }

        /** {@code pointer rule} of every broken member. */
        public String[] faults() {
            return body.path("errors")
                    .valueStream()
                    .map(e -> e.path("pointer").asString() + " " + e.path("rule").asString())
                    .toArray(String[]::new);
        }

        /** {@code row column rule} of every broken row. */
        public String[] errors() {
            return body.path("errors")
                    .valueStream()
                    .map(e ->
                            e.path("row").asInt()
                                    + " "
                                    + (e.path("column").isNull()
                                            ? "-"
                                            : e.path("column").asString())
                                    + " "
                                    + e.path("rule").asString())
                    .toArray(String[]::new);
        }
    }

    public static Sending to(Market market) {
        return new Sending(market.operator());
    }

    /** To a service in another process on this machine. */
    public static Sending toPort(int port) {
        return new Sending(
                WebTestClient.bindToServer()
                        .baseUrl("http://127.0.0.1:" + port)
                        .responseTimeout(Duration.ofSeconds(60))
                        .defaultHeaders(h -> h.setBasicAuth(Market.OPERATOR, Market.PASSWORD))
                        .build());
    }

    public static Sending toScratch() {
        return to(Scratch.market());
    }

    public Sending files(Path... files) {
        Stream.of(files).forEach(file -> parts.part("file", new FileSystemResource(file)));
        return this;
    }

    public Sending file(String name, byte[] content) {
        parts.part("file", content).filename(name);
        return this;
    }

    public Sending file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Sending file(String name, Table table) {
        return file(name, table.csv());
    }

    public Sending query(String value) {
        query = value;
        return this;
    }

    public Sending key(String value) {
        idempotencyKey = value;
        return this;
    }

    public Answer send() {
        return Answer.of(
                operator.post()
                        .uri("/api/imports" + query)
                        .headers(headers -> {
                            if (idempotencyKey != null) {
                                headers.set("Idempotency-Key", idempotencyKey);
                            }
                        })
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(BodyInserters.fromMultipartData(parts.build()))
                        .exchange());
    }

    /** Reads an address of the scratch market. */
    public static Answer get(String address, Object... variables) {
        return Answer.of(Scratch.market().operator().get().uri(address, variables).exchange());
    }

    /** The operator's write to the scratch market. */
    public static Answer post(String address, Object body) {
        return Answer.of(
                Scratch.market()
                        .operator()
                        .post()
                        .uri(address)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }
}
