package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;
import org.mingjia.admission.Applicant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** Price lists as files, sent and received as an agency does. */
final class PriceFiles {

    private PriceFiles() {}

    /** The rows as a file. */
    static byte[] content(Table table, String format) {
        return format.equals("xlsx") ? table.xlsx() : table.csv().getBytes(StandardCharsets.UTF_8);
    }

    /** What the agency can take home of its list. */
    static byte[] export(Applicant of, String format) {
        return bytes(of, "/api/price-list?format=" + format, format);
    }

    /** A file that is answered. */
    static byte[] bytes(Applicant of, String address, String format) {
        var answer =
                of.http
                        .get()
                        .uri(address)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult();
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
                .contains(format.equals("xlsx") ? "spreadsheetml.sheet" : format);
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("attachment");
        return answer.getResponseBody();
    }

    /** Sends a file to be imported. */
    static Answer send(Applicant by, String name, byte[] content, String query, String key) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", content).filename(name);
        return Answer.of(
                by.http
                        .post()
                        .uri("/api/price-list/imports" + query)
                        .headers(headers -> {
                            if (key != null) {
                                headers.set("Idempotency-Key", key);
                            }
                        })
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(BodyInserters.fromMultipartData(parts.build()))
                        .exchange());
    }

    /** The last attempt, with its files. */
    static JsonNode latest(Applicant of) {
        String id = of.get("/api/price-list/imports?limit=1").body().at("/items/0/id").asString();
        return of.get("/api/price-list/imports/" + id).body();
    }

    /** Where an attempt is run again. */
    static String replays(JsonNode attempt) {
        return "/api/price-list/imports/" + attempt.path("id").asString() + "/replays";
    }

    /** Runs an attempt again. */
    static Answer replay(Applicant by, JsonNode attempt, String query) {
        return Answer.of(by.http.post().uri(replays(attempt) + query).exchange());
    }
}
