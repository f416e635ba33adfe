package org.mingjia.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.Attack;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.rating.RatedYear;

/** 监督检查 Who found what of an agency for which year, corrected and annulled in the open. */
class SupervisionTest {

    @Test
    void ofAnAgencyThatIsNotThereNothingIsListed() {
        for (String list : List.of("supervision-results", "conduct-findings")) {
            Answer unknown = Sending.get("/api/agencies/91430000MA4L00000X/" + list);
            assertThat(unknown.status()).as(unknown.body().toString()).isEqualTo(404);
        }
    }

    @Test
    void aYearWhoseRatingIsFinalTakesNoResultAnyMore() {
        var regulator = People.of(Scratch.market()).regulator();
        var year = RatedYear.next().published(1);
        String results = "/api/agencies/" + RatedYear.few.uscc() + "/supervision-results";
        var result = Map.of("year", year.year, "score", 61, "ground", "补查更正");
        assertThat(regulator.post(results, result).status())
                .as("a new version after an appeal would count it")
                .isEqualTo(201);
        year.publishedOn(1, "2026-09-29");
        year.becomes(1, "final");
        Answer late = regulator.post(results, result);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("rule")).isEqualTo("rating-is-final");
    }

    @Test
    void aRegulatorRecordsAndCorrectsWhatSupervisionFound() {
        var agency = Auction.ownSeller();
        var regulator = People.of(Scratch.market()).regulator();
        String results = "/api/agencies/" + agency.uscc() + "/supervision-results";
        assertThat(
                        regulator
                                .post(results, Map.of("year", 2999, "score", 101, "ground", "x"))
                                .faults())
                .containsExactly("#/year bounds", "#/score bounds", "#/ground length");
        regulator.post(results, Map.of("year", 2025, "score", 70, "ground", "双随机检查"));
        Answer corrected =
                regulator.post(results, Map.of("year", 2025, "score", 80, "ground", "复查更正"));
        assertThat(corrected.number("resultNo")).isEqualTo(2);
        var items = Sending.get(results).body().path("items");
        assertThat(items.at("/0/counts").asBoolean()).isTrue();
        assertThat(items.at("/0/score").asInt()).isEqualTo(80);
        assertThat(items.at("/1/counts").asBoolean()).isFalse();
        assertThat(items.at("/0/authority").asString()).isEqualTo("湘西自治州发展和改革委员会");

        String finding = RatedYear.find(agency, null, "complaint_upheld", "2025-03-03");
        String annulments = "/api/conduct-findings/" + finding + "/annulments";
        var elsewhere = People.of(Scratch.market()).regulator("433100-FGW", "433130");
        var result = Map.of("year", 2025, "score", 0, "ground", "越权登记");
        var measure = Map.of("uscc", agency.uscc(), "kind", "warning", "ground", "越权告知");
        for (Answer refused :
                List.of(
                        elsewhere.post(results, result),
                        elsewhere.post("/api/measures", measure),
                        elsewhere.post(annulments, Map.of("reason", "越权撤销")))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("rule")).isEqualTo("outside-the-region");
        }
        assertThat(regulator.post(annulments, Map.of("reason", "复核后撤销")).status()).isEqualTo(201);
        assertThat(regulator.post(annulments, Map.of("reason", "复核后撤销")).text("rule"))
                .isEqualTo("annulled-already");
        var annulled =
                Sending.get("/api/agencies/{u}/conduct-findings", agency.uscc())
                        .body()
                        .at("/items/0");
        assertThat(annulled.path("annulled").asString()).isEqualTo("复核后撤销");
        assertThat(annulled.path("annulledBy").asString()).isEqualTo("湘西自治州发展和改革委员会");
        assertThat(annulled.path("annulledAt").asString()).isNotEmpty();
        Attack.refused(
                "delete from conduct_finding_annulment where finding_id = ?",
                UUID.fromString(finding));
    }
}
