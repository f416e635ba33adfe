package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.admission.Applicant;
import tools.jackson.databind.JsonNode;

/** How long what was sent and refused is kept. */
class RefusedFilesSweepTest {

    private Applicant agency;

    @BeforeEach
    void anAdmittedAgency() {
        agency = Applicant.register().paper("CMA").item("S-HJ-005").admitted();
    }

    @Test
    void theFilesOfARefusedListAreForgottenAfterNinetyDaysAndItsErrorsStay() throws SQLException {
        JsonNode old = sent("面议", "90 days 1 minute");
        JsonNode young = sent("面议", "89 days 23 hours");
        JsonNode published = sent("1000", "400 days");

        sweep();

        assertThat(again(old).path("replayable").asBoolean()).isFalse();
        assertThat(again(old).path("files")).isEmpty();
        assertThat(again(old).path("errorCount").asLong()).isEqualTo(1);
        assertThat(agency.get(old.at("/files/0/href").asString()).status()).isEqualTo(404);
        assertThat(again(young).path("replayable").asBoolean()).isTrue();
        assertThat(again(published).path("replayable").asBoolean()).isTrue();
    }

    @Test
    void theServiceCannotForgetTheFilesOfAPublishedList() throws SQLException {
        JsonNode published = sent("1000", "400 days");

        try (var app = Scratch.app();
                var statement =
                        app.prepareStatement(
                                "delete from price_import_file where import_id = ?::uuid")) {
            statement.setString(1, published.path("id").asString());
            assertThatThrownBy(statement::executeUpdate).hasMessageContaining("are kept");
        }
    }

    /** A list that was sent some time ago. */
    private JsonNode sent(String amount, String ago) throws SQLException {
        String list =
                "item_code,region_code,price_form,amount\r\nS-HJ-005,433101,fixed,"
                        + amount
                        + "\r\n";
        PriceFiles.send(agency, "list.csv", list.getBytes(StandardCharsets.UTF_8), "", null);
        JsonNode attempt = PriceFiles.latest(agency);
        try (var owner = Scratch.owner();
                var statement =
                        owner.prepareStatement(
                                "update price_import set at = now() - ?::interval where id = ?::uuid")) {
            statement.setString(1, ago);
            statement.setString(2, attempt.path("id").asString());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        return attempt;
    }

    private JsonNode again(JsonNode attempt) {
        return agency.get("/api/price-list/imports/" + attempt.path("id").asString()).body();
    }

    private static void sweep() {
        Scratch.market()
                .context()
                .getBean(RefusedFilesSweep.class)
                .sweep()
                .block(Duration.ofSeconds(30));
    }
}
