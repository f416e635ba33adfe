package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import tools.jackson.databind.json.JsonMapper;

/** Default deny: every route, and what it answers to nobody, to a liar and to the operator. */
class AuthorisationTableTest {

    /**
     * Method, route, an address of it, then the status for: nobody, a wrong password, the operator.
     * 415 is past the gate: the body was no upload.
     */
    private static final String ROUTES =
            """
            GET  /api/overview                     /api/overview                              200 401 200
            GET  /api/regions                      /api/regions                               200 401 200
            GET  /api/regions/{code}               /api/regions/433100                        200 401 200
            GET  /api/departments                  /api/departments                           200 401 200
            GET  /api/departments/{code}           /api/departments/433100-STHJ               200 401 200
            GET  /api/acts                         /api/acts                                  200 401 200
            GET  /api/acts/{code}                  /api/acts/A-STHJ-001                       200 401 200
            GET  /api/items                        /api/items                                 200 401 200
            GET  /api/items/{code}                 /api/items/S-HJ-001                        200 401 200
            GET  /api/items/{code}/history         /api/items/S-HJ-001/history                200 401 200
            POST /api/items/{code}/quotes          /api/items/S-HJ-001/quotes                 200 401 200
            GET    /api/agencies/{uscc}/prices /api/agencies/91430000DEM000014T/prices 200 401 200
            GET    /api/agencies/{uscc}/prices/{itemCode}/history /api/agencies/91430000DEM000014T/prices/S-HJ-001/history 200 401 200
            GET    /api/price-entries/{id} /api/price-entries/00000000-0000-0000-0000-000000000000 404 401 404
            POST   /api/price-entries /api/price-entries 401 401 403
            POST   /api/price-entry-checks /api/price-entry-checks 401 401 403
            POST   /api/price-entries/{id}/withdrawals /api/price-entries/00000000-0000-0000-0000-000000000000/withdrawals 401 401 403
            POST   /api/price-entries/{id}/ends /api/price-entries/00000000-0000-0000-0000-000000000000/ends 401 401 403
            GET    /api/price-list /api/price-list 401 401 403
            GET    /api/price-list/template /api/price-list/template 401 401 403
            POST   /api/price-list/publications /api/price-list/publications 401 401 403
            POST   /api/price-list/imports /api/price-list/imports 401 401 403
            GET    /api/price-list/imports /api/price-list/imports 401 401 403
            GET    /api/price-list/imports/{id} /api/price-list/imports/00000000-0000-0000-0000-000000000000 401 401 403
            GET    /api/price-list/imports/{id}/files/{position} /api/price-list/imports/00000000-0000-0000-0000-000000000000/files/1 401 401 403
            POST   /api/price-list/imports/{id}/replays /api/price-list/imports/00000000-0000-0000-0000-000000000000/replays 401 401 403
            GET    /api/price-drafts /api/price-drafts 401 401 403
            PUT    /api/price-drafts/{itemCode} /api/price-drafts/S-HJ-001 401 401 403
            DELETE /api/price-drafts/{itemCode} /api/price-drafts/S-HJ-001 401 401 403
            GET  /api/items/{code}/offers          /api/items/S-HJ-001/offers                 200 401 200
            POST /api/charge-checks                /api/charge-checks                         422 401 422
            GET  /api/charge-checks/{id}           /api/charge-checks/00000000-0000-0000-0000-000000000000 404 401 404
            GET  /api/price-rules                  /api/price-rules                           200 401 200
            GET  /api/price-rules/{ruleId}         /api/price-rules/R-ZB-G-2003               200 401 200
            GET  /api/price-rules/{ruleId}/history /api/price-rules/R-ZB-G-2003/history       200 401 200
            GET  /api/price-rules/{ruleId}/curve   /api/price-rules/R-ZB-G-2003/curve?to=1000 200 401 200
            POST /api/price-rules/{ruleId}/quotes  /api/price-rules/R-ZB-G-2003/quotes        200 401 200
            GET  /api/working-days                 /api/working-days?from=2026-03-02&days=1   200 401 200
            GET  /api/calendar-days                /api/calendar-days                         200 401 200
            GET  /api/synonyms                     /api/synonyms                              200 401 200
            GET  /api/search                       /api/search?q=hp                           200 401 200
            GET  /api/suggestions                  /api/suggestions?q=hp                      200 401 200
            GET  /api/changes                      /api/changes                               200 401 200
            POST /api/search/rebuilds              /api/search/rebuilds                       401 401 200
            GET  /api/imports                      /api/imports                               401 401 200
            GET  /api/imports/{id}                 /api/imports/00000000-0000-0000-0000-000000000000 401 401 404
            POST /api/imports                      /api/imports                               401 401 415
            GET  /api/session                      /api/session                               200 401 200
            POST /api/session                      /api/session                               422 401 422
            GET  /api/session/oidc/{issuer}        /api/session/oidc/none                     404 401 404
            GET  /api/session/oidc/{issuer}/callback /api/session/oidc/none/callback          404 401 404
            DELETE /api/session                    /api/session                               401 401 204
            PUT  /api/session/capacity             /api/session/capacity                      401 401 400
            POST /api/registrations                /api/registrations                         422 401 422
            POST /api/password-changes             /api/password-changes                      401 401 422
            POST /api/password-resets              /api/password-resets                       422 401 422
            GET  /api/accounts                     /api/accounts                              401 401 200
            POST /api/accounts                     /api/accounts                              401 401 422
            POST /api/accounts/{username}/capacities /api/accounts/nobody/capacities          401 401 422
            DELETE /api/accounts/{username}/capacities/{id} /api/accounts/nobody/capacities/00000000-0000-0000-0000-000000000000 401 401 404
            POST /api/accounts/{username}/unlocks  /api/accounts/nobody/unlocks               401 401 404
            POST /api/accounts/{username}/reset-tokens /api/accounts/nobody/reset-tokens      401 401 404
            GET  /api/organisation/members         /api/organisation/members                  401 401 403
            POST /api/organisation/members         /api/organisation/members                  401 401 403
            DELETE /api/organisation/members/{capacityId} /api/organisation/members/00000000-0000-0000-0000-000000000000 401 401 403
            GET  /api/organisation/keys            /api/organisation/keys                     401 401 403
            POST /api/organisation/keys            /api/organisation/keys                     401 401 403
            DELETE /api/organisation/keys/{id}     /api/organisation/keys/00000000-0000-0000-0000-000000000000 401 401 403
            POST /api/tokens                       /api/tokens                                401 401 403
            GET  /api/qualification-kinds          /api/qualification-kinds                   200 401 200
            GET  /api/agency-application           /api/agency-application                    401 401 403
            PUT  /api/agency-application           /api/agency-application                    401 401 403
            POST /api/agency-application/submissions /api/agency-application/submissions      401 401 403
            GET  /api/agency-applications          /api/agency-applications                   401 401 200
            GET  /api/agency-applications/{uscc}   /api/agency-applications/91430000DEM000014T 401 401 404
            POST /api/agency-application-decisions /api/agency-application-decisions          401 401 422
            GET  /api/agencies                     /api/agencies                              200 401 200
            GET  /api/agencies/{uscc}              /api/agencies/91430000DEM000014T           404 401 404
            POST /api/agencies/{uscc}/sanctions    /api/agencies/91430000DEM000014T/sanctions 401 401 404
            POST /api/agencies/{uscc}/sanctions/{id}/lifts /api/agencies/91430000DEM000014T/sanctions/00000000-0000-0000-0000-000000000000/lifts 401 401 404
            POST /api/agencies/{uscc}/exits        /api/agencies/91430000DEM000014T/exits     401 401 404
            POST /api/files                        /api/files                                 401 401 415
            GET  /api/files/{id}                   /api/files/00000000-0000-0000-0000-000000000000 404 401 404
            GET  /api/tasks                        /api/tasks                                 401 401 200
            GET  /api/openapi.json                 /api/openapi.json                          200 401 200
            GET  /api/openapi.json.yaml            /api/openapi.json.yaml                     200 401 200
            GET  /actuator/health                  /actuator/health                           200 401 200
            GET  /actuator/health/{*path}          /actuator/health/liveness                  200 401 200
            GET  /actuator/health/{*path}          /actuator/health/readiness                 200 401 200
            GET  /actuator/prometheus              /actuator/prometheus                       200 401 200
            GET  /actuator                         /actuator                                  401 401 403
            """;

