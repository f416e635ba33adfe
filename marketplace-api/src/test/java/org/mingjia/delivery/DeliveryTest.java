package org.mingjia.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.Noticed;
import org.mingjia.PassingTime;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.mingjia.contract.Deal;
import tools.jackson.databind.JsonNode;

/** 成果 Handed in as a whole, accepted or returned by the owner, or accepted by its silence. */
class DeliveryTest {

    @Test
    void aReportIsHandedInReturnedMendedAndAccepted() {
        var deal = Deal.filed(8_000);
        assertThat(deal.submitAsItIs().faults()).containsExactly("# required-materials");
        assertThat(deal.hand(1, "初稿 " + deal.number).status()).isEqualTo(201);
        assertThat(deal.submitAsItIs().text("status")).isEqualTo("delivered");
        assertThat(deal.seen().path("deliveredOn").asString()).isEqualTo(Scratch.day(0));
        assertThat(deal.submitAsItIs().text("rule")).isEqualTo("nothing-changed");

        Answer mute =
                deal.owner.post(
                        deal.path() + "/delivery-answers",
                        Map.of("deliveryNo", 1, "accept", false));
        assertThat(mute.faults()).containsExactly("#/reason required");
        assertThat(deal.answer(1, false).text("status")).isEqualTo("filed");
        assertThat(deal.seen().path("deliveredOn").isNull()).isTrue();
        assertThat(deal.answer(1, true).text("rule")).isEqualTo("nothing-delivered");
        assertThat(deal.submitAsItIs().text("rule")).as("as it was").isEqualTo("nothing-changed");

        Answer mended =
                deal.agency.post(
                        deal.path() + "/deliverables",
                        Map.of(
                                "materialNo",
                                1,
                                "fileId",
                                deal.upload("修改稿 " + deal.number),
                                "replacesNo",
                                1));
        assertThat(mended.status()).isEqualTo(201);
        assertThat(deal.submitAsItIs().number("no")).isEqualTo(2);
        assertThat(deal.answer(1, true).text("rule")).isEqualTo("not-the-last-delivery");
        assertThat(deal.answer(2, true).text("status")).isEqualTo("accepted");

        JsonNode seen = deal.owner.get(deal.path() + "/delivery").body();
        assertThat(seen.at("/files/0/replacedBy").asInt()).isEqualTo(2);
        assertThat(seen.at("/deliveries/0/status").asString()).isEqualTo("returned");
        assertThat(seen.at("/deliveries/0/files").toString()).isEqualTo("[1]");
        assertThat(seen.at("/deliveries/1/files").toString()).isEqualTo("[2]");
        assertThat(seen.path("acceptedBySilence").asBoolean()).isFalse();
        assertThat(deal.hand(1, "迟到").text("rule")).isEqualTo("delivery-is-open");
        assertThat(
                        deal.owner
                                .post(
                                        deal.path() + "/terminations",
                                        Map.of(
                                                "ground",
                                                "agreement",
                                                "reason",
                                                "双方协商一致不再履行",
                                                "settledFen",
                                                0))
                                .text("rule"))
                .isEqualTo("accepted");
        assertThat(deal.invoice(Deal.taxNumber(), 800_000).status())
                .as("what was accepted may be charged")
                .isEqualTo(201);
    }

    @Test
    void aNewerReportTakesThePlaceOfOneThatTheOwnerHasNotAnswered() {
        var deal = Deal.filed(8_000).delivered();
        assertThat(deal.hand(1, "附图 " + deal.number).status()).isEqualTo(201);
        assertThat(deal.delivery().at("/deliveries/0/status").asString())
                .as("a file alone changes nothing of what was handed in")
                .isEqualTo("submitted");
        assertThat(deal.submitAsItIs().number("no")).isEqualTo(2);
        assertThat(deal.delivery().at("/deliveries/0/status").asString()).isEqualTo("superseded");
        assertThat(deal.answer(1, true).text("rule")).isEqualTo("not-the-last-delivery");
    }

    @Test
    void whatIsHandedInIsOnesOwnForAMaterialOfTheList() {
        var deal = Deal.filed(8_000);
        String foreign = deal.owner.upload("业主.pdf", Applicant.A_PDF).text("id");
        Answer wrong =
                deal.agency.post(
                        deal.path() + "/deliverables",
                        Map.of("materialNo", 9, "fileId", foreign, "replacesNo", 4));
        assertThat(wrong.faults())
                .containsExactly(
                        "#/materialNo material-of-the-item",
                        "#/fileId own-file",
                        "#/replacesNo file-that-counts");
        String once = deal.upload("一稿 " + deal.number);
        var form = Map.of("materialNo", 1, "fileId", once);
        assertThat(deal.agency.post(deal.path() + "/deliverables", form).status()).isEqualTo(201);
        assertThat(deal.agency.post(deal.path() + "/deliverables", form).faults())
                .containsExactly("#/fileId file-once");
        Answer nobody = deal.agency.post(deal.path() + "/deliveries", Map.of());
        assertThat(nobody.faults()).containsExactly("#/signatories signatories");

        var unfiled = Deal.signed(8_000);
        assertThat(unfiled.hand(1, "早").text("rule")).isEqualTo("delivery-is-open");
    }

