package org.mingjia.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;

/** Who acts for an organisation no longer leaves nothing behind that still opens it. */
class RemovedMembersTest {

    private final People people = People.of(Scratch.market());
    private final Person manager = people.agency();

    private static int status(String secret) {
        return Scratch.market()
                .http()
                .get()
                .uri("/api/organisation/members")
                .header("Authorization", "Bearer " + secret)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private static String token(String key) {
        return Answer.of(
                        Scratch.market()
                                .http()
                                .post()
                                .uri("/api/tokens")
                                .header("Authorization", "Bearer " + key)
                                .exchange())
                .text("token");
    }

    private static String key(Person of) {
        return of.post("/api/organisation/keys", Map.of("name", "对接", "scopes", List.of("read")))
                .text("key");
    }

    @Test
    void theKeysTheTokensAndTheSessionsOfARemovedMemberEndWithIt() {
        Person other = people.enterprise();
        String capacity =
                manager.post(
                                "/api/organisation/members",
                                Map.of("username", other.username(), "manager", true))
                        .text("id");
        Person member = people.signIn(other.username(), People.PASSWORD);
        member.http()
                .put()
                .uri("/api/session/capacity")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("capacityId", capacity))
                .exchange()
                .expectStatus()
                .isOk();
        String key = key(member);
        String token = token(key);
        assertThat(List.of(status(key), status(token))).containsOnly(200);

        manager.http()
                .delete()
                .uri("/api/organisation/members/" + capacity)
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(List.of(status(key), status(token))).containsOnly(401);
        assertThat(member.get("/api/session").body().path("account").isNull()).isTrue();
    }

    @Test
    void aChangedPasswordAndANewRoleEndTheTokensAndLeaveTheOrganisationItsKeys() {
        String key = key(manager);
        String token = token(key);
        manager.post(
                "/api/password-changes",
                Map.of("currentPassword", People.PASSWORD, "newPassword", "quite another one"));
        assertThat(status(token)).isEqualTo(401);
        assertThat(status(key)).isEqualTo(200);

        String next = token(key);
        people.operator()
                .post()
                .uri("/api/accounts/" + manager.username() + "/capacities")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        Map.of(
                                "role", "regulator",
                                "departmentCode", "433100-FGW",
                                "regionCode", "433100"))
                .exchange()
                .expectStatus()
                .isCreated();

        assertThat(status(next)).isEqualTo(401);
    }
}
