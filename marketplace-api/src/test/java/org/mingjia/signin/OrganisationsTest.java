package org.mingjia.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;

/** The operator finds the organisation for which an account shall act. */
class OrganisationsTest {

    private final People people = People.of(Scratch.market());

    private static Answer find(String part) {
        return Answer.of(
                Scratch.market()
                        .operator()
                        .get()
                        .uri("/api/organisations?q={part}", part)
                        .exchange());
    }

    @Test
    void anOrganisationIsFoundByPartOfItsCodeAndGrantedByItsId() {
        var agency = people.agency();
        var other = people.enterprise();

        var found = find(agency.uscc().substring(4).toLowerCase(java.util.Locale.ROOT)).body();

        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.at("/items/0/uscc").asString()).isEqualTo(agency.uscc());
        var grant = Map.of("role", "agency", "organisationId", found.at("/items/0/id").asString());
        Scratch.market()
                .operator()
                .post()
                .uri("/api/accounts/{name}/capacities", other.username())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(grant)
                .exchange()
                .expectStatus()
                .isCreated();
        assertThat(people.signIn(other.username(), People.PASSWORD).session().path("capacities"))
                .anyMatch(c -> c.at("/organisation/uscc").asString().equals(agency.uscc()));
    }

    @Test
    void whatIsTypedIsTextAndNoPattern() {
        people.agency();

        for (String nothing : List.of("%", "_", "没有这个单位")) {
            assertThat(find(nothing).body().path("items")).as(nothing).isEmpty();
        }
    }
}
