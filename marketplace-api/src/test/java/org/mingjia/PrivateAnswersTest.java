package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What only some may read is kept by no cache that others share; every such route is walked. */
class PrivateAnswersTest {

    private static final Map<String, String> NAMES =
            Map.of(
                    "uscc", "91430000DEM000014T",
                    "username", "operator",
                    "code", "S-HJ-001",
                    "itemCode", "S-HJ-001",
                    "lineNo", "1",
                    "position", "1");

    private static Map<Audience, WebTestClient> people;

    /** An address, and who may read it. */
    record Reading(String route, Audience audience) {

        String address() {
            String address = route.replace("{lot}", "1");
            for (var name : NAMES.entrySet()) {
                address = address.replace("{" + name.getKey() + "}", name.getValue());
            }
            return address.replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000");
        }

        @Override
        public String toString() {
            return route + " as " + audience;
        }
    }

    @BeforeAll
    static void somebodyOfEveryRole() {
        var all = People.of(Scratch.market());
        people =
                Map.of(
                        Audience.SIGNED_IN, all.enterprise().http(),
                        Audience.ENTERPRISE, all.enterprise().http(),
                        Audience.AGENCY, all.agency().http(),
                        Audience.OPERATOR, Scratch.market().operator(),
                        Audience.REGULATOR, all.regulator().http());
    }

    static Stream<Reading> privateReadings() {
        var mapping =
                Scratch.market()
                        .context()
                        .getBean(
                                "requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(handler ->
                        handler.getKey()
                                .getMethodsCondition()
                                .getMethods()
                                .contains(RequestMethod.GET))
                .flatMap(handler -> {
                    var access = handler.getValue().getMethodAnnotation(Access.class);
                    return access == null
                                    || Arrays.asList(access.value()).contains(Audience.EVERYONE)
                            ? Stream.<Reading>of()
                            : handler.getKey().getPatternsCondition().getPatterns().stream()
                                    .flatMap(pattern ->
                                            Stream.of(access.value())
                                                    .map(audience ->
                                                            new Reading(
                                                                    pattern.getPatternString(),
                                                                    audience)));
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("privateReadings")
    void aPrivateAnswerIsForNobodyElse(Reading reading) {
        var answer =
                people.get(reading.audience())
                        .get()
                        .uri(reading.address())
                        .accept(MediaType.ALL)
                        .exchange()
                        .returnResult(byte[].class);

        assertThat(answer.getStatus().value())
                .as("past the gate, so that it is the answer that is looked at")
                .isIn(200, 404, 422);
        String said = answer.getResponseHeaders().getFirst(HttpHeaders.CACHE_CONTROL);
        assertThat(said).as("%s", answer.getStatus()).matches("private, no-cache|no-store");
    }

    @Test
    void theWalkFindsWhatIsKnownToBePrivate() {
        assertThat(privateReadings().map(Reading::route))
                .contains(
                        "/api/accounts",
                        "/api/tasks",
                        "/api/price-list",
                        "/api/organisation/keys",
                        "/api/organisation/members",
                        "/api/agency-application",
                        "/api/agency-applications",
                        "/api/imports");
    }

    @Test
    void anAnswerThatTheReaderHasAlreadyIsAsPrivate() {
        var reader = people.get(Audience.AGENCY);
        String tag =
                reader.get()
                        .uri("/api/price-list")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(byte[].class)
                        .getResponseHeaders()
                        .getETag();

        reader.get()
                .uri("/api/price-list")
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    @Test
    void whatEveryoneMayReadMayBeKept() {
        Scratch.market()
                .operator()
                .get()
                .uri("/api/items")
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache, public");
    }
}