    /** What must not be there, for anyone. */
    private static final String REFUSED =
            """
            POST   -  /api/items                  401 401 403
            PUT    -  /api/items/S-HJ-001         401 401 403
            PATCH  -  /api/items/S-HJ-001         401 401 403
            DELETE -  /api/items/S-HJ-001         401 401 403
            POST   -  /api/acts                   401 401 403
            DELETE -  /api/price-rules/R-ZB-G-2003 401 401 403
            POST   -  /api/price-rules            401 401 403
            POST   -  /api/regions                401 401 403
            POST   -  /api/changes                401 401 403
            POST   -  /api/search                 401 401 403
            GET    -  /api/search/rebuilds        405 401 405
            DELETE -  /api/imports                401 401 403
            PUT    -  /api/imports/00000000-0000-0000-0000-000000000000 401 401 403
            GET    -  /api                        404 401 404
            GET    -  /api/nothing                404 401 404
            GET    -  /api/items/S-HJ-001/quotes  405 401 405
            GET    -  /actuator/env               401 401 403
            GET    -  /actuator/heapdump          401 401 403
            GET    -  /actuator/threaddump        401 401 403
            GET    -  /actuator/beans             401 401 403
            GET    -  /actuator/loggers           401 401 403
            GET    -  /actuator/configprops       401 401 403
            GET    -  /actuator/metrics           401 401 403
            POST   -  /actuator/shutdown          401 401 403
            POST   -  /actuator/health            401 401 403
            POST   -  /                           401 401 403
            PUT    -  /assets/nothing.js          401 401 403
            GET    -  /assets/nothing.js          404 401 404
            GET    -  /assets/..%2F..%2Fapplication.yaml 400 400 400
            GET    -  /application.yaml           404 401 404
            GET    -  /db/migration/V001__platform.sql 404 401 404
            GET    -  /swagger-ui.html            404 401 404
            GET    -  /v3/api-docs                404 401 404
            GET    -  /h2-console                 404 401 404
            """;

