package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every public list: pages, totals, filters, CSV, entity tags. */
class ListingTest {

    private final Market market = Market.shared();

    @ParameterizedTest
    @CsvSource({
        "/api/items, code, 7",
        "/api/acts, code, 20",
        "/api/price-rules, ruleId, 13",
        "/api/departments, code, 1",
        "/api/regions, code, 3",
        "/api/synonyms, term, 50",
        "/api/calendar-days, date, 11",
        "/api/items?payer=government, code, 4",
        "/api/acts?hasIntermediary=true, code, 9"
    })
    void thePagesTogetherAreTheListOnceAndInOrder(String list, String key, int limit) {
        var keys = new ArrayList<String>();
        long total = -1;
        String cursor = null;
        do {
            JsonNode page =
                    json(
                            with(list, "limit=" + limit)
                                    + (cursor == null ? "" : "&cursor=" + cursor));
            page.get("items").forEach(row -> keys.add(row.get(key).asString()));
            total = page.get("total").asLong();
            assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
            cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").asString();
        } while (cursor != null);

        assertThat(keys).doesNotHaveDuplicates().hasSize((int) total);
        assertThat(csv(list).stream().skip(1).map(List::getFirst)).containsExactlyElementsOf(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/items?category=环境影响评价, category, 环境影响评价, 4",
        "/api/items?pricingMode=government_set, pricingMode, government_set, 0",
        "/api/items?payer=government, payer, government, 35",
        "/api/acts?kind=licence, kind, licence, 0",
        "/api/acts?department=433100-STHJ, departmentCode, 433100-STHJ, 0",
        "/api/acts?hasIntermediary=false, hasIntermediary, false, 0",
        "/api/price-rules?status=in_force, status, in_force, 6",
        "/api/price-rules?item=S-HJ-001, itemCode, S-HJ-001, 2",
        "/api/price-rules?region=430000, regionCode, 430000, 0",
        "/api/price-rules?method=unit, method, unit, 0",
        "/api/departments?region=433100, regionCode, 433100, 30",
        "/api/regions?parent=433100, parentCode, 433100, 8"
    })
    void aFilterKeepsWhatItNames(String list, String member, String value, int expected) {
        JsonNode page = json(with(list, "limit=100"));

        assertThat(page.get("items")).isNotEmpty();
        assertThat(page.get("items").valueStream().map(row -> row.get(member).asString()))
                .containsOnly(value);
        if (expected > 0) {
            assertThat(page.get("total").asInt()).isEqualTo(expected);
        }
    }

    @Test
    void filtersOfOneNameAreAlternativesAndOfTwoNamesNarrow() {
        int either = total("/api/items?payer=government&payer=either");
        int both = total("/api/items?payer=government&pricingMode=government_set");

        assertThat(either)
                .isEqualTo(total("/api/items?payer=government") + total("/api/items?payer=either"));
        assertThat(both).isPositive().isLessThan(total("/api/items?payer=government"));
    }

    @Test
    void theItemsOfAnActAreThoseThatItMayDemand() {
        JsonNode act = json("/api/acts/A-STHJ-001");
        JsonNode items = json("/api/items?act=A-STHJ-001");

        assertThat(codes(items)).containsExactlyElementsOf(codes(act)).isNotEmpty();
        assertThat(act.get("itemCount").asInt()).isEqualTo(items.get("total").asInt());
    }

    @Test
    void theItemsOfADepartmentServeOneOfItsActs() {
        JsonNode items = json("/api/items?department=433100-STHJ&limit=100");

        assertThat(codes(items)).contains("S-HJ-001");
        items.get("items")
                .forEach(item ->
                        assertThat(
                                        item.get("acts")
                                                .valueStream()
                                                .map(a -> a.get("code").asString()))
                                .anyMatch(code -> code.startsWith("A-STHJ-")));
    }

    @ParameterizedTest
    @CsvSource({"/api/items", "/api/acts?kind=licence", "/api/regions", "/api/synonyms"})
    void theCsvHasTheSameRowsAsTheJson(String list) {
        var rows = new ArrayList<JsonNode>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    json(with(list, "limit=100") + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.get("items").forEach(rows::add);
            cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").asString();
        }
        List<List<String>> lines = csv(list);
        List<String> header = lines.getFirst();

        assertThat(lines).hasSize(rows.size() + 1);
        for (int i = 0; i < rows.size(); i++) {
            for (int column = 0; column < header.size(); column++) {
                JsonNode value = rows.get(i).get(header.get(column));
                if (value.isValueNode()) {
                    assertThat(lines.get(i + 1).get(column))
                            .isIn(value.isNull() ? "" : value.asString(), "'" + value.asString());
                }
            }
        }
    }

