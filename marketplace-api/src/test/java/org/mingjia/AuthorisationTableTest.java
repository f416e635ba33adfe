package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.Asked.Told;
import org.mingjia.AuthorisationTable.Line;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.mingjia.platform.Actor.Role;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import tools.jackson.databind.json.JsonMapper;

/**
 * Default deny: every route of the running service, asked by everyone, answers as {@code
 * authorisation.txt} says; who is refused changes no row.
 */
class AuthorisationTableTest {

    private static final Pattern IDENTIFIER =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static ApiDocument document;

    private final Cast cast = Cast.shared();
    private final RightRequests requests = new RightRequests(cast);

    @BeforeAll
    static void theDocumentIsRead() {
        document = ApiDocument.of(Scratch.market());
    }

    static List<Line> lines() {
        return AuthorisationTable.lines();
    }

    static Stream<Line> linesThatRefuseSomebody() {
        return lines().stream().filter(line -> !line.isPublic() || line.nobody() >= 300);
    }

    static Stream<Line> linesOfWhatEachHasOfItsOwn() {
        return lines().stream().filter(line -> line.anothers().equals("own"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("linesThatRefuseSomebody")
    void whoMayNotIsRefusedAndNothingIsChanged(Line line) {
        boolean named = line.anothers().matches("[0-9]+");
        var owners =
                line.right().stream()
                        .filter(role -> named ? cast.second(role) != null : role == line.owner())
                        .toList();
        for (Role role : owners.isEmpty() ? List.of(line.owner()) : owners) {
            Party owner = cast.first(role);
            Asked asked = requests.of(line, owner);
            Map<String, WebTestClient> askers = whoMayNot(line, owner, asked.person(owner));
            var answered = new LinkedHashMap<String, String>();
            String before = Rows.all();

            askers.forEach((who, by) -> {
                Told told = asked.send(by);
                assertAsDescribed(line, told);
                answered.put(who, problem(told));
            });

            assertThat(answered).isEqualTo(refusals(line, askers));
            assertThat(Rows.all()).isEqualTo(before);
        }
    }

    private Map<String, WebTestClient> whoMayNot(Line line, Party owner, Person right) {
        var askers = new LinkedHashMap<String, WebTestClient>();
        if (line.nobody() >= 300) {
            askers.put("nobody", Scratch.market().http());
        }
        line.statuses()
                .forEach((role, status) -> {
                    if (status >= 300) {
                        askers.put(role.name(), cast.first(role).person().http());
                    }
                });
        if (line.anothers().matches("[0-9]+")) {
            askers.put("another's", cast.second(owner.role()).person().http());
        }
        if (line.isUnsafe() && !line.isPublic()) {
            askers.put("forged", Cast.forged(right));
        }
        if (line.key().equals("token")) {
            askers.put("key", cast.withToken(right, "read"));
        } else if (!line.isPublic()) {
            askers.put("key", cast.withKeyFor(right, line.key()));
        }
        return askers;
    }

    /** What the table says of those who are asked. */
    private static Map<String, String> refusals(Line line, Map<String, WebTestClient> askers) {
        var expected = new LinkedHashMap<String, String>();
        for (String who : askers.keySet()) {
            expected.put(
                    who,
                    switch (who) {
                        case "nobody" -> kind(line.nobody());
                        case "another's" -> kind(Integer.parseInt(line.anothers()));
                        case "forged" -> "403 csrf";
                        case "key" -> "403 forbidden";
                        default ->
                                line.key().equals("token")
                                        ? "403 keys-only"
                                        : kind(line.statuses().get(Role.valueOf(who)));
                    });
        }
        return expected;
    }

    private static String kind(int status) {
        return status
                + switch (status) {
                    case 401 -> " unauthorized";
                    case 403 -> " forbidden";
                    case 404 -> " not-found";
                    default -> throw new IllegalArgumentException("no refusal: " + status);
                };
    }

    private static String problem(Told told) {
        return told.status()
                + " "
                + JsonMapper.shared()
                        .readTree(told.body().isEmpty() ? "{}" : told.body())
                        .path("type")
                        .asString("")
                        .replace("/problems/", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void whoMaySucceeds(Line line) {
        if (line.nobody() < 300) {
            Asked asked = requests.of(line, cast.first(line.owner()));
            assertSuccess(line, line.nobody(), asked.send(Scratch.market().http()));
        }
        for (Role role : line.right()) {
            Party owner = cast.first(role);
            Asked asked = requests.of(line, owner);
            assertSuccess(line, line.statuses().get(role), asked.send(asked.person(owner).http()));
        }
        switch (line.key()) {
            case "public", "person" -> {}
            case "token" ->
                    assertSuccess(
                            line,
                            201,
                            requests.of(line, cast.first(Role.AGENCY))
                                    .send(cast.withKey(cast.first(Role.AGENCY).person(), "read")));
            default -> {
                Party owner = cast.first(line.owner());
                Asked asked = requests.of(line, owner);
                assertSuccess(
                        line,
                        line.statuses().get(owner.role()),
                        asked.send(cast.withKey(asked.person(owner), line.key())));
            }
        }
    }

    /** The answer has the status, the media type and the members that the description says. */
    private void assertAsDescribed(Line line, Told told) {
        if (document.describes(line.method(), line.path())) {
            assertThat(document.differences(line.method(), line.path(), told))
                    .as("%s: %s %s", line, told.status(), told.body())
                    .isEmpty();
        }
    }

    private void assertSuccess(Line line, int status, Told told) {
        assertAsDescribed(line, told);
        assertThat(told.status()).as("%s: %s", line, told.body()).isEqualTo(status);
        if (status == 204) {
            assertThat(told.body()).isEmpty();
        } else {
            assertThat(told.body()).as("%s", line).isNotBlank();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("linesOfWhatEachHasOfItsOwn")
    void anotherOrganisationGetsAndChangesItsOwn(Line line) {
        for (Role role : line.right()) {
            // operators and regulators act for no organisation
            if (cast.second(role) != null) {
                assertThatItGetsItsOwn(line, cast.first(role), cast.second(role));
            }
        }
    }

    private void assertThatItGetsItsOwn(Line line, Party owner, Party other) {
        String secrets =
                line.isUnsafe() ? "" : requests.of(line, owner).send(owner.person().http()).body();
        Asked asked = requests.of(line, other);
        Person asking = asked.person(other);
        String before = Rows.of(owner.person().organisationId());

        Told told = asked.send(asking.http());

        assertThat(told.status()).as("%s: %s", line, told.body()).isLessThan(300);
        assertThat(told.body())
                .doesNotContain(owner.person().uscc(), owner.person().organisationId());
        assertThat(identifiers(told.body())).noneMatch(identifiers(secrets)::contains);
        assertThat(Rows.of(owner.person().organisationId())).isEqualTo(before);
    }

    /**
     * Identifiers of rows; every row that somebody makes has one of its own. Where a list goes on
     * is a public request's, the same for everybody.
     */
    private static List<String> identifiers(String body) {
        return IDENTIFIER
                .matcher(body.replaceAll("\"nextCursor\":\"[^\"]*\"", ""))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void everyRouteOfTheDocumentAndOfTheHandlersIsInTheTableAndNoOther() {
        var served = new TreeSet<>(documented());
        served.addAll(handled());

        assertThat(AuthorisationTable.differences(served, lines())).isEmpty();
    }

    @Test
    void aPlantedRouteAForgottenLineAndADoubleOneAreFound() {
        var served = new TreeSet<>(documented());
        served.addAll(handled());
        Line first = lines().getFirst();

        served.add("DELETE /api/everything");
        served.remove(first.route());

        assertThat(
                        AuthorisationTable.differences(
                                served, Stream.concat(lines().stream(), Stream.of(first)).toList()))
                .containsExactly(
                        "twice in the table: " + first,
                        "not in the table: DELETE /api/everything",
                        "served by nobody: " + first);
    }

    private static Collection<String> documented() {
        return ApiDocument.of(Scratch.market()).paths().properties().stream()
                .flatMap(path ->
                        path.getValue()
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .map(method -> method.toUpperCase(Locale.ROOT))
                                .map(method -> method + " " + path.getKey()))
                .toList();
    }

    /** What the document does not describe is served all the same: the description, the health. */
    private static Collection<String> handled() {
        return Scratch.market()
                .context()
                .getBeansOfType(AbstractHandlerMethodMapping.class)
                .values()
                .stream()
                .flatMap(mapping -> routes((AbstractHandlerMethodMapping<?>) mapping))
                .collect(Collectors.toSet());
    }

    private static Stream<String> routes(AbstractHandlerMethodMapping<?> mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .map(RequestMappingInfo.class::cast)
                .flatMap(info ->
                        info.getPatternsCondition().getPatterns().stream()
                                .map(Object::toString)
                                .filter(pattern -> !pattern.isEmpty())
                                .flatMap(pattern ->
                                        info.getMethodsCondition().getMethods().stream()
                                                .map(method -> method + " " + pattern)));
    }
}
