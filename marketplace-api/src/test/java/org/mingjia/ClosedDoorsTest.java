package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is not there for anyone, and what wrong credentials open: nothing. */
class ClosedDoorsTest {

    /** Method and address, then the status for: nobody, a wrong password, the operator. */
    private static final String REFUSED =
            """
            POST   /api/items                  401 401 403
            PUT    /api/items/S-HJ-001         401 401 403
            PATCH  /api/items/S-HJ-001         401 401 403
            DELETE /api/items/S-HJ-001         401 401 403
            POST   /api/acts                   401 401 403
            DELETE /api/price-rules/R-ZB-G-2003 401 401 403
            POST   /api/price-rules            401 401 403
            POST   /api/regions                401 401 403
            POST   /api/changes                401 401 403
            POST   /api/search                 401 401 403
            GET    /api/search/rebuilds        405 401 405
            DELETE /api/imports                401 401 403
            PUT    /api/imports/00000000-0000-0000-0000-000000000000 401 401 403
            GET    /api                        404 401 404
            GET    /api/nothing                404 401 404
            GET    /api/items/S-HJ-001/quotes  405 401 405
            GET    /actuator/env               401 401 403
            GET    /actuator/heapdump          401 401 403
            GET    /actuator/threaddump        401 401 403
            GET    /actuator/beans             401 401 403
            GET    /actuator/loggers           401 401 403
            GET    /actuator/configprops       401 401 403
            GET    /actuator/metrics           401 401 403
            POST   /actuator/shutdown          401 401 403
            POST   /actuator/health            401 401 403
            POST   /                           401 401 403
            PUT    /assets/nothing.js          401 401 403
            GET    /assets/nothing.js          404 401 404
            GET    /assets/..%2F..%2Fapplication.yaml 400 400 400
            GET    /application.yaml           404 401 404
            GET    /db/migration/V001__platform.sql 404 401 404
            GET    /swagger-ui.html            404 401 404
            GET    /v3/api-docs                404 401 404
            GET    /h2-console                 404 401 404
            """;

    private final Market market = Market.shared();

    /** One line. */
    record Door(HttpMethod method, String address, List<Integer> statuses) {

        static Door of(String line) {
            String[] cells = line.strip().split("\\s+");
            return new Door(
                    HttpMethod.valueOf(cells[0]),
                    cells[1],
                    Stream.of(cells).skip(2).map(Integer::valueOf).toList());
        }

        @Override
        public String toString() {
            return method + " " + address;
        }
    }

    static Stream<Door> doors() {
        return REFUSED.lines().map(Door::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void whatIsNotThereIsNotThereForAnyone(Door door) {
        var asked = List.of(market.http(), withWrongPassword(), market.operator());

        assertThat(asked.stream().map(by -> status(by, door.method(), door.address())).toList())
                .as("nobody, wrong password, operator")
                .isEqualTo(door.statuses());
    }

    @Test
    void wrongCredentialsAreRefusedOnEveryRouteOpenOrNot() {
        var liar =
                market.http().mutate().defaultHeader("Authorization", "Bearer mjk_made-up").build();
        var wrong = new SoftAssertions();
        for (var line : AuthorisationTable.lines()) {
            String address = line.path().replaceAll("\\{[^}]*}", "x");
            wrong.assertThat(status(liar, line.method(), address)).as("%s", line).isEqualTo(401);
        }
        wrong.assertThat(status(withWrongPassword(), HttpMethod.GET, "/api/overview"))
                .isEqualTo(401);
        wrong.assertAll();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePortalsPagesAreOpenToEveryone(String page) {
        assertThat(status(market.http(), HttpMethod.GET, page)).isIn(200, 404);
        market.http()
                .post()
                .uri(page)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", "Bearer .*");
    }

    static Stream<String> pages() {
        return Stream.of(
                "/", "/search", "/acts", "/items", "/items/S-HJ-001", "/about/numbers", "/docs");
    }

    private WebTestClient withWrongPassword() {
        return market.http()
                .mutate()
                .defaultHeaders(headers -> headers.setBasicAuth("nobody", "wrong"))
                .build();
    }

    private int status(WebTestClient by, HttpMethod method, String address) {
        var request =
                by.method(method)
                        .uri(URI.create(market.url() + address))
                        .accept(MediaType.APPLICATION_JSON, MediaType.ALL);
        if (method.equals(HttpMethod.POST)) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue("{}");
        }
        return request.exchange().returnResult(Void.class).getStatus().value();
    }
}