    private final Market market = Market.shared();

    /** One line of a table. */
    record Route(HttpMethod method, String route, String address, List<Integer> statuses) {

        static Route of(String line) {
            String[] cells = line.strip().split("\\s+");
            return new Route(
                    HttpMethod.valueOf(cells[0]),
                    cells[1],
                    cells[2],
                    Stream.of(cells).skip(3).map(Integer::valueOf).toList());
        }

        @Override
        public String toString() {
            return method + " " + address;
        }
    }

    static Stream<Route> everything() {
        return Stream.concat(ROUTES.lines(), REFUSED.lines()).map(Route::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everything")
    void aRouteAnswersEachAsTheTableSays(Route route) {
        var asked =
                List.of(
                        market.http(),
                        market.http()
                                .mutate()
                                .defaultHeaders(h -> h.setBasicAuth("nobody", "wrong"))
                                .build(),
                        market.operator());

        assertThat(asked.stream().map(by -> status(by, route)).toList())
                .as("nobody, wrong password, operator")
                .isEqualTo(route.statuses());
    }

    private int status(WebTestClient by, Route route) {
        var request =
                by.method(route.method())
                        .uri(java.net.URI.create(market.url() + route.address()))
                        .accept(MediaType.APPLICATION_JSON, MediaType.ALL);
        if (route.method().equals(HttpMethod.POST)) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue("{\"base\":\"1000\"}");
        }
        return request.exchange().returnResult(Void.class).getStatus().value();
    }

    @Test
    void everyOperationOfTheDocumentIsInTheTable() {
        byte[] document =
                market.http()
                        .get()
                        .uri("/api/openapi.json")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBody();
        var inTheTable = new TreeSet<String>();
        ROUTES.lines().map(Route::of).forEach(r -> inTheTable.add(r.method() + " " + r.route()));

        var missing = new SoftAssertions();
        for (var path : JsonMapper.shared().readTree(document).get("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                missing.assertThat(inTheTable)
                        .contains(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
        }
        missing.assertAll();
    }

    @Test
    void everyRouteThatAHandlerServesIsInTheTable() {
        var inTheTable = new TreeSet<String>();
        ROUTES.lines().map(Route::of).forEach(route -> inTheTable.add(route.route()));

        assertThat(served()).isNotEmpty().isSubsetOf(inTheTable);
    }

    private Stream<String> servedBy(AbstractHandlerMethodMapping<?> mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .map(RequestMappingInfo.class::cast)
                .flatMap(info -> info.getPatternsCondition().getPatterns().stream())
                .map(Object::toString);
    }

    private List<String> served() {
        return market.context().getBeansOfType(AbstractHandlerMethodMapping.class).values().stream()
                .flatMap(mapping -> servedBy((AbstractHandlerMethodMapping<?>) mapping))
                .filter(pattern -> !pattern.isEmpty())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePortalsPagesAreOpenToEveryone(String page) {
        assertThat(Arrays.asList(200, 404))
                .contains(status(market.http(), Route.of("GET - " + page)));
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
}
