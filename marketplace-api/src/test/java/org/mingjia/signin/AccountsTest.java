package org.mingjia.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class AccountsTest {

    private final WebTestClient http = Scratch.market().http();
    private final WebTestClient operator = Scratch.market().operator();
    private final People people = People.of(Scratch.market());

    private static Answer post(WebTestClient by, String address, Object body, String... header) {
        var request = by.post().uri(address).contentType(MediaType.APPLICATION_JSON);
        if (header.length == 2) {
            request.header(header[0], header[1]);
        }
        return Answer.of(request.bodyValue(body).exchange());
    }

    private static boolean isSignedIn(Person person) {
        return !person.get("/api/session").body().path("account").isNull();
    }

    private Answer bearer(String secret, String method, String address) {
        return Answer.of(
                http.method(org.springframework.http.HttpMethod.valueOf(method))
                        .uri(address)
                        .header("Authorization", "Bearer " + secret)
                        .exchange());
    }

    private String key(Person manager, String... scopes) {
        return manager.post(
                        "/api/organisation/keys",
                        Map.of("name", "对接系统", "scopes", List.of(scopes)))
                .text("key");
    }

    @Test
    void aRegulatorActsWithinADepartmentAndARegion() {
        Person regulator = people.regulator();

        Answer session = regulator.get("/api/session");

        assertThat(session.body().at("/capacity/department/code").asString())
                .isEqualTo("433100-FGW");
        assertThat(session.body().at("/capacity/region/code").asString()).isEqualTo("433100");
    }

    @Test
    void aChangedPasswordEndsEverySessionAndTheOldPassword() {
        Person here = people.enterprise();
        Person there = people.signIn(here.username(), People.PASSWORD);

        Answer changed =
                here.post(
                        "/api/password-changes",
                        Map.of(
                                "currentPassword",
                                People.PASSWORD,
                                "newPassword",
                                "quite another one"));

        assertThat(changed.status()).isEqualTo(204);
        assertThat(isSignedIn(here)).isFalse();
        assertThat(isSignedIn(there)).isFalse();
        assertThat(
                        post(
                                        http,
                                        "/api/session",
                                        Map.of(
                                                "username",
                                                here.username(),
                                                "password",
                                                People.PASSWORD))
                                .status())
                .isEqualTo(401);
        assertThat(isSignedIn(people.signIn(here.username(), "quite another one"))).isTrue();
    }

    @Test
    void aWrongCurrentPasswordChangesNothing() {
        Person person = people.enterprise();

        Answer refused =
                person.post(
                        "/api/password-changes",
                        Map.of("currentPassword", "guess", "newPassword", "quite another one"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString())
                .isEqualTo("#/currentPassword");
        assertThat(isSignedIn(person)).isTrue();
    }

    @Test
    void aResetCodeIsGoodOnce() {
        Person person = people.agency();
        String code =
                post(operator, "/api/accounts/" + person.username() + "/reset-tokens", Map.of())
                        .text("token");
        var reset = Map.of("token", code, "newPassword", "quite another one");

        assertThat(post(http, "/api/password-resets", reset).status()).isEqualTo(204);
        assertThat(post(http, "/api/password-resets", reset).problem()).isEqualTo("code-refused");
        assertThat(isSignedIn(person)).isFalse();
        assertThat(isSignedIn(people.signIn(person.username(), "quite another one"))).isTrue();
    }

    @Test
    void grantingAndEndingACapacityEndsTheSessionsOfTheAccountAtOnce() {
        Person manager = people.agency();
        Person other = people.enterprise();

        Answer granted =
                manager.post("/api/organisation/members", Map.of("username", other.username()));

        assertThat(granted.status()).isEqualTo(201);
        assertThat(isSignedIn(other)).isFalse();
        Person again = people.signIn(other.username(), People.PASSWORD);
        assertThat(again.session().path("capacities").size()).isEqualTo(2);
        Answer switched =
                Answer.of(
                        again.http()
                                .put()
                                .uri("/api/session/capacity")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of("capacityId", granted.text("id")))
                                .exchange());
        assertThat(switched.body().at("/capacity/organisation/uscc").asString())
                .isEqualTo(manager.uscc());
        manager.http()
                .delete()
                .uri("/api/organisation/members/" + granted.text("id"))
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(isSignedIn(again)).isFalse();
    }

    @Test
    void nobodyReachesIntoAnotherOrganisation() {
        Person manager = people.agency();
        Person stranger = people.agency();
        String key =
                manager.post("/api/organisation/keys", Map.of("name", "甲", "scopes", List.of("read")))
                        .text("id");

        stranger.http()
                .delete()
                .uri("/api/organisation/keys/" + key)
                .exchange()
                .expectStatus()
                .isNotFound();
        stranger.http()
                .delete()
                .uri("/api/organisation/members/" + manager.capacityId())
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(
                        Answer.of(
                                        stranger.http()
                                                .put()
                                                .uri("/api/session/capacity")
                                                .contentType(MediaType.APPLICATION_JSON)
                                                .bodyValue(
                                                        Map.of("capacityId", manager.capacityId()))
                                                .exchange())
                                .status())
                .isEqualTo(404);
    }

    @Test
    void theLastManagerCannotBeRemoved() {
        Person manager = people.agency();

        manager.http()
                .delete()
                .uri("/api/organisation/members/" + manager.capacityId())
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(isSignedIn(manager)).isTrue();
    }

    @Test
    void aKeyMayWhatItsScopesSayAndIsRevokedAtOnceWithItsTokens() {
        Person manager = people.agency();
        String reading = key(manager, "read");
        String writing = key(manager, "prices:write");
        String token = bearer(reading, "POST", "/api/tokens").text("token");

        assertThat(bearer(reading, "GET", "/api/organisation/members").status()).isEqualTo(200);
        assertThat(bearer(token, "GET", "/api/organisation/members").status()).isEqualTo(200);
        assertThat(bearer(writing, "GET", "/api/organisation/members").status()).isEqualTo(403);
        assertThat(bearer(token, "POST", "/api/tokens").status()).isEqualTo(403);
        assertThat(bearer(reading, "GET", "/api/organisation/keys").status()).isEqualTo(403);

        for (var known : manager.get("/api/organisation/keys").body().path("items")) {
            manager.http()
                    .delete()
                    .uri("/api/organisation/keys/" + known.path("id").asString())
                    .exchange()
                    .expectStatus()
                    .isNoContent();
        }
        assertThat(bearer(reading, "GET", "/api/organisation/members").status()).isEqualTo(401);
        assertThat(bearer(token, "GET", "/api/organisation/members").status()).isEqualTo(401);
    }

    @Test
    void twentyRepeatsUnderOneKeyCreateOneAccountAndOtherContentIsRefused() {
        String username = "repeated" + System.nanoTime();
        var body =
                Map.of(
                        "username",
                        username,
                        "displayName",
                        "某人",
                        "role",
                        "operator");

        var answers =
                IntStream.range(0, 20)
                        .mapToObj(_ ->
                                Scratch.beside(() ->
                                        post(
                                                operator,
                                                "/api/accounts",
                                                body,
                                                "Idempotency-Key",
                                                username)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.text("capacityId")).distinct()).hasSize(1);
        assertThat(
                        post(
                                        operator,
                                        "/api/accounts",
                                        Map.of(
                                                "username",
                                                username + "x",
                                                "displayName",
                                                "某人",
                                                "role",
                                                "operator"),
                                        "Idempotency-Key",
                                        username)
                                .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void onlyTheOperatorKeepsAccounts() {
        Person manager = people.agency();

        assertThat(manager.get("/api/accounts").status()).isEqualTo(403);
        assertThat(people.regulator().get("/api/accounts").status()).isEqualTo(403);
        assertThat(
                        manager.post(
                                        "/api/accounts/" + manager.username() + "/capacities",
                                        Map.of("role", "operator"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void accountsAreNoPublicNews() {
        Person manager = people.agency();
        Scratch.waitUntilIndexed();

        assertThat(
                        Answer.of(http.get().uri("/api/changes?limit=500").exchange())
                                .body()
                                .toString())
                .doesNotContain(manager.username());
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'organisation.registered'"
                                        + " and entity_code = ?",
                                manager.uscc()))
                .isEqualTo(1);
    }
}
