package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.mingjia.platform.Access;
import org.mingjia.platform.Access.Audience;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * Every handler of the running service, asked by nobody and by somebody of each role: what it does
 * not name gets no further, and what it names is not turned away for its role.
 */
class RolesTest {

    private static final String NOTHING = "00000000-0000-0000-0000-000000000000";

    private final Market market = Scratch.market();
    private final People people = People.of(market);

    /** One handler: how to ask for it, and whom it names. */
    private record Route(HttpMethod method, String pattern, Access access) {

        String address() {
            return pattern.replaceAll("\\{[^}]*}", NOTHING);
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private List<Route> routes() {
        var mapping =
                market.context()
                        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        var routes = new ArrayList<Route>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("org.mingjia")) {
                for (var pattern : info.getPatternsCondition().getPatterns()) {
                    for (var method : info.getMethodsCondition().getMethods()) {
                        routes.add(
                                new Route(
                                        HttpMethod.valueOf(method.name()),
                                        pattern.getPatternString(),
                                        handler.getMethodAnnotation(Access.class)));
                    }
                }
            }
        });
        return routes;
    }

    @Test
    void everyHandlerSaysWhoMayCallIt() {
        assertThat(routes()).isNotEmpty().allMatch(route -> route.access() != null);
    }

    @Test
    void aRoleThatAHandlerDoesNotNameGetsNoFurther() {
        Map<Audience, WebTestClient> askers = new TreeMap<>();
        askers.put(Audience.ENTERPRISE, people.enterprise().http());
        askers.put(Audience.AGENCY, people.agency().http());
        askers.put(Audience.REGULATOR, people.regulator().http());
        var wrong = new SoftAssertions();
        for (Route route : routes()) {
            var named = List.of(route.access().value());
            if (named.contains(Audience.EVERYONE)) {
                continue;
            }
            wrong.assertThat(status(market.http(), route)).as("%s by nobody", route).isEqualTo(401);
            askers.forEach((role, by) -> {
                boolean may = named.contains(role) || named.contains(Audience.SIGNED_IN);
                if (!may) {
                    wrong.assertThat(status(by, route))
                            .as("%s by %s", route, role)
                            .isEqualTo(403);
                }
            });
            if (!named.contains(Audience.OPERATOR) && !named.contains(Audience.SIGNED_IN)) {
                wrong.assertThat(status(market.operator(), route))
                        .as("%s by the operator", route)
                        .isEqualTo(403);
            }
        }
        wrong.assertAll();
    }

    @Test
    void theRoleThatAHandlerNamesIsNotTurnedAwayAsUnknown() {
        Map<Audience, WebTestClient> askers = new TreeMap<>();
        askers.put(Audience.ENTERPRISE, people.enterprise().http());
        askers.put(Audience.AGENCY, people.agency().http());
        askers.put(Audience.REGULATOR, people.regulator().http());
        askers.put(Audience.OPERATOR, market.operator());
        var wrong = new SoftAssertions();
        for (Route route : routes()) {
            for (Audience role : route.access().value()) {
                var by = askers.get(role);
                // what ends the asker's own session is asked elsewhere
                if (by != null && !route.method().equals(HttpMethod.DELETE)) {
                    wrong.assertThat(status(by, route))
                            .as("%s by %s", route, role)
                            .isNotEqualTo(401)
                            .isLessThan(500);
                }
            }
        }
        wrong.assertAll();
    }

    private int status(WebTestClient by, Route route) {
        var request =
                by.method(route.method())
                        .uri(java.net.URI.create(market.url() + route.address()))
                        .accept(MediaType.APPLICATION_JSON, MediaType.ALL);
        if (List.of(HttpMethod.POST, HttpMethod.PUT).contains(route.method())) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue("{}");
        }
        return request.exchange().returnResult(Void.class).getStatus().value();
    }
}
