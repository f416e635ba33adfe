package org.mingjia.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.PassingTime;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;
import tools.jackson.databind.JsonNode;

/** 评价 Once, after the acceptance, by the owner; answered once, appealed once, never deleted. */
class EvaluationTest {

    @Test
    void everyAverageIsOfWhatWasSaidAndOfNothingElse() {
        var agency = Auction.ownSeller();
        var first = Deal.drafted(agency, 8_000).sign().file().accepted();
        var second = Deal.drafted(agency, 8_000).sign().file().accepted();
        var third = Deal.drafted(agency, 8_000).sign().file().accepted();
        Deal.drafted(agency, 8_000).sign().file().accepted();
        String summary = "/api/agencies/" + agency.uscc() + "/evaluation-summary";
        JsonNode none = Sending.get(summary).body();
        assertThat(none.path("accepted").asInt()).isEqualTo(4);
        assertThat(none.path("evaluated").asInt()).isZero();
        assertThat(none.path("mean").isNull()).as("silence is no star").isTrue();

        assertThat(first.evaluate(3, 5, 5, 1).text("did")).isEqualTo("evaluated");
        second.evaluate(3, 5, 5, 1);
        third.evaluate(4, 5, 5, 2);
        JsonNode seen = Sending.get(summary).body();
        assertThat(seen.path("quality").asString()).as("3, 3, 4").isEqualTo("3.33");
        assertThat(seen.path("timeliness").asString()).isEqualTo("5.00");
        assertThat(seen.path("charging").asString()).as("1, 1, 2").isEqualTo("1.33");
        assertThat(seen.path("mean").asString()).as("44 stars of 12").isEqualTo("3.67");
        assertThat(seen.path("spread").toString()).as("3.5, 3.5, 4.0").isEqualTo("[0,0,0,3,0]");
        assertThat(seen.path("evaluated").asInt()).isEqualTo(3);
        assertThat(seen.path("onTime").asInt()).isEqualTo(4);

        assertThat(appeal(third, "业主评价的是另一个项目，与本合同无关").status()).isEqualTo(201);
        assertThat(decide(third, "upheld").text("did")).isEqualTo("upheld");
        JsonNode after = Sending.get(summary).body();
        assertThat(after.path("quality").asString()).isEqualTo("3.00");
        assertThat(after.path("counted").asInt()).isEqualTo(2);
        assertThat(after.path("evaluated").asInt()).isEqualTo(3);
        JsonNode list =
                Sending.get("/api/agencies/" + agency.uscc() + "/evaluations").body().path("items");
        assertThat(list).hasSize(3);
        assertThat(list.valueStream().filter(e -> !e.path("counts").asBoolean()))
                .as("it stays, with why it does not count")
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.path("contractNumber").asString()).isEqualTo(third.number);
                    assertThat(e.path("annotation").asString()).isEqualTo("经核实，评价对象有误");
                });
    }

    @Test
    void itIsSaidOnceByTheOwnerAfterTheAcceptance() {
        var deal = Deal.filed(8_000).delivered();
        assertThat(deal.evaluate(5, 5, 5, 5).text("rule")).isEqualTo("not-accepted");
        deal.answer(1, true);
        var stranger = People.of(Scratch.market()).enterprise();
        var stars = Map.of("quality", 1, "timeliness", 1, "attitude", 1, "charging", 1);
        assertThat(stranger.post(deal.path() + "/evaluations", stars).status()).isEqualTo(404);
        assertThat(deal.agency.post(deal.path() + "/evaluations", stars).status()).isEqualTo(403);
        assertThat(
                        deal.agency
                                .post(deal.path() + "/evaluation-replies", Map.of("words", "谢谢"))
                                .text("rule"))
                .isEqualTo("not-evaluated");
        var statuses =
                IntStream.range(0, 10)
                        .parallel()
                        .mapToObj(_ -> deal.evaluate(4, 4, 4, 4).status())
                        .toList();
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(deal.evaluate(5, 5, 5, 5).text("rule")).isEqualTo("evaluated-once");
        assertThat(
                        deal.agency
                                .post(deal.path() + "/evaluation-replies", Map.of("words", "谢谢"))
                                .status())
                .isEqualTo(201);
        assertThat(
                        deal.agency
                                .post(deal.path() + "/evaluation-replies", Map.of("words", "谢谢"))
                                .text("rule"))
                .isEqualTo("replied-once");
        assertThat(appeal(deal, "评价与事实不符，我方按期交付").status()).isEqualTo(201);
        assertThat(appeal(deal, "评价与事实不符，我方按期交付").text("rule")).isEqualTo("appealed-once");
        assertThat(decide(deal, "rejected").status()).isEqualTo(201);
        assertThat(decide(deal, "upheld").text("rule")).isEqualTo("already-decided");
        JsonNode seen = deal.seen(deal.agency);
        assertThat(seen.path("evaluateBy").isNull()).as("nothing is left to do").isTrue();
        assertThat(
                        deal.owner
                                .get(deal.path() + "/evaluation")
                                .body()
                                .at("/evaluation/mean")
                                .asString())
                .isEqualTo("4.00");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "quality, 0, 422, #/quality stars",
        "quality, 6, 422, #/quality stars",
        "timeliness, 4.5, 422, #/timeliness type",
        "timeliness, '\"5\"', 422, #/timeliness type",
        "attitude, true, 422, #/attitude type",
        "charging, , 422, #/charging stars",
    })
    void starsAreWholeAndFromOneToFive(String which, String value, int status, String fault) {
        var deal = accepted();
        var form = new HashMap<String, Object>();
        for (String dimension : new String[] {"quality", "timeliness", "attitude", "charging"}) {
            form.put(dimension, 5);
        }
        form.put(
                which,
                value == null
                        ? null
                        : tools.jackson.databind.json.JsonMapper.shared().readTree(value));
        Answer refused = deal.owner.post(deal.path() + "/evaluations", form);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        if (fault != null) {
            assertThat(refused.faults()).containsExactly(fault);
        }
        assertThat(deal.count("evaluation where contract_id = ?")).isZero();
    }

    @Test
    void tenThousandCharactersAreTooMany() {
        var deal = accepted();
        var form = new HashMap<String, Object>();
        form.put("quality", 5);
        form.put("timeliness", 5);
        form.put("attitude", 5);
        form.put("charging", 5);
        form.put("words", "好".repeat(10_000));
        Answer refused = deal.owner.post(deal.path() + "/evaluations", form);
        assertThat(refused.faults()).containsExactly("#/words length");
        assertThat(refused.body().toString()).contains("2000");
    }

    @Test
    void whatComesADayLateOverTheHolidaysIsRefusedWithItsLastDay() {
        var deal = Deal.filed(8_000).accepted();
        deal.evaluate(2, 2, 2, 2);
        PassingTime.asIfPast(
                deal.id(),
                "evaluation",
                "update evaluation set at = '2026-09-28 10:00+08' where contract_id = ?");
        Answer late = appeal(deal, "评价与事实不符，我方按期交付");
        assertThat(late.text("rule")).isEqualTo("too-late");
        assertThat(late.text("detail"))
                .as("five working days: 09-29, 09-30, 10-08, 10-09 and Saturday 10-10")
                .contains("2026-10-10");
        assertThat(deal.count("evaluation_appeal where contract_id = ?")).isZero();

        var silent = Deal.filed(8_000).accepted();
        PassingTime.asIfPast(
                silent.id(),
                "contract",
                "update contract set accepted_on = '2026-09-28' where id = ?");
        Answer tooLate = silent.evaluate(5, 5, 5, 5);
        assertThat(tooLate.text("rule")).isEqualTo("too-late");
        assertThat(tooLate.text("detail")).contains("2026-10-23");
    }

    private static Deal kept;

    /** One that is accepted and stays without an evaluation. */
    private static synchronized Deal accepted() {
        if (kept == null) {
            kept = Deal.filed(8_000).accepted();
        }
        return kept;
    }

    private static Answer appeal(Deal deal, String words) {
        return deal.agency.post(deal.path() + "/evaluation-appeals", Map.of("words", words));
    }

    private static Answer decide(Deal deal, String decision) {
        return Sending.post(
                deal.path() + "/evaluation-decisions",
                Map.of("decision", decision, "reason", "经核实，评价对象有误"));
    }
}
