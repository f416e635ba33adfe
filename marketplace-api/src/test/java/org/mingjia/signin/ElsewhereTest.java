package org.mingjia.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Market;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Signing in at a real issuer: with a browser, and with a machine's token. */
class ElsewhereTest {

    private static SmallIssuer issuer;
    private static Market market;

    @BeforeAll
    static void start() {
        issuer = SmallIssuer.start();
        market =
                Scratch.beside(
                        "--mingjia.sign-in.oidc[0].id=gov",
                        "--mingjia.sign-in.oidc[0].name=政务统一身份",
                        "--mingjia.sign-in.oidc[0].issuer=" + issuer.url(),
                        "--mingjia.sign-in.oidc[0].client-id=" + SmallIssuer.CLIENT,
                        "--mingjia.sign-in.oidc[0].client-secret=" + SmallIssuer.SECRET);
    }

    @AfterAll
    static void stop() {
        // the market stays up: closing one would take the event loops from under all of this JVM's
        issuer.close();
    }

    private static EntityExchangeResult<byte[]> get(String address, String... cookies) {
        var request = market.http().get().uri(URI.create(address));
        for (String cookie : cookies) {
            request.header("Cookie", cookie);
        }
        return request.exchange().expectBody().returnResult();
    }

    private static String cookie(EntityExchangeResult<?> from, String name) {
        var cookie = from.getResponseCookies().getFirst(name);
        return cookie == null ? "" : name + "=" + cookie.getValue();
    }

    private static EntityExchangeResult<byte[]> signIn(String subject) {
        return signIn(subject, "");
    }

    /** From our page to theirs and back, as a browser goes; the last answer. */
    private static EntityExchangeResult<byte[]> signIn(String subject, String query) {
        issuer.becomes(subject);
        var left = get(market.url() + "/api/session/oidc/gov" + query);
        assertThat(left.getStatus().value()).isEqualTo(302);
        URI there = left.getResponseHeaders().getLocation();
        assertThat(SmallIssuer.query(there)).containsEntry("code_challenge_method", "S256");
        var agreed = WebTestClient.bindToServer().build().get().uri(there).exchange();
        URI back = agreed.returnResult(Void.class).getResponseHeaders().getLocation();
        return get(back.toString(), cookie(left, "mingjia_oidc"));
    }

    private static Answer session(String cookie) {
        return Answer.of(
                market.http().get().uri("/api/session").header("Cookie", cookie).exchange());
    }

    @Test
    void whoSignsInElsewhereGetsTheSameSessionAndIsKnownAgain() {
        var first = signIn("person-1");
        var again = signIn("person-1");
        var other = signIn("person-2");

        assertThat(first.getStatus().value()).isEqualTo(302);
        String name =
                session(cookie(first, "mingjia_session")).body().at("/account/username").asString();
        assertThat(name).startsWith("gov-");
        assertThat(
                        session(cookie(again, "mingjia_session"))
                                .body()
                                .at("/account/username")
                                .asString())
                .isEqualTo(name);
        assertThat(
                        session(cookie(other, "mingjia_session"))
                                .body()
                                .at("/account/username")
                                .asString())
                .isNotEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "/workbench/prices?x=%E7%8E%AF%23a, /workbench/prices?x=%E7%8E%AF%23a",
        "https://elsewhere.example/, /workbench",
        "//elsewhere.example/, /workbench",
        "/\\elsewhere.example/, /workbench",
        "'', /workbench",
    })
    void oneGoesOnWhereOneWantedToGoOnThisSite(String next, String place) {
        var back = signIn("person-1", "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));

        assertThat(back.getResponseHeaders().getLocation()).isEqualTo(URI.create(place));
        assertThat(cookie(back, "mingjia_session")).isNotEmpty();
    }

    @Test
    void theSessionSaysThatOneMaySignInThere() {
        Answer session = Answer.of(market.http().get().uri("/api/session").exchange());

        assertThat(session.body().at("/signIn/oidc/0/id").asString()).isEqualTo("gov");
        assertThat(session.body().at("/signIn/oidc/0/name").asString()).isEqualTo("政务统一身份");
    }

    @Test
    void whatDidNotBeginHereIsRefused() {
        issuer.becomes("person-3");
        var left = get(market.url() + "/api/session/oidc/gov");
        URI there = left.getResponseHeaders().getLocation();
        URI back =
                WebTestClient.bindToServer()
                        .build()
                        .get()
                        .uri(there)
                        .exchange()
                        .returnResult(Void.class)
                        .getResponseHeaders()
                        .getLocation();

        for (String cookie : List.of("", "mingjia_oidc=forged", "mingjia_oidc=%%%")) {
            var refused = get(back.toString(), cookie);

            assertThat(refused.getResponseHeaders().getLocation())
                    .as(cookie)
                    .isEqualTo(URI.create("/sign-in?failed=state-mismatch"));
            assertThat(cookie(refused, "mingjia_session")).isEmpty();
        }
        var otherState =
                get(
                        market.url() + "/api/session/oidc/gov/callback?code=x&state=other",
                        cookie(left, "mingjia_oidc"));
        assertThat(otherState.getResponseHeaders().getLocation())
                .isEqualTo(URI.create("/sign-in?failed=state-mismatch"));
    }

    @Test
    void aCodeIsOfNoUseASecondTime() {
        issuer.becomes("person-4");
        var left = get(market.url() + "/api/session/oidc/gov");
        URI back =
                WebTestClient.bindToServer()
                        .build()
                        .get()
                        .uri(left.getResponseHeaders().getLocation())
                        .exchange()
                        .returnResult(Void.class)
                        .getResponseHeaders()
                        .getLocation();
        String kept = cookie(left, "mingjia_oidc");

        assertThat(cookie(get(back.toString(), kept), "mingjia_session")).isNotEmpty();
        var again = get(back.toString(), kept);
        assertThat(again.getResponseHeaders().getLocation().getPath()).isEqualTo("/sign-in");
        assertThat(cookie(again, "mingjia_session")).isEmpty();
    }

    @Test
    void aMachineActsWithATokenOfTheIssuerWithinItsScopes() {
        String name =
                session(cookie(signIn("machine-1"), "mingjia_session"))
                        .body()
                        .at("/account/username")
                        .asString();
        market.operator()
                .post()
                .uri("/api/accounts/" + name + "/capacities")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("role", "operator"))
                .exchange()
                .expectStatus()
                .isCreated();

        assertThat(imports(token("machine-1", SmallIssuer.CLIENT, "catalogue:write")))
                .isEqualTo(200);
        assertThat(imports(token("machine-1", SmallIssuer.CLIENT, "read"))).isEqualTo(403);
        assertThat(imports(token("machine-1", SmallIssuer.CLIENT, "*"))).isEqualTo(403);
        assertThat(imports(token("machine-1", "another market", "catalogue:write"))).isEqualTo(401);
        assertThat(imports(token("machine-2", SmallIssuer.CLIENT, "catalogue:write")))
                .isEqualTo(401);
        String right = token("machine-1", SmallIssuer.CLIENT, "catalogue:write");
        assertThat(imports(right.substring(0, right.length() - 6) + "AAAAAA")).isEqualTo(401);
    }

    private static String token(String subject, String audience, String scope) {
        return issuer.signed(Map.of("sub", subject, "aud", audience, "scope", scope));
    }

    private static int imports(String token) {
        return market.http()
                .get()
                .uri("/api/imports")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