    @Test
    void theFormatParameterWinsOverTheAcceptHeader() {
        var asked =
                market.http()
                        .get()
                        .uri("/api/regions?format=csv")
                        .header(HttpHeaders.ACCEPT, "application/json")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult();

        assertThat(asked.getResponseHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
                .startsWith("text/csv");
        assertThat(asked.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .contains("attachment")
                .contains("regions.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/items",
        "/api/items/S-HJ-001",
        "/api/acts/A-STHJ-001",
        "/api/price-rules/R-ZB-G-2003",
        "/api/regions/433100",
        "/api/price-rules/R-ZB-G-2003/curve?to=1000"
    })
    void whatTheReaderHasIsNotSentAgain(String address) {
        EntityExchangeResult<byte[]> first = get(address, "*/*", "\"another\"");
        String tag = first.getResponseHeaders().getETag();
        EntityExchangeResult<byte[]> again = get(address, "*/*", tag);

        assertThat(first.getStatus().value()).isEqualTo(200);
        assertThat(tag).matches("\"[\\w-]{22}\"");
        assertThat(first.getResponseHeaders().getCacheControl()).contains("no-cache");
        assertThat(first.getResponseHeaders().getVary()).contains("Accept");
        assertThat(again.getStatus().value()).isEqualTo(304);
        assertThat(again.getResponseHeaders().getETag()).isEqualTo(tag);
        assertThat(again.getResponseBody()).isNull();
    }

    @Test
    void aListOfADayIsTheListThatWasInForceThen() {
        assertThat(total("/api/items?asOf=2001-01-01")).isEqualTo(146);
        assertThat(json("/api/items?asOf=2001-01-01&limit=2").get("items")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/items?limit=0, limit",
        "/api/items?limit=101, limit",
        "/api/items?cursor=%25, ''",
        "/api/items?asOf=2026-02-30, asOf",
        "/api/items?payer=nobody, payer",
        "/api/items?colour=red, colour",
        "/api/items?limit=1&limit=2, limit",
        "/api/items?format=xml, format"
    })
    void aListThatIsAskedForWronglySaysWhatIsWrong(String address, String parameter) {
        EntityExchangeResult<byte[]> refused =
                market.http()
                        .get()
                        .uri(java.net.URI.create(market.url() + address))
                        .exchange()
                        .expectStatus()
                        .isBadRequest()
                        .expectBody()
                        .returnResult();
        JsonNode problem = JsonMapper.shared().readTree(refused.getResponseBody());

        assertThat(problem.path("parameter").asString("")).isEqualTo(parameter);
    }

    @Test
    void aCursorOfAnotherListOrAnotherFilterIsRefused() {
        String cursor = json("/api/items?limit=2").get("nextCursor").asString();

        assertThat(json("/api/items?limit=5&cursor=" + cursor).get("items")).hasSize(5);
        for (String other :
                List.of("/api/acts?", "/api/items?payer=government&", "/api/items?asOf=2001-01-01&")) {
            market.http()
                    .get()
                    .uri(other + "cursor=" + cursor)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    private static String with(String list, String parameter) {
        return list + (list.contains("?") ? "&" : "?") + parameter;
    }

    private int total(String list) {
        return json(list).get("total").asInt();
    }

    private static List<String> codes(JsonNode page) {
        return page.get("items").valueStream().map(item -> item.get("code").asString()).toList();
    }

    private JsonNode json(String address) {
        return JsonMapper.shared()
                .readTree(get(address, "application/json", "\"none\"").getResponseBody());
    }

    private List<List<String>> csv(String address) {
        byte[] body = get(address, "text/csv", "\"none\"").getResponseBody();
        assertThat(body).startsWith(0xEF, 0xBB, 0xBF);
        String text = new String(body, 3, body.length - 3, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).contains("\r\n");
        try (Stream<de.siegmar.fastcsv.reader.CsvRecord> rows =
                CsvReader.builder().ofCsvRecord(text).stream()) {
            return rows.map(row -> List.copyOf(row.getFields())).toList();
        }
    }

    private EntityExchangeResult<byte[]> get(String address, String accept, String knownTag) {
        return market.http()
                .get()
                .uri(address)
                .header(HttpHeaders.ACCEPT, accept)
                .header(HttpHeaders.IF_NONE_MATCH, knownTag)
                .exchange()
                .expectBody()
                .returnResult();
    }
}
