package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.People.Person;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that creates may be sent again under its {@code Idempotency-Key}: one thing is made.
 */
class RepeatedRequestsTest {

    /** What answers 201 without a key, and why that is right. */
    private static final List<String> WITHOUT_A_KEY =
            List.of(
                    // each is a secret of its own that runs out; the one before is taken back
                    "/api/tokens", "/api/accounts/{username}/reset-tokens");

    private final Market market = Scratch.market();
    private final People people = People.of(market);

    @Test
    void everyRouteThatCreatesTakesAKey() {
        var document =
                JsonMapper.shared()
                        .readTree(
                                market.http()
                                        .get()
                                        .uri("/api/openapi.json")
                                        .exchange()
                                        .expectBody()
                                        .returnResult()
                                        .getResponseBody());
        var without = new TreeSet<String>();
        for (var path : document.get("paths").properties()) {
            var post = path.getValue().path("post");
            if (post.at("/responses/201").isMissingNode()) {
                continue;
            }
            if (post.path("parameters")
                    .valueStream()
                    .noneMatch(p -> p.path("name").asString().equals("Idempotency-Key"))) {
                without.add(path.getKey());
            }
        }

        assertThat(without).containsExactlyInAnyOrderElementsOf(WITHOUT_A_KEY);
    }

    @Test
    void twentyRegistrationsUnderOneKeyMakeOneOrganisationAndEachIsSignedIn() {
        var asked = People.application("twenty" + System.nanoTime(), "agency", People.uscc(), "同一");
        String username = (String) asked.get("username");

        var answers =
                twenty(() ->
                        market.http()
                                .post()
                                .uri("/api/registrations")
                                .header("Idempotency-Key", username)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(asked)
                                .exchange()
                                .expectBody(String.class)
                                .returnResult());

        assertThat(answers).allMatch(answer -> answer.getStatus().value() == 201);
        assertThat(
                        answers.stream()
                                .map(a ->
                                        JsonMapper.shared()
                                                .readTree(a.getResponseBody())
                                                .at("/capacity/id")
                                                .asString())
                                .distinct())
                .hasSize(1);
        assertThat(
                        answers.stream()
                                .map(a -> a.getResponseCookies().getFirst("mingjia_session"))
                                .map(cookie -> cookie.getValue())
                                .distinct())
                .as("a session is nobody's to repeat")
                .hasSize(20);
        assertThat(kept(username)).hasSize(1).noneMatch(text -> text.contains(People.PASSWORD));
    }

    @Test
    void aRegistrationIsRepeatedToWhoKnowsThePasswordOnly() {
        var asked = People.application("again" + System.nanoTime(), "agency", People.uscc(), "再来");
        String username = (String) asked.get("username");
        var wrong = new java.util.HashMap<>(asked);
        wrong.put("password", "another password of somebody");
        var other = new java.util.HashMap<>(asked);
        other.put("displayName", "另一人");

        assertThat(post(market.http(), "/api/registrations", username, asked).status())
                .isEqualTo(201);

        assertThat(post(market.http(), "/api/registrations", username, wrong).status())
                .isEqualTo(401);
        assertThat(post(market.http(), "/api/registrations", username, other).problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(post(market.http(), "/api/registrations", username + "x", asked).status())
                .isEqualTo(409);
        assertThat(post(market.http(), "/api/registrations", username, asked).status())
                .isEqualTo(201);
    }

    @Test
    void aKeysSecretIsSaidOnceAndKeptNowhere() {
        Person manager = people.agency();
        var wish = Map.of("name", "价格系统", "scopes", List.of("prices:write"));
        String key = "key of " + manager.username();

        Answer first = post(manager.http(), "/api/organisation/keys", key, wish);
        Answer again = post(manager.http(), "/api/organisation/keys", key, wish);

        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(first.text("key")).startsWith("mjk_");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.body().path("key").isNull()).isTrue();
        assertThat(kept(key)).hasSize(1).noneMatch(text -> text.contains(first.text("key")));
        assertThat(manager.get("/api/organisation/keys").body().path("items").size()).isEqualTo(1);
    }

