package org.mingjia.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;

/** What takes an agency off the market and what brings it back. */
class StandingTest {

    private static final String DOCUMENT = "州市监罚〔2026〕1号";

    private static Applicant admitted() {
        return Applicant.register().paper("CMA").item("S-HJ-005").item("S-ZX-010").admitted();
    }

    private static Answer impose(Applicant agency, Map<String, Object> sanction) {
        return Applicant.post(
                Scratch.market().operator(),
                "/api/agencies/" + agency.uscc + "/sanctions",
                sanction);
    }

    private static String standing(Applicant agency) {
        return agency.page().text("standing");
    }

    @Test
    void aWarningLeavesItOnTheMarketASuspensionTakesItOffForATime() {
        var agency = admitted();

        assertThat(
                        impose(
                                        agency,
                                        Map.of(
                                                "kind",
                                                "warning",
                                                "ground",
                                                "未按时提交报告",
                                                "document",
                                                DOCUMENT))
                                .status())
                .isEqualTo(201);
        assertThat(standing(agency)).isEqualTo("warned");
        assertThat(agency.offered("S-HJ-005").path("available").asBoolean()).isTrue();

        Answer suspended =
                impose(
                        agency,
                        Map.of(
                                "kind",
                                "suspension",
                                "ground",
                                "出具不实报告",
                                "document",
                                DOCUMENT,
                                "to",
                                Scratch.day(30)));
        assertThat(suspended.status()).as("%s", suspended).isEqualTo(201);
        assertThat(standing(agency)).isEqualTo("suspended");
        assertThat(agency.offered("S-HJ-005").path("reason").asString()).isEqualTo("suspended");
        assertThat(
                        agency.get("/api/agencies/" + agency.uscc + "?asOf=" + Scratch.day(31))
                                .text("standing"))
                .isEqualTo("warned");

        Answer lifted =
                Applicant.post(
                        Scratch.market().operator(),
                        "/api/agencies/"
                                + agency.uscc
                                + "/sanctions/"
                                + suspended.text("id")
                                + "/lifts",
                        Map.of("reason", "复议撤销"));
        assertThat(lifted.status()).as("%s", lifted).isEqualTo(200);
        assertThat(standing(agency)).isEqualTo("warned");
        assertThat(
                        Applicant.post(
                                        Scratch.market().operator(),
                                        "/api/agencies/"
                                                + agency.uscc
                                                + "/sanctions/"
                                                + suspended.text("id")
                                                + "/lifts",
                                        Map.of("reason", "再来一次"))
                                .problem())
                .isEqualTo("not-in-force");
    }

    @Test
    void aRemovalIsForGoodUntilItIsLifted() {
        var agency = admitted();

        Answer removed =
                impose(agency, Map.of("kind", "removal", "ground", "严重失信", "document", DOCUMENT));

        assertThat(removed.status()).isEqualTo(201);
        assertThat(standing(agency)).isEqualTo("removed");
        assertThat(agency.submit().problem()).isEqualTo("removed");
        assertThat(
                        impose(
                                        agency,
                                        Map.of(
                                                "kind",
                                                "warning",
                                                "ground",
                                                "再警告",
                                                "document",
                                                DOCUMENT))
                                .status())
                .isEqualTo(409);
        Applicant.post(
                Scratch.market().operator(),
                "/api/agencies/" + agency.uscc + "/sanctions/" + removed.text("id") + "/lifts",
                Map.of("reason", "信用修复"));
        assertThat(standing(agency)).isEqualTo("available");
    }

    @Test
    void aSanctionNamesItsKindGroundAndTerm() {
        var agency = admitted();
        String today = Scratch.day(0);

        Answer refused = impose(agency, Map.of("kind", "fine", "from", Scratch.day(-1)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString())
                .contains("#/kind", "#/ground", "#/document", "retroactive", today);
        assertThat(impose(agency, Map.of("kind", "suspension", "ground", "没有期限")).body().toString())
                .contains("#/to");
        assertThat(standing(agency)).isEqualTo("available");
    }

    @Test
    void anAgencyLeavesByItsOwnWishAndMayApplyAgain() {
        var agency = admitted();
        var other = Applicant.register();

        assertThat(
                        other.post(
                                        "/api/agencies/" + agency.uscc + "/exits",
                                        Map.of("reason", "替别人退出"))
                                .status())
                .isEqualTo(404);
        assertThat(agency.post("/api/agencies/" + agency.uscc + "/exits", Map.of()).status())
                .isEqualTo(422);
        assertThat(
                        agency.post(
                                        "/api/agencies/" + agency.uscc + "/exits",
                                        Map.of("reason", "业务调整"))
                                .status())
                .isEqualTo(200);

        assertThat(standing(agency)).isEqualTo("exited");
        assertThat(agency.offered("S-HJ-005").path("available").asBoolean()).isFalse();
        assertThat(
                        agency.post(
                                        "/api/agencies/" + agency.uscc + "/exits",
                                        Map.of("reason", "再退出"))
                                .status())
                .isEqualTo(409);
        agency.admitted();
        assertThat(standing(agency)).isEqualTo("available");
    }

    @Test
    void theDirectoryIsFilteredSortedAndExported() {
        var agency =
                Applicant.register().paper("CMA").item("S-HJ-005").regions("433127").admitted();
        var http = Scratch.market().http();

        assertThat(
                        uscc(
                                "?item=S-HJ-005&region=433127&qualification=CMA&standing=available&limit=100"))
                .contains(agency.uscc);
        assertThat(uscc("?region=433100&q=" + agency.uscc)).contains(agency.uscc);
        assertThat(uscc("?region=433130&q=" + agency.uscc)).doesNotContain(agency.uscc);
        assertThat(uscc("?item=S-AQ-001&q=" + agency.uscc)).doesNotContain(agency.uscc);
        assertThat(uscc("?q=" + agency.uscc)).contains(agency.uscc).contains("\"total\":1");
        assertThat(uscc("?sort=name&q=" + agency.uscc)).contains(agency.uscc);
        assertThat(uscc("?format=csv")).contains(agency.uscc).contains("qualificationNames");
        http.get().uri("/api/agencies?sort=oldest").exchange().expectStatus().isBadRequest();
        http.get().uri("/api/agencies/nonsense").exchange().expectStatus().isNotFound();
    }

    private static String uscc(String query) {
        return Scratch.market()
                .http()
                .get()
                .uri("/api/agencies" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
