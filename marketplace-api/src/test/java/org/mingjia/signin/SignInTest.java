package org.mingjia.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class SignInTest {

    private final WebTestClient http = Scratch.market().http();
    private final People people = People.of(Scratch.market());

    private Answer post(String address, Object body) {
        return Answer.of(
                http.post()
                        .uri(address)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }

    private Answer signIn(String username, String password) {
        return post("/api/session", Map.of("username", username, "password", password));
    }

    @Test
    void whoRegistersIsSignedInAndManagesTheOrganisation() {
        Person manager = people.agency();

        Answer session = manager.get("/api/session");

        assertThat(session.body().at("/account/username").asString()).isEqualTo(manager.username());
        assertThat(session.body().at("/capacity/role").asString()).isEqualTo("agency");
        assertThat(session.body().at("/capacity/manager").asBoolean()).isTrue();
        assertThat(session.body().at("/capacity/organisation/uscc").asString())
                .isEqualTo(manager.uscc());
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
        Person manager = people.enterprise();

        http.post()
                .uri("/api/session")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", manager.username(), "password", People.PASSWORD))
                .exchange()
                .expectCookie()
                .httpOnly("mingjia_session", true)
                .expectCookie()
                .sameSite("mingjia_session", "Strict");
    }

    @Test
    void aCodeIsRegisteredOnceHoweverItIsWrittenAndHoweverManyTryAtOnce() {
        String uscc = People.uscc();
        var statuses =
                IntStream.range(0, 20)
                        .mapToObj(n ->
                                Scratch.beside(() ->
                                        post(
                                                        "/api/registrations",
                                                        People.application(
                                                                "crowd"
                                                                        + n
                                                                        + uscc.toLowerCase(
                                                                                java.util.Locale
                                                                                        .ROOT),
                                                                "enterprise",
                                                                n % 2 == 0
                                                                        ? uscc
                                                                        : uscc.toLowerCase(
                                                                                java.util.Locale
                                                                                        .ROOT),
                                                                "试验企业"))
                                                .status()))
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(Scratch.count("select count(*) from organisation where uscc = ?", uscc))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "91430000DEM000014U, uscc-check-digit",
        // the whole is as the standard has it, the body's own check digit is not
        "91433100000000175H, uscc-check-digit",
        "91430000DEM00I014T, uscc-letter",
        "91430000DEM00O014T, uscc-letter",
        "91430000DEM00S014T, uscc-letter",
        "91430000DEM00V014T, uscc-letter",
        "91430000DEM00Z014T, uscc-letter",
        "91430000dem00o014t, uscc-letter",
        "9143, uscc-length",
        "９1430000DEM000014T, uscc-character"
    })
    void aCodeThatIsNoneIsRefusedAtItsField(String uscc, String rule) {
        Answer answer =
                post("/api/registrations", People.application("someone", "agency", uscc, "试验中介机构"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asString())
                .isEqualTo("#/organisation/uscc");
        assertThat(answer.body().at("/errors/0/rule").asString()).isEqualTo(rule);
        assertThat(Scratch.count("select count(*) from account where username = 'someone'"))
                .isZero();
    }

    @Test
    void aCodeInLowerCaseIsKeptInUpperCase() {
        String uscc = withALetter();

        Answer made =
                post(
                        "/api/registrations",
                        People.application(
                                "lower" + System.nanoTime(),
                                "agency",
                                uscc.toLowerCase(java.util.Locale.ROOT),
                                "试验中介机构"));

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.body().at("/capacity/organisation/uscc").asString()).isEqualTo(uscc);
        assertThat(Scratch.count("select count(*) from organisation where uscc = ?", uscc)).isOne();
    }

    private static String withALetter() {
        String code = People.uscc();
        while (code.matches("[0-9]+")) {
            code = People.uscc();
        }
        return code;
    }

    @Test
    void theDatabaseRefusesAWrongCodeFromWhomever() {
        Scratch.market();
        assertThatThrownBy(
                        () -> {
                            try (var owner = Scratch.owner();
                                    var insert =
                                            owner.prepareStatement(
                                                    "insert into organisation (kind, uscc, name)"
                                                            + " values ('legal_person', '91430000DEM000014U', '假的')")) {
                                insert.executeUpdate();
                            }
                        })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("uscc_has_its_check_digits");
    }

    @Test
    void anUnknownNameAndAWrongPasswordGetTheSameAnswer() {
        Person known = people.enterprise();

        Answer wrong = signIn(known.username(), "not the password");
        Answer unknown = signIn("nobody-at-all", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        for (String member : new String[] {"type", "title", "detail"}) {
            assertThat(wrong.text(member)).isEqualTo(unknown.text(member));
        }
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneIsRefusedLikeAWrongOne() {
        Person known = people.enterprise();
        IntStream.range(0, 5).forEach(n -> signIn(known.username(), "wrong password " + n));

        Answer locked = signIn(known.username(), People.PASSWORD);

        assertThat(locked.status()).isEqualTo(401);
        assertThat(locked.problem()).isEqualTo("credentials-refused");
        assertThat(known.get("/api/session").body().at("/account/username").asString())
                .as("a session goes on: others cannot sign one out")
                .isEqualTo(known.username());
    }

    @Test
    void aWriteWithoutTheTokenAgainstForgeryIsRefused() {
        Person known = people.enterprise();

        http.delete()
                .uri("/api/session")
                .header("Cookie", known.cookie())
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/csrf");
    }

    @Test
    void whoSignsOutIsNobody() {
        Person known = people.enterprise();

        known.http().delete().uri("/api/session").exchange().expectStatus().isNoContent();

        assertThat(known.get("/api/session").body().path("account").isNull()).isTrue();
    }

    @Test
    void aScriptActsWithNameAndPassword() {
        Person known = people.agency();

        http.get()
                .uri("/api/session")
                .headers(h -> h.setBasicAuth(known.username(), People.PASSWORD))
                .exchange()
                .expectBody()
                .jsonPath("$.capacity.id")
                .isEqualTo(known.capacityId());
        http.get()
                .uri("/api/session")
                .headers(h -> h.setBasicAuth(known.username(), People.PASSWORD))
                .header("Mingjia-Capacity", java.util.UUID.randomUUID().toString())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anotherSpellingOfAnAddressIsNoWayAround() {
        http.get()
                .uri(java.net.URI.create(Scratch.market().url() + "/api/%69mports"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void noPasswordAndNoSecretIsKept() {
        people.enterprise();

        assertThat(
                        Scratch.count(
                                "select count(*) from account where password_hash not like '$argon2id$%'"))
                .isZero();
    }
}
