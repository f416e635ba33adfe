package org.mingjia.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.Attack;
import org.mingjia.Desks;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.complaint.Grievance;
import org.mingjia.contract.Deal;
import org.springframework.test.web.reactive.server.WebTestClient;

/** 承办分工 Who is named serves a desk alone; nobody else sees what lies on it. */
class DesksTest {

    private static final String DESKS = "/api/complaint-desks";

    @Test
    void whatIsGivenToOneDepartmentIsNobodyElsesUntilItIsTakenBack() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "fee", deal.number);
        Person prices = People.of(Scratch.market()).regulator("433100-SCJG", "433100");
        Answer given = Sending.post(DESKS, Desks.form("price", "433100", "433100-SCJG"));
        assertThat(given.status()).as("%s", given.body()).isEqualTo(201);
        try {
            assertThat(Grievance.regulator().get(grievance.path()).status()).isEqualTo(404);
            assertThat(prices.get(grievance.path()).status()).isEqualTo(200);
            assertThat(prices.post(grievance.path() + "/acceptances", Map.of()).status())
                    .isEqualTo(201);
            Answer said = Sending.get(DESKS);
            assertThat(said.body().path("items").toString())
                    .contains("湘西自治州市场监督管理局", given.text("id"));
            assertThat(
                            Sending.post(DESKS, Desks.form("price", "433100", "433100-SCJG"))
                                    .text("rule"))
                    .isEqualTo("served-already");
        } finally {
            take(given).expectStatus().isNoContent();
        }
        assertThat(Grievance.regulator().get(grievance.path()).status()).isEqualTo(200);
        take(given).expectStatus().isNotFound();
        assertThat(
                        Scratch.ask(
                                "select string_agg(kind, ' ' order by id) from event where entity_code = ?",
                                given.text("id")))
                .isEqualTo("complaint.desk-given complaint.desk-taken");
    }

    private static WebTestClient.ResponseSpec take(Answer given) {
        return Scratch.market().operator().delete().uri(DESKS + "/" + given.text("id")).exchange();
    }

    @Test
    void aDeskThatDoesNotExistOrADepartmentOfElsewhereIsRefused() {
        assertThat(
                        Scratch.withoutTrace(() ->
                                        Sending.post(
                                                DESKS, Desks.form("court", "999999", "433100-XX")))
                                .faults())
                .containsExactly(
                        "#/desk one-of",
                        "#/regionCode region-unknown",
                        "#/departmentCode department-unknown");
        assertThat(
                        Scratch.withoutTrace(() ->
                                        Sending.post(
                                                DESKS,
                                                Desks.form("price", "430000", "433100-SCJG")))
                                .faults())
                .containsExactly("#/departmentCode department-elsewhere");
        assertThat(Sending.post(DESKS, Map.of()).faults()).hasSize(3);
    }

    @Test
    void theDatabaseItselfTakesNoDepartmentOfElsewhere() {
        for (String values : List.of("'430000', '433100-SCJG'", "'433101', '433100-NOBODY'")) {
            Attack.refused(
                    "desk_is_served_from_its_place",
                    "insert into complaint_desk (desk, region_code, department_code, by) select 'price', "
                            + values
                            + ", 'x' where ?::uuid is not null",
                    UUID.randomUUID());
        }
    }
}
