package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;
import org.mingjia.admission.Applicant;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** A price list as a file: template, export, import, and what was sent once more. */
class PriceListFilesTest {

    private static final String HEADER =
            "item_code|region_code|price_form|amount|unit|factor|rule_id|terms|valid_from";
    private static final String TIERS =
            "{\"baseParameter\":\"总投资\",\"baseUnit\":\"万元\",\"method\":\"tiered_progressive\",\"amountUnit\":\"万元\","
                    + "\"tiers\":[{\"lower\":\"0\",\"upper\":\"100\",\"kind\":\"marginal_rate\",\"rateOrAmount\":\"0.015\"},"
                    + "{\"lower\":\"100\",\"kind\":\"marginal_rate\",\"rateOrAmount\":\"0.01\"}],\"floorFen\":100000}";
    private static final Table LIST =
            Table.of(
                    HEADER,
                    "S-HJ-005|433101|unit|1660.50|个点位||||",
                    "S-ZX-010|433101|tiers|||||" + TIERS + "|");

    private Applicant agency;

    @BeforeEach
    void anAdmittedAgency() {
        agency = Applicant.register().paper("CMA").item("S-HJ-005").item("S-ZX-010").admitted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void theListThatIsExportedChangesNothingWhenItIsSentBack(String format) {
        Answer first = send("list." + format, PriceFiles.content(LIST, format), null);
        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(first.number("published")).isEqualTo(2);
        long events = priceEvents();

        Answer back = send("again." + format, export(format), null);

        assertThat(back.status()).as("%s", back).isEqualTo(200);
        assertThat(back.number("unchanged")).isEqualTo(2);
        assertThat(back.number("published")).isZero();
        assertThat(priceEvents()).isEqualTo(events);
    }

    @Test
    void aPriceThatIsAnnouncedTravelsWithItsDay() {
        send("list.csv", PriceFiles.content(LIST, "csv"), null);
        send("next.csv", PriceFiles.content(LIST.with(1, "amount", "1700"), "csv"), null);

        String text = new String(export("csv"), StandardCharsets.UTF_8);

        assertThat(text).contains("S-HJ-005,433101,unit,1700.00,个点位,,,," + Scratch.day(7));
        assertThat(send("back.csv", export("csv"), null).number("unchanged")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void whatIsPreparedBeforeAdmissionIsExportedAndReadBackAsWell(String format) {
        var newcomer = Applicant.register();
        newcomer.save(newcomer.application());

        assertThat(
                        PriceFiles.send(
                                        newcomer,
                                        "list.csv",
                                        PriceFiles.content(LIST, "csv"),
                                        "",
                                        null)
                                .number("drafted"))
                .isEqualTo(2);
        byte[] exported = PriceFiles.export(newcomer, format);

        Answer back = PriceFiles.send(newcomer, "back." + format, exported, "", null);
        assertThat(back.number("unchanged")).as("%s", back).isEqualTo(2);
        assertThat(back.number("drafted")).isZero();
        assertThat(newcomer.get("/api/price-drafts").body().at("/items/0/price/amount").asString())
                .isEqualTo("1660.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void theTemplateIsReadAsItIs(String format) {
        byte[] template =
                PriceFiles.bytes(agency, "/api/price-list/template?format=" + format, format);

        Answer tried =
                PriceFiles.send(agency, "template." + format, template, "?dryRun=true", null);

        assertThat(tried.errors())
                .as("%s: its rows are understood; this agency may not offer their items", tried)
                .isNotEmpty()
                .allMatch(error -> error.endsWith("not-covered"));
    }

    @Test
    void oneRowThatMayNotBePublishedRefusesAllAndIsNamed() {
        Table list =
                Table.of(
                        HEADER,
                        "S-HJ-005|433101|fixed|1660.50|||||",
                        "S-HJ-001|433101|fixed|1660.50|||||",
                        "S-ZX-010|430000|fixed|1660.50|||||");

        Answer refused = send("list.csv", PriceFiles.content(list, "csv"), null);

        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.errors())
                .containsExactly("3 item_code not-covered", "4 region_code not-served");
        assertThat(agency.get("/api/price-list").number("total")).isZero();
        assertThat(priceEvents()).isZero();
    }

    @Test
    void aRefusedAttemptIsKeptWithItsErrorsAndItsFileAndMayBeRunAgain() {
        byte[] wrong = PriceFiles.content(LIST.with(1, "amount", "面议"), "csv");

        Answer refused = send("价目表 🧾.csv", wrong, null);

        assertThat(refused.status()).isEqualTo(422);
        JsonNode attempt = PriceFiles.latest(agency);
        assertThat(attempt.path("outcome").asString()).isEqualTo("refused");
        assertThat(attempt.path("replayable").asBoolean()).isTrue();
        assertThat(attempt.at("/errors/0/rule").asString()).isEqualTo("not-a-price");
        assertThat(attempt.at("/errors/0/row").asInt()).isEqualTo(2);
        assertThat(attempt.at("/files/0/name").asString()).isEqualTo("价目表 🧾.csv");
        assertThat(PriceFiles.bytes(agency, attempt.at("/files/0/href").asString(), "octet-stream"))
                .isEqualTo(wrong);

        Answer again = PriceFiles.replay(agency, attempt, "");
        assertThat(again.status()).as("it is as wrong as before").isEqualTo(422);
        assertThat(again.errors()).isEqualTo(refused.errors());
        assertThat(PriceFiles.latest(agency).path("replayOf").asString())
                .isEqualTo(attempt.path("id").asString());
    }

    @Test
    void aReplayIsHonestWhenItChangesNothingAndPublishesWhatIsOpenAgain() {
        Answer first = send("list.csv", PriceFiles.content(LIST, "csv"), null);
        JsonNode attempt = PriceFiles.latest(agency);
        assertThat(attempt.path("id").asString()).isEqualTo(first.text("importId"));

        Answer nothing = PriceFiles.replay(agency, attempt, "");
        assertThat(nothing.status()).as("%s", nothing).isEqualTo(200);
        assertThat(nothing.number("unchanged")).isEqualTo(2);

        send("next.csv", PriceFiles.content(LIST.with(1, "amount", "1700"), "csv"), null);
        String announced =
                agency.get("/api/price-list?item=S-HJ-005&state=upcoming")
                        .body()
                        .at("/items/0/id")
                        .asString();
        agency.post("/api/price-entries/" + announced + "/withdrawals", Map.of());
        assertThat(agency.get("/api/price-list?state=in_force").body().path("items").size())
                .isEqualTo(2);

        Answer tried = PriceFiles.replay(agency, attempt, "?dryRun=true");
        assertThat(tried.status()).as("%s", tried).isEqualTo(200);
        assertThat(tried.body().path("dryRun").asBoolean()).isTrue();
    }

    @Test
    void twentyReplaysUnderOneKeyAreOneAttempt() {
        send("list.csv", PriceFiles.content(LIST, "csv"), null);
        JsonNode attempt = PriceFiles.latest(agency);
        String key = "replay " + agency.uscc;

        var answers =
                IntStream.range(0, 20)
                        .mapToObj(_ ->
                                Scratch.beside(() ->
                                        Answer.of(
                                                agency.http
                                                        .post()
                                                        .uri(PriceFiles.replays(attempt))
                                                        .header("Idempotency-Key", key)
                                                        .exchange())))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).as("%s", answers.getFirst()).allMatch(a -> a.status() == 200);
        assertThat(answers.stream().map(a -> a.text("importId")).distinct()).hasSize(1);
        assertThat(agency.get("/api/price-list/imports").number("total")).isEqualTo(2);
    }

    @Test
    void anotherAgencysAttemptDoesNotExist() {
        send("list.csv", PriceFiles.content(LIST, "csv"), null);
        JsonNode attempt = PriceFiles.latest(agency);
        var other = Applicant.register().paper("CMA").item("S-HJ-005").admitted();
        String address = "/api/price-list/imports/" + attempt.path("id").asString();

        assertThat(other.get(address).status()).isEqualTo(404);
        assertThat(other.get(address + "/files/1").status()).isEqualTo(404);
        assertThat(PriceFiles.replay(other, attempt, "").status()).isEqualTo(404);
        assertThat(agency.get(address + "/files/2").status()).isEqualTo(404);
    }

    @Test
    void whatWaitsIsSaid() {
        assertThat(kinds(agency)).contains("items-without-price");
        agency.http
                .put()
                .uri("/api/price-drafts/S-HJ-005")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("regionCode", "433101", "form", "fixed", "amountFen", 5000))
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(kinds(agency)).contains("drafts-unpublished");

        Answer published = agency.post("/api/price-list/publications", Map.of());
        assertThat(published.number("published")).as("%s", published).isEqualTo(1);
        assertThat(kinds(agency)).doesNotContain("drafts-unpublished");

        String id = agency.get("/api/price-list").body().at("/items/0/id").asString();
        agency.post("/api/price-entries/" + id + "/ends", Map.of("on", Scratch.day(9)));
        assertThat(kinds(agency)).contains("price-ends");
        assertThat(agency.get("/api/tasks").body().path("items").findValuesAsString("dueOn"))
                .contains(Scratch.day(8));
    }

    @Test
    void aDraftThatMayNotBePublishedKeepsAllDraftsAndOneThatIsDroppedIsGone() {
        draft("S-HJ-005", Map.of("regionCode", "433101", "form", "fixed", "amount", "50"));
        draft("S-HJ-001", Map.of("regionCode", "433101", "form", "fixed", "amount", "50"));

        Answer refused = agency.post("/api/price-list/publications", Map.of());

        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/rule").asString()).isEqualTo("not-covered");
        assertThat(agency.get("/api/price-drafts").body().path("items").size()).isEqualTo(2);
        assertThat(agency.get("/api/price-list").number("total")).isZero();

        agency.http
                .delete()
                .uri("/api/price-drafts/S-HJ-001")
                .exchange()
                .expectStatus()
                .isNoContent();
        agency.http
                .delete()
                .uri("/api/price-drafts/S-HJ-001")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/not-found");
        assertThat(agency.post("/api/price-list/publications", Map.of()).number("published"))
                .isEqualTo(1);
        assertThat(agency.get("/api/price-drafts").body().path("items").size()).isZero();
    }

    private void draft(String item, Map<String, String> price) {
        agency.http
                .put()
                .uri("/api/price-drafts/" + item)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(price)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    private static List<String> kinds(Applicant agency) {
        return agency.get("/api/tasks").body().path("items").findValuesAsString("kind");
    }

    private long priceEvents() {
        return Scratch.count(
                "select count(*) from event where entity_type = 'price' and public_body ->> 'uscc' = ?",
                agency.uscc);
    }

    private byte[] export(String format) {
        return PriceFiles.export(agency, format);
    }

    private Answer send(String name, byte[] content, String key) {
        return PriceFiles.send(agency, name, content, "", key);
    }
}
