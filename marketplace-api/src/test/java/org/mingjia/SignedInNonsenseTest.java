package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mingjia.platform.Actor.Role;

/** Nonsense by somebody who may ask: it is refused, and the service never fails. */
class SignedInNonsenseTest {

    private static final List<String> SIGNS_OUT =
            List.of("DELETE /api/session", "POST /api/search/rebuilds");

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AGENCY", "OPERATOR"})
    void nonsenseOfWhoMayIsRefused(Role role) {
        var person = Cast.shared().passerBy(role);
        var http = new RawHttp(Scratch.market().port());
        var headers =
                List.of(
                        "Cookie: " + person.cookie(),
                        "X-CSRF-Token: " + person.session().path("csrfToken").asString(),
                        "Content-Type: application/json",
                        "If-Match: \"0\"");
        var wrong = new ArrayList<String>();
        int turn = 0;
        for (var line : AuthorisationTable.lines()) {
            if (line.isPublic()
                    || line.statuses().get(role) >= 300
                    || SIGNS_OUT.contains(line.route())) {
                continue;
            }
            for (String body : line.isUnsafe() ? Nonsense.BODIES : Nonsense.TEXTS) {
                String text = Nonsense.TEXTS.get(turn++ % Nonsense.TEXTS.size());
                String address =
                        line.path().replaceAll("\\{[^}]*}", text.length() > 4_000 ? "x" : text)
                                + (line.isUnsafe() || body.length() > 4_000
                                        ? ""
                                        : "?limit=" + body);
                try {
                    var answer =
                            http.send(
                                    line.method().name(),
                                    address,
                                    headers,
                                    line.isUnsafe() ? body : "");
                    if (answer.status() >= 500 || answer.status() == 401) {
                        wrong.add(line + " " + text + " " + shown(body) + " → " + answer);
                    }
                } catch (IOException closed) {
                    // what is no line of HTTP is turned away before the service sees it
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String shown(String body) {
        return body.length() > 60 ? body.substring(0, 60) + "…" : body;
    }
}
