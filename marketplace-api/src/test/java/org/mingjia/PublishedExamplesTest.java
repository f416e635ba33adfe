package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every published example, asked over HTTP as another program would. */
class PublishedExamplesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Market market = Market.shared();
    private final WebClient http = WebClient.create(market.url());

    private record Answered(NamedCsvRecord example, JsonNode quote) {}

    @Test
    void allPublishedExamplesAreAnsweredToTheFen() {
        List<Answered> answers =
                Flux.fromIterable(rows("price_examples"))
                        .flatMap(this::ask, 8)
                        .collectList()
                        .block();
        Map<String, String> statuses =
                rows("price_rules").stream()
                        .collect(
                                Collectors.toMap(
                                        row -> row.getField("rule_id"),
                                        row -> row.getField("status")));

        assertThat(answers).hasSize(255);
        var wrong = new SoftAssertions();
        for (Answered answered : answers) {
            String status = statuses.get(answered.example().getField("rule_id"));
            wrong.assertThat(said(answered.quote()))
                    .as(answered.example().getField("example_id"))
                    .isEqualTo(expected(answered.example()));
            wrong.assertThat(answered.quote().get("status").asString()).isEqualTo(status);
            wrong.assertThat(answered.quote().get("legalCeiling").asBoolean())
                    .as(answered.example().getField("example_id") + " binds")
                    .isEqualTo(status.equals("in_force"));
        }
        wrong.assertAll();
    }

    @Test
    void aWorkingEndsAtTheAmountsThatItExplains() {
        JsonNode quote = quote("/api/price-rules/R-ZB-G-2003/quotes", "{\"base\":\"365.5\"}");

        assertThat(quote.get("working")).isNotEmpty();
        assertThat(quote.get("working").get(0).get("text").asString()).isNotBlank();
        assertThat(quote.get("document").asString()).isNotBlank();
    }

    /** Outcome, permitted interval and baseline in the notation of the file. */
    private static String said(JsonNode quote) {
        return quote.get("outcome").asString().equals("none")
                ? "none | "
                : interval(quote, "minFen", "maxFen")
                        + " | "
                        + interval(quote, "baselineMinFen", "baselineMaxFen");
    }

    private static String interval(JsonNode quote, String low, String high) {
        String min = quote.get(low).toString();
        String max = quote.get(high).isNull() ? "" : quote.get(high).toString();
        return min.equals(max) ? min : min + ";" + max;
    }

    private static String expected(NamedCsvRecord example) {
        return example.getField("expected_fen") + " | " + example.getField("expected_baseline_fen");
    }

    private Mono<Answered> ask(NamedCsvRecord example) {
        return post(
                        "/api/price-rules/" + example.getField("rule_id") + "/quotes",
                        renamed(example.getField("parameters")))
                .map(quote -> new Answered(example, quote));
    }

    /** The file's names are the interface's, but for the day. */
    private static String renamed(String parameters) {
        var body = (ObjectNode) JSON.readTree(parameters);
        JsonNode day = body.remove("as_of");
        if (day != null) {
            body.set("asOf", day);
        }
        return body.toString();
    }

    private JsonNode quote(String address, String body) {
        return post(address, body).block();
    }

    private Mono<JsonNode> post(String address, String body) {
        return http.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(byte[].class)
                .map(JSON::readTree);
    }

    private static List<NamedCsvRecord> rows(String file) {
        var rows = new ArrayList<NamedCsvRecord>();
        try (CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(Market.SAMPLE.resolve(file + ".csv"));
                Stream<NamedCsvRecord> all = reader.stream()) {
            all.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
