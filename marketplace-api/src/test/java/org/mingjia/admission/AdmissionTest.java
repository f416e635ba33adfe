package org.mingjia.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.admission.Applicant.decide;
import static org.mingjia.admission.Applicant.today;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;

/**
 * From the first line of an application to the public page, and every way in which it is refused.
 */
class AdmissionTest {

    static List<String> rules(Answer answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map(e -> e.path("pointer").asString() + " " + e.path("rule").asString())
                .toList();
    }

    static Applicant surveyor() {
        return Applicant.register()
                .paper("SURVEYING", "乙级", "测绘-1", today().minusYears(1), today().plusYears(1))
                .item("S-ZR-016");
    }

    @Test
    void anAgencyAppliesIsAdmittedAndCanBeSeenByEveryone() {
        var agency = surveyor().regions("433101", "433130");

        assertThat(agency.page().status()).isEqualTo(404);
        Answer applied = agency.apply();
        assertThat(applied.status()).as("%s", applied).isEqualTo(200);
        assertThat(applied.text("status")).isEqualTo("applied");
        assertThat(applied.text("decideBy")).isGreaterThan(today().toString());
        assertThat(agency.page().status()).isEqualTo(404);

        Answer decided = decide(List.of(agency.decision("admit")));

        assertThat(decided.status()).as("%s", decided).isEqualTo(200);
        Answer page = agency.page();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text("standing")).isEqualTo("available");
        assertThat(page.body().at("/qualifications/0/number").asString()).isEqualTo("测绘-1");
        assertThat(page.body().at("/qualifications/0/daysLeft").asInt()).isBetween(364, 366);
        assertThat(page.body().at("/practitioners/0/certificateNumber").asString())
                .isEqualTo("XJ20****56");
        assertThat(agency.offered("S-ZR-016").path("available").asBoolean()).isTrue();
        assertThat(agency.offered("S-ZR-016").path("validTo").asString())
                .isEqualTo(today().plusYears(1).toString());
        assertThat(
                        Scratch.ask(
                                "select agency_item_available(id, 'S-ZR-016', market_today()) from organisation where uscc = ?",
                                agency.uscc))
                .isEqualTo("t");
        assertThat(
                        Scratch.ask(
                                "select agency_item_unavailable(id, 'S-ZR-016', ?) from organisation where uscc = ?",
                                today().plusYears(1).plusDays(1),
                                agency.uscc))
                .isEqualTo("paper-expired");
    }

    @Test
    void whatWasTypedIsKeptThoughItIsNotComplete() {
        var agency = Applicant.register();

        Answer saved = agency.save(Map.of("profile", Map.of("address", "虚构路 2 号")), 0);

        assertThat(saved.status()).isEqualTo(200);
        assertThat(agency.read().at("/application/profile/address").asString())
                .isEqualTo("虚构路 2 号");
        assertThat(agency.read().at("/checks/0/complete").asBoolean()).isFalse();
        Answer submitted = agency.submit();
        assertThat(submitted.status()).isEqualTo(422);
        assertThat(rules(submitted))
                .contains(
                        "#/profile/legalRepresentative required",
                        "#/profile/promise promise-missing",
                        "#/regionCodes required",
                        "#/items required",
                        "#/practitioners no-lead");
        assertThat(agency.read().path("status").asString()).isEqualTo("draft");
    }

    @Test
    void anOlderVersionDoesNotOverwriteANewerOne() {
        var agency = Applicant.register();
        agency.save(Map.of(), 0);

        assertThat(agency.save(Map.of(), 0).status()).isEqualTo(412);
        assertThat(agency.save(Map.of(), 7).status()).isEqualTo(412);
        assertThat(
                        Answer.of(
                                        agency.http
                                                .put()
                                                .uri("/api/agency-application")
                                                .bodyValue(Map.of())
                                                .exchange())
                                .status())
                .isEqualTo(428);
    }

    @Test
    void anExpiredAFutureAndAForeignPaperAreRefused() {
        var other = Applicant.register();
        String foreign = other.upload("别家的.pdf", Applicant.A_PDF).text("id");
        var agency =
                surveyor()
                        .paper("CMA", "过期", today().minusYears(3), today().minusDays(1))
                        .paper("SAFETY", "未来", today().plusDays(1), today().plusYears(3));
        var application = agency.application();
        @SuppressWarnings("unchecked")
        var papers = new ArrayList<>((List<Map<String, Object>>) application.get("qualifications"));
        var stolen = new LinkedHashMap<>(papers.getFirst());
        stolen.put("fileId", foreign);
        papers.set(0, stolen);
        application.put("qualifications", papers);
        agency.save(application);

        Answer submitted = agency.submit();

        assertThat(rules(submitted))
                .containsExactlyInAnyOrder(
                        "#/qualifications/0/fileId unknown-file",
                        "#/qualifications/1/validTo expired",
                        "#/qualifications/2/validFrom not-yet-valid");
    }

    @Test
    void anItemThatNeedsAnotherPaperIsRefusedWithTheRequirement() {
        var agency = surveyor().item("S-AQ-001").item("S-ZR-014", "没有这本").item("S-XX-999");
        agency.save(agency.application());

        Answer submitted = agency.submit();

        assertThat(rules(submitted))
                .containsExactlyInAnyOrder(
                        "#/items/1/itemCode qualification-required",
                        "#/items/2/qualificationNumber unknown-qualification",
                        "#/items/3/itemCode not-on-the-list");
        assertThat(submitted.body().toString()).contains("安全评价检测检验机构资质");
    }

    @Test
    void whatNoProgramCanTellIsConfirmedByTheOperatorAndTheRecordSaysSo() {
        var agency = surveyor().item("S-JS-007").item("S-ZX-010").admitted();

        assertThat(agency.offered("S-JS-007").path("basis").asString()).isEqualTo("confirmed");
        assertThat(agency.offered("S-ZX-010").path("basis").asString()).isEqualTo("none_required");
        assertThat(agency.offered("S-ZR-016").path("basis").asString()).isEqualTo("by_paper");
        assertThat(
                        Scratch.ask(
                                "select confirmed_by from agency_item i join organisation o on o.id = i.agency_id where uscc = ? and basis = 'confirmed'",
                                agency.uscc))
                .isNotBlank();
    }

    @Test
    void anItemNeverOutlivesItsPapersNorOneOfTwo() {
        var agency =
                Applicant.register()
                        .paper("CMA", "检-1", today().minusYears(1), today().plusDays(100))
                        .paper(
                                "CONSTRUCTION-TESTING",
                                "专项资质",
                                "建-1",
                                today().minusYears(1),
                                today().plusDays(50))
                        .item("S-JS-017")
                        .admitted();

        assertThat(agency.offered("S-JS-017").path("validTo").asString())
                .isEqualTo(today().plusDays(50).toString());
    }

    @Test
    void aRenewalFollowsWithoutAGap() {
        var agency =
                Applicant.register()
                        .paper("SAFETY", "安-1", today().minusYears(1), today().plusDays(20))
                        .item("S-AQ-001")
                        .admitted();
        assertThat(agency.get("/api/tasks").body().toString())
                .contains("paper-expires-in-30-days", "以它为依据的 1 个事项不再展示");

        agency.paper("SAFETY", "安-2", today().plusDays(10), today().plusYears(3)).admitted();

        assertThat(
                        Scratch.ask(
                                "select string_agg(valid::text, ' ' order by valid) from agency_item i join organisation o on o.id = i.agency_id where uscc = ?",
                                agency.uscc))
                .isEqualTo(
                        "["
                                + today()
                                + ","
                                + today().plusDays(21)
                                + ") ["
                                + today().plusDays(21)
                                + ","
                                + today().plusYears(3).plusDays(1)
                                + ")");
        assertThat(agency.get("/api/tasks").body().toString()).doesNotContain("paper-expires");
    }

    @Test
    void aPublishedAgencyStaysAsItIsWhileAChangeIsLookedAt() {
        var agency = surveyor().admitted();
        assertThat(agency.submit().problem()).isEqualTo("nothing-changed");

        agency.item("S-ZR-014").regions("433125").apply();

        assertThat(agency.page().body().path("items").size()).isEqualTo(1);
        assertThat(agency.page().body().at("/regions/0/code").asString()).isEqualTo("433101");
        assertThat(agency.save(agency.application()).problem()).isEqualTo("under-review");
        Answer review =
                Answer.of(
                        Scratch.market()
                                .operator()
                                .get()
                                .uri("/api/agency-applications/" + agency.uscc)
                                .exchange());
        assertThat(review.body().path("changedSections").toString())
                .isEqualTo("[\"regions\",\"items\"]");
        assertThat(decide(List.of(agency.decision("return"))).status()).isEqualTo(200);
        assertThat(agency.page().body().path("items").size()).isEqualTo(1);
        assertThat(agency.get("/api/tasks").body().toString()).contains("application-returned");
        assertThat(agency.submit().status()).isEqualTo(200);
        assertThat(decide(List.of(agency.decision("admit"))).status()).isEqualTo(200);
        assertThat(agency.page().body().path("items").size()).isEqualTo(2);
        assertThat(agency.page().body().path("history").size()).isEqualTo(2);
    }

    @Test
    void neitherTheServiceNorTheOwnerCanRewriteWhatWasAdmitted() throws Exception {
        var agency = surveyor().admitted();
        String id = Scratch.ask("select id from organisation where uscc = ?", agency.uscc);
        for (String attack :
                List.of(
                        "update agency_item set valid = daterange(lower(valid), null) where agency_id = '"
                                + id
                                + "'",
                        "update agency_item set valid = daterange(lower(valid), lower(valid) + 5000) where agency_id = '"
                                + id
                                + "'",
                        "delete from agency_item where agency_id = '" + id + "'",
                        "update qualification set valid = daterange(lower(valid) - 10, upper(valid)) where agency_id = '"
                                + id
                                + "'",
                        "update qualification set valid = daterange(lower(valid), market_today()) where agency_id = '"
                                + id
                                + "'",
                        "insert into agency_item (agency_id, item_code, qualification_id, basis, requirement, valid) select agency_id, 'S-ZR-014', id, 'by_paper', 'x', daterange(market_today(), upper(valid) + 1) from qualification where agency_id = '"
                                + id
                                + "'",
                        "insert into agency_item (agency_id, item_code, basis, requirement, valid) values ('"
                                + id
                                + "', 'S-NOWHERE-1', 'none_required', 'x', daterange(market_today(), null))",
                        "insert into agency_item (agency_id, item_code, basis, requirement, valid) values ('"
                                + id
                                + "', 'S-ZX-010', 'none_required', 'x', daterange(market_today() - 1, null))")) {
            for (var connection : List.of(Scratch.app(), Scratch.owner())) {
                try (connection;
                        var statement = connection.createStatement()) {
                    org.assertj.core.api.Assertions.assertThatThrownBy(
                                    () -> statement.execute(attack))
                            .as(attack)
                            .isInstanceOf(java.sql.SQLException.class);
                }
            }
        }
        assertThat(agency.offered("S-ZR-016").path("available").asBoolean()).isTrue();
    }
}