    @Test
    void aChargeCheckIsRepeatedToWhoAsksTheSame() {
        var question =
                Map.of(
                        "itemCode",
                        "S-HJ-003",
                        "chargedOn",
                        Scratch.day(0),
                        "amountFen",
                        100,
                        "payer",
                        "enterprise");
        var another =
                Map.of(
                        "itemCode",
                        "S-HJ-003",
                        "chargedOn",
                        Scratch.day(0),
                        "amountFen",
                        200,
                        "payer",
                        "enterprise");
        String key = "check " + System.nanoTime();

        Answer first = post(market.http(), "/api/charge-checks", key, question);

        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(post(market.http(), "/api/charge-checks", key, question).text("id"))
                .isEqualTo(first.text("id"));
        assertThat(post(market.http(), "/api/charge-checks", key, another).text("id"))
                .as("somebody else's key is no obstacle, and tells nothing")
                .hasSize(36)
                .isNotEqualTo(first.text("id"));
        assertThat(
                        Scratch.count(
                                "select count(*) from charge_check where id = ?::uuid"
                                        + " and abs(extract(epoch from at - (body ->> 'at')::timestamptz)) < 0.001",
                                first.text("id")))
                .as("the answer's time is the record's, by the database's clock")
                .isEqualTo(1);
    }

    @Test
    void twentyPricesUnderOneKeyAreOneAndAnotherPriceUnderItIsRefused() {
        var agency = Applicant.register().paper("CMA").item("S-HJ-005").admitted();
        var price = price("1660.50");
        String key = "price of " + agency.uscc;

        var answers = twenty(() -> post(agency.http, "/api/price-entries", key, price));

        assertThat(answers).as("%s", answers.getFirst()).allMatch(a -> a.status() == 201);
        assertThat(answers.stream().map(a -> a.text("id")).distinct()).hasSize(1);
        assertThat(post(agency.http, "/api/price-entries", key, price("1700")).problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(
                        Scratch.count(
                                "select count(*) from price_entry p join organisation o on o.id = p.agency_id where o.uscc = ?",
                                agency.uscc))
                .isEqualTo(1);
    }

    @Test
    void aSanctionAndAFileAreMadeOnce() {
        var agency = Applicant.register().paper("CMA").item("S-HJ-005").admitted();
        String key = "once " + agency.uscc;
        var warning = Map.of("kind", "warning", "ground", "未按时提交报告", "document", "州市监罚〔2026〕4号");
        String sanctions = "/api/agencies/" + agency.uscc + "/sanctions";

        assertThat(post(market.operator(), sanctions, key, warning).text("id"))
                .isNotEmpty()
                .isEqualTo(post(market.operator(), sanctions, key, warning).text("id"));
        assertThat(agency.page().body().path("sanctions").size()).isEqualTo(1);

        assertThat(upload(agency, key).text("id"))
                .hasSize(36)
                .isEqualTo(upload(agency, key).text("id"));
    }

    private static Map<String, String> price(String amount) {
        return Map.of(
                "itemCode", "S-HJ-005", "regionCode", "433101", "form", "fixed", "amount", amount);
    }

    private static Answer upload(Applicant agency, String key) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", Applicant.A_PDF).filename("证书.pdf");
        return Answer.of(
                agency.http
                        .post()
                        .uri("/api/files")
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(BodyInserters.fromMultipartData(parts.build()))
                        .exchange());
    }

    private static Answer post(WebTestClient by, String address, String key, Object body) {
        return Answer.of(
                by.post()
                        .uri(address)
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }

    private static <T> List<T> twenty(Supplier<T> work) {
        return IntStream.range(0, 20).mapToObj(_ -> Scratch.beside(work)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** What is kept under a key, whoever's. */
    private static List<String> kept(String key) {
        String all =
                Scratch.ask(
                        "select string_agg(actor || ' ' || request || ' ' || body, e'\\n') from idempotency_key where key = ?",
                        key);
        return all == null ? List.of() : all.lines().toList();
    }
}