    @Test
    void theOwnerReadsWhatWasHandedInAndNothingBefore() {
        var deal = Deal.filed(8_000);
        deal.hand(1, "草稿 " + deal.number);
        String file = "/api/files/" + deal.delivery().at("/files/0/fileId").asString();
        assertThat(deal.owner.get(deal.path() + "/delivery").body().path("files")).isEmpty();
        assertThat(status(deal.owner, file)).isEqualTo(404);
        deal.submitAsItIs();
        assertThat(deal.owner.get(deal.path() + "/delivery").body().path("files")).hasSize(1);
        assertThat(status(deal.owner, file)).isEqualTo(200);
        assertThat(status(People.of(Scratch.market()).enterprise(), file)).isEqualTo(404);
        assertThat(status(regulator(), file)).isEqualTo(200);
    }

    @Test
    void silenceAcceptsWhenTheOwnersWorkingDaysAreOverAndNotBefore() {
        var deal = Deal.filed(8_000).delivered();
        due(deal);
        Market.waitUntil(() ->
                Scratch.count(
                                "select count(*) from timer t join contract c on c.request_id = t.request_id where t.kind = 'acceptance' and c.id = ? and t.due_at > clock_timestamp()",
                                deal.id())
                        == 1);
        assertThat(deal.seen().path("status").asString())
                .as("a timer that is early finds that it is")
                .isEqualTo("delivered");

        handedInOn(deal, "2026-09-28");
        assertThat(deal.seen().path("acceptBy").asString())
                .as("ten working days over 国庆, 10-10 is one")
                .isEqualTo("2026-10-16T16:00:00+00:00");
        due(deal);
        Market.waitUntil(() -> deal.seen().path("status").asString().equals("accepted"));
        assertThat(deal.seen().path("acceptedBySilence").asBoolean()).isTrue();
        JsonNode last = deal.delivery().at("/deliveries/0");
        assertThat(last.path("bySilence").asBoolean()).isTrue();
        assertThat(last.path("status").asString()).isEqualTo("accepted");
        assertThat(deal.owner.get(deal.path() + "/evaluation").body().path("evaluation").isNull())
                .as("silence is no star")
                .isTrue();
        Noticed.settled();
        assertThat(
                        deal.owner
                                .get("/api/inbox?limit=100")
                                .body()
                                .path("items")
                                .valueStream()
                                .filter(m -> m.path("subject").asString().equals(deal.number))
                                .map(m -> m.path("kind").asString()))
                .contains("delivery.submitted", "delivery.accepted-silently");
    }

    @Test
    void twentyAnswersAtOnceAreOne() {
        var deal = Deal.filed(8_000).delivered();
        List<Integer> statuses =
                java.util.stream.IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(n -> deal.answer(1, n % 2 == 0).status())
                        .toList();
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status != 201).containsOnly(409);
    }

    @Test
    void theDepartmentSaysWhatBecameOfTheReport() {
        var deal = Deal.filed(8_000);
        Person regulator = regulator();
        var accepted =
                Map.of(
                        "outcome",
                        "accepted",
                        "decidedOn",
                        Scratch.day(0),
                        "document",
                        "州环评〔2026〕9号");
        assertThat(regulator.post(deal.path() + "/outcomes", accepted).text("rule"))
                .isEqualTo("nothing-delivered");
        deal.delivered();
        assertThat(
                        regulator
                                .post(
                                        deal.path() + "/outcomes",
                                        Map.of("outcome", "ignored", "decidedOn", Scratch.day(1)))
                                .faults())
                .containsExactly("#/outcome one-of", "#/decidedOn between-delivery-and-today");
        var returned = Map.of("outcome", "returned", "decidedOn", Scratch.day(0));
        assertThat(regulator.post(deal.path() + "/outcomes", returned).faults())
                .containsExactly("#/reason required");
        assertThat(
                        regulator
                                .post(
                                        deal.path() + "/outcomes",
                                        Map.of(
                                                "outcome",
                                                "returned",
                                                "decidedOn",
                                                Scratch.day(0),
                                                "reason",
                                                "缺少公众参与说明"))
                                .number("no"))
                .isEqualTo(1);
        assertThat(regulator.post(deal.path() + "/outcomes", accepted).number("no")).isEqualTo(2);
        JsonNode record =
                Sending.get("/api/contract-register/{n}", deal.number).body().path("outcomes");
        assertThat(record.valueStream().map(o -> o.path("outcome").asString()))
                .containsExactly("returned", "accepted");

        Person elsewhere = People.of(Scratch.market()).regulator("433100-FGW", "433122");
        assertThat(elsewhere.post(deal.path() + "/outcomes", accepted).status()).isEqualTo(404);
    }

    private static Person regulator() {
        return People.of(Scratch.market()).regulator();
    }

    private static int status(Person who, String file) {
        return who.http().get().uri(file).exchange().returnResult(byte[].class).getStatus().value();
    }

    private static void due(Deal deal) {
        PassingTime.asIfPast(
                deal.id(),
                "timer",
                """
                update timer t set due_at = clock_timestamp() from contract c
                 where t.kind = 'acceptance' and t.request_id = c.request_id and c.id = ?
                """);
    }

    private static void handedInOn(Deal deal, String day) {
        PassingTime.asIfPast(
                deal.id(),
                "delivery",
                "update delivery set submitted_on = '" + day + "' where contract_id = ?");
        PassingTime.asIfPast(
                deal.id(),
                "contract",
                "update contract set delivered_on = '" + day + "' where id = ?");
    }
}
