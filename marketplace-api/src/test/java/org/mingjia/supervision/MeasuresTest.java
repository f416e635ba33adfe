package org.mingjia.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.Attack;
import org.mingjia.Market;
import org.mingjia.PassingTime;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;
import org.mingjia.rating.RatedYear;

/** 处置 Told, heard, decided, published, repaired; the gates obey what was decided. */
class MeasuresTest {

    private static final Map<String, Object> WORDS = Map.of("text", "已按要求完成整改，附整改报告");

    private static String opened(Person agency, String kind) {
        Answer opened =
                Sending.post(
                        "/api/measures",
                        Map.of("uscc", agency.uscc(), "kind", kind, "ground", "年度测评等级 D"));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return "/api/measures/" + opened.text("id");
    }

    private static Answer confirm(String measure, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("decision", "confirm");
        body.put("reason", "情况属实，依规处置");
        return Sending.post(measure + "/decisions", body);
    }

    private static UUID id(String measure) {
        return UUID.fromString(measure.substring(measure.lastIndexOf('/') + 1));
    }

    @Test
    void theAgencyIsHeardFirst() {
        var agency = Auction.ownSeller();
        String measure = opened(agency, "warning");
        Answer early = confirm(measure, Map.of());
        assertThat(early.text("rule")).isEqualTo("agency-is-heard-first");
        assertThat(early.text("detail"))
                .contains(agency.get(measure).body().path("stateBy").asString());
        Attack.refused(
                "measure_hears_the_agency",
                "update measure set status = 'confirmed', decided_kind = 'reminder', reason = '情况属实', decided_by = 'x', decided_on = market_today() where id = ?",
                id(measure));

        assertThat(agency.get("/api/tasks").body().toString()).contains("measure-to-answer");
        assertThat(agency.post(measure + "/statements", WORDS).status()).isEqualTo(201);
        assertThat(agency.post(measure + "/statements", WORDS).text("rule"))
                .isEqualTo("stated-already");
        assertThat(Auction.seller(0).get(measure).status()).isEqualTo(404);
        assertThat(
                        Sending.get("/api/measure-register?q={u}", agency.uscc())
                                .body()
                                .path("total")
                                .asInt())
                .as("nothing is published before it is decided")
                .isZero();

        assertThat(confirm(measure, Map.of()).text("status")).isEqualTo("confirmed");
        assertThat(confirm(measure, Map.of()).text("rule")).isEqualTo("decided-already");
        assertThat(
                        Sending.get("/api/measure-register?q={u}", agency.uscc())
                                .body()
                                .at("/items/0/kind")
                                .asString())
                .isEqualTo("warning");
        assertThat(
                        Sending.get("/api/agencies/{u}", agency.uscc())
                                .body()
                                .path("standing")
                                .asString())
                .isEqualTo("warned");
        for (String kind : List.of("measure.opened", "measure.decided")) {
            Market.waitUntil(() ->
                    Scratch.count(
                                    "select count(*) from inbox_message where organisation_id = ?::uuid and kind = ?",
                                    agency.organisationId(),
                                    kind)
                            == 1);
        }
    }

    @Test
    void silenceForFiveWorkingDaysIsHeardToo() {
        var agency = Auction.ownSeller();
        String measure = opened(agency, "rectification");
        PassingTime.asIfPast(
                id(measure), "measure", "update measure set opened_on = '2026-09-29' where id = ?");
        Answer late = agency.post(measure + "/statements", WORDS);
        assertThat(late.text("rule")).isEqualTo("statement-is-over");
        assertThat(late.text("detail")).contains("2026-10-12");
        assertThat(confirm(measure, Map.of()).text("status")).isEqualTo("confirmed");
        assertThat(agency.get(measure).body().path("endsOn").asString()).isEqualTo(Scratch.day(30));
        assertThat(agency.get("/api/tasks").body().toString()).contains("rectification-to-report");
    }

