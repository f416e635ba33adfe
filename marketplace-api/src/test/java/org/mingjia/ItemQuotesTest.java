package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every rule of an item says of one project: which rules, in which order, on which day. */
class ItemQuotesTest {

    private final Market market = Market.shared();

    @Test
    void whatGovernmentPaysIsSaidBeforeAnyPrice() {
        JsonNode answer = quotes("S-HJ-003", Map.of("base", "5000"));

        assertThat(answer.get("payer").asString()).isEqualTo("government");
        assertThat(answer.get("payerNotice").asString()).contains("不得向企业收取");
    }

    @Test
    void whatAnEnterprisePaysCarriesNoSuchNotice() {
        assertThat(quotes("S-HJ-001", Map.of("base", "5000")).get("payerNotice").isNull()).isTrue();
    }

    @Test
    void aRuleOfTheProvinceComesBeforeANationalOneAndGoverns() {
        JsonNode quotes = quotes("S-JS-014", Map.of("base", "100")).get("quotes");

        assertThat(texts(quotes, "regionCode")).containsExactly("430000", "000000");
        assertThat(texts(quotes, "precedence")).containsExactly("1", "2");
        assertThat(texts(quotes, "governing")).containsExactly("true", "false");
    }

    @ParameterizedTest
    @CsvSource({"S-ZX-001", "S-CS-001", "S-JS-014", "S-JS-011"})
    void anotherProvincesRulesAreNeverApplied(String item) {
        JsonNode answer =
                quotes(item, Map.of("base", "500", "region", "433123", "asOf", "2014-06-01"));

        assertThat(answer.get("quotes")).isNotEmpty();
        assertThat(texts(answer.get("quotes"), "regionCode")).isSubsetOf("430000", "000000");
        assertThat(texts(answer.get("benchmarks"), "regionCode")).isSubsetOf("430000", "000000");
    }

    @Test
    void whereOnlyAnotherProvinceHasARuleThereIsNone() {
        JsonNode answer = quotes("S-JS-009", Map.of("base", "500"));

        assertThat(answer.get("quotes")).isEmpty();
        assertThat(answer.get("benchmarks")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2011-04-30, R-ZB-G-2003;R-ZB-S-2003;R-ZB-W-2003, none",
                "2011-05-01, R-ZB-G-2011;R-ZB-S-2011;R-ZB-W-2011, none",
                "2015-02-28, R-ZB-G-2011;R-ZB-S-2011;R-ZB-W-2011, none",
                "2015-03-01, none, R-ZB-G-2011;R-ZB-S-2011;R-ZB-W-2011",
                "2002-12-31, none, none"
            })
    void theLawOfTheDayIsTheLawThatIsApplied(String day, String applied, String benchmarks) {
        JsonNode answer = quotes("S-ZX-011", Map.of("base", "80", "asOf", day));

        assertThat(texts(answer.get("quotes"), "ruleId"))
                .containsExactlyInAnyOrderElementsOf(list(applied));
        assertThat(texts(answer.get("benchmarks"), "ruleId"))
                .containsExactlyInAnyOrderElementsOf(list(benchmarks));
        assertThat(texts(answer.get("benchmarks"), "legalCeiling")).doesNotContain("true");
    }

    @Test
    void anItemWithoutAnyRuleHasNoPriceAndSaysNothingMore() {
        JsonNode answer = quotes("S-HJ-007", Map.of("base", "80"));

        assertThat(answer.get("quotes")).isEmpty();
        assertThat(answer.get("benchmarks")).isEmpty();
        assertThat(answer.get("itemName").asString()).isNotBlank();
    }

    @Test
    void anItemThatIsNotOnTheListIsNotPriced() {
        JsonNode problem = refused("S-XX-999", Map.of("base", "80"), 404);

        assertThat(problem.get("type").asString()).isEqualTo("/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource({"4331", "43310a", "湘西", "'433100 '", "''"})
    void aRegionThatIsNoCodeIsRefused(String region) {
        JsonNode problem = refused("S-HJ-001", Map.of("base", "80", "region", region), 400);

        assertThat(problem.get("parameter").asString()).isEqualTo("region");
    }

    @Test
    void whatNoRuleCanUseIsRefusedByName() {
        JsonNode problem = refused("S-HJ-001", Map.of(), 422);

        assertThat(problem.get("type").asString()).isEqualTo("/problems/missing-parameter");
        assertThat(problem.get("parameter").asString()).isEqualTo("base");
    }

    private JsonNode quotes(String item, Map<String, String> body) {
        return body(post(item, body).expectStatus().isOk());
    }

    private JsonNode refused(String item, Map<String, String> body, int status) {
        return body(
                post(item, body)
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    private WebTestClient.ResponseSpec post(String item, Map<String, String> body) {
        return market.http()
                .post()
                .uri("/api/items/" + item + "/quotes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static JsonNode body(WebTestClient.ResponseSpec answer) {
        return JsonMapper.shared().readTree(answer.expectBody().returnResult().getResponseBody());
    }

    private static List<String> texts(JsonNode quotes, String member) {
        return quotes.valueStream().map(quote -> quote.get(member).asString()).toList();
    }

    private static List<String> list(String joined) {
        return joined == null ? List.of() : List.of(joined.split(";"));
    }
}