    @Test
    void whoIsSuspendedNeitherSignsNorBidsUntilItIsRepaired() {
        var agency = Auction.ownSeller();
        var deal = Deal.drafted(agency, 8_000);
        assertThat(deal.confirm(deal.owner).status()).isEqualTo(201);
        String measure = opened(agency, "suspension");
        agency.post(measure + "/statements", WORDS);
        assertThat(confirm(measure, Map.of("months", 7)).faults())
                .containsExactly("#/months bounds");
        assertThat(confirm(measure, Map.of("years", 1)).faults())
                .containsExactly("#/months bounds", "#/years bounds");
        assertThat(confirm(measure, Map.of("months", 3)).text("status")).isEqualTo("confirmed");

        assertThat(deal.confirm(agency).status()).isEqualTo(409);
        Answer bid = bid(agency);
        assertThat(bid.status()).as(bid.body().toString()).isIn(403, 409, 422);

        assertThat(Sending.post(measure + "/repair-decisions", Map.of("grant", true)).text("rule"))
                .isEqualTo("nothing-asked");
        assertThat(agency.post(measure + "/repairs", WORDS).status()).isEqualTo(201);
        assertThat(agency.post(measure + "/repairs", WORDS).text("rule"))
                .isEqualTo("one-at-a-time");
        assertThat(
                        Sending.post(
                                        measure + "/repair-decisions",
                                        Map.of("grant", false, "reason", "整改尚不到位"))
                                .text("status"))
                .isEqualTo("confirmed");
        agency.post(measure + "/repairs", WORDS);
        assertThat(
                        Sending.post(
                                        measure + "/repair-decisions",
                                        Map.of("grant", true, "reason", "整改到位"))
                                .text("status"))
                .isEqualTo("repaired");
        // its prices stand in the market again as soon as the shelves have followed
        Market.waitUntil(() -> deal.confirm(agency).text("status").equals("signed"));
        Answer again = bid(agency);
        assertThat(again.status()).as(again.body().toString()).isEqualTo(201);
    }

    private static Answer bid(Person agency) {
        var auction =
                Auction.by(
                        People.of(Scratch.market()).enterprise(),
                        "lowest_price",
                        Auction.LOWEST,
                        "{\"extensionDays\": 0, \"publicityDays\": 0}");
        return agency.post(
                auction.request.lot(1) + "/bids",
                Map.of("amountFen", 800_000, "nonce", "a1".repeat(32)));
    }

    @Test
    void whoIsRemovedDoesNotComeBackBeforeItsTime() {
        var agency = Auction.ownSeller();
        String measure = opened(agency, "removal");
        agency.post(measure + "/statements", WORDS);
        assertThat(confirm(measure, Map.of("years", 1)).text("status")).isEqualTo("confirmed");
        assertThat(
                        Sending.get("/api/agencies/{u}", agency.uscc())
                                .body()
                                .path("standing")
                                .asString())
                .isEqualTo("removed");
        String sanction = Scratch.ask("select sanction_id from measure where id = ?", id(measure));
        Answer around =
                Sending.post(
                        "/api/agencies/" + agency.uscc() + "/sanctions/" + sanction + "/lifts",
                        Map.of("reason", "直接解除"));
        assertThat(around.text("rule"))
                .as("what was decided after a hearing is not undone beside it")
                .isEqualTo("measure-ends-by-its-repair");
        agency.post(measure + "/repairs", WORDS);
        var grant = Map.<String, Object>of("grant", true, "reason", "整改到位");
        Answer early = Sending.post(measure + "/repair-decisions", grant);
        assertThat(early.text("rule")).isEqualTo("no-re-entry-yet");
        Attack.refused(
                "removed_for_its_time",
                "update measure_repair set granted = true, reason = '提前', decided_by = 'x', decided_at = now() where measure_id = ?",
                id(measure));
        PassingTime.asIfPast(
                id(measure),
                "measure",
                "update measure set ends_on = market_today() - 1 where id = ?");
        assertThat(Sending.post(measure + "/repair-decisions", grant).text("status"))
                .isEqualTo("repaired");
        assertThat(
                        Sending.get("/api/agencies/{u}", agency.uscc())
                                .body()
                                .path("standing")
                                .asString())
                .isEqualTo("available");
    }

    @Test
    void aFinalRatingOpensWhatFollowsByItselfAndOnce() {
        var year = RatedYear.next();
        RatedYear.find(RatedYear.many, null, "false_material", year.year + "-03-03");
        RatedYear.find(RatedYear.many, null, "refused_to_sign", year.year + "-04-04");
        RatedYear.find(RatedYear.many, null, "complaint_upheld", year.year + "-02-03");
        RatedYear.find(RatedYear.few, null, "complaint_upheld", year.year + "-02-03");
        year.published(1);
        year.publishedOn(1, "2026-09-29");
        year.becomes(1, "final");
        String kinds =
                """
                select string_agg(m.kind || ' ' || m.ground, '; ' order by m.kind) from measure m
                  join rating_run r on r.id = m.run_id where r.year = ?
                """;
        Market.waitUntil(() -> Scratch.ask(kinds, year.year) != null);
        assertThat(Scratch.ask(kinds, year.year))
                .contains("rectification " + year.year + " 年度测评得分 ")
                .contains("等级 D，年度内有投诉成立")
                .contains("warning " + year.year + " 年度测评得分 78.33，年度内有投诉成立")
                .doesNotContain("suspension");
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'measures.opened' and entity_code = ?",
                                year.year + "-1"))
                .isEqualTo(1);
    }
}
