package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Requests;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;

/**
 * What follows from a decision follows in its transaction, and everybody reads what was decided.
 */
class EffectsTest {

    private static final String AT_ONCE = "{\"extensionDays\": 0, \"publicityDays\": 0}";

    @Test
    void anAwardIsCancelledAndTheOwnerFindsADraftWithoutTheExcluded() {
        var deal = Deal.drafted(8_000);
        var grievance =
                Grievance.ofRequest(
                                Auction.seller(1),
                                "selection",
                                deal.auction.request.number(),
                                deal.agency.uscc())
                        .acceptedWithHold("contract")
                        .stated(deal.agency)
                        .decided("upheld", Map.of("cancelAwardOfLot", 1));

        assertThat(deal.seen().path("status").asString()).isEqualTo("terminated");
        assertThat(deal.seen().at("/terminations/0/ground").asString()).isEqualTo("complaint");
        assertThat(deal.auction.status()).isEqualTo("failed");
        assertThat(deal.auction.award().path("lostBy").asString()).isEqualTo("complaint");
        assertThat(deal.auction.award().path("awardedAt").asString())
                .as("what was published stays")
                .isNotBlank();
        Answer letIn =
                Answer.of(
                        deal.owner
                                .http()
                                .get()
                                .uri("/api/notices/{n}", deal.auction.request.number())
                                .exchange());
        assertThat(letIn.status()).isEqualTo(200);

        UUID again =
                UUID.fromString(
                        Scratch.ask(
                                "select id from service_request where copied_from = ?",
                                deal.auction.request.id()));
        Answer draft = deal.owner.get("/api/requests/" + again);
        assertThat(draft.body().at("/body/avoid/0/uscc").asString()).isEqualTo(deal.agency.uscc());
        assertThat(draft.body().at("/body/avoid/0/reason").asString()).contains(grievance.number);
        Answer without = saved(deal.owner, draft, Requests.body());
        assertThat(Requests.submit(deal.owner, without).faults())
                .containsExactly("#/avoid excluded-stays-excluded");
        var avoid = List.of(Map.of("uscc", deal.agency.uscc(), "reason", "投诉成立，被取消中选"));
        Answer with = saved(deal.owner, without, Requests.with(Requests.body(), "avoid", avoid));
        assertThat(Requests.submit(deal.owner, with).text("status")).isEqualTo("published");
        assertThat(grievance.seen(Auction.seller(1)).path("effects").toString())
                .isEqualTo("[\"award-cancelled\",\"finding\"]");
    }

    private static Answer saved(People.Person owner, Answer draft, Map<String, Object> body) {
        Answer saved = Requests.save(owner, draft, "\"" + draft.number("version") + "\"", body);
        assertThat(saved.status()).as(saved.body().toString()).isEqualTo(200);
        return saved;
    }

    @Test
    void whereTheNoticeSaidSoTheNextInRankFollowsAndGetsAContractOfItsOwn() {
        var owner = People.of(Scratch.market()).enterprise();
        var auction =
                Auction.of(
                                "lowest_price",
                                Auction.LOWEST,
                                AT_ONCE,
                                "social",
                                "{\"runnerUp\": true}")
                        .bids(8_000, 9_000)
                        .closed()
                        .becomes("awarded");
        assertThat(owner.uscc()).isNotBlank();
        Market.waitUntil(() -> auction.count("contract where request_id = ?") == 1);
        Grievance.ofRequest(
                        Auction.seller(1),
                        "selection",
                        auction.request.number(),
                        Auction.seller(0).uscc())
                .accepted()
                .stated(Auction.seller(0))
                .decided("upheld", Map.of("cancelAwardOfLot", 1));
        Market.waitUntil(() -> auction.count("contract where request_id = ?") == 2);

        assertThat(auction.status()).isEqualTo("awarded");
        assertThat(auction.award().path("uscc").asString()).isEqualTo(Auction.seller(1).uscc());
        assertThat(auction.award().path("basis").asString()).isEqualTo("runner-up");
        assertThat(auction.lot().path("awards").size()).as("what was published stays").isEqualTo(2);
        assertThat(
                        Scratch.ask(
                                "select string_agg(number || ' ' || status, ', ' order by drafted_at) from contract where request_id = ?",
                                auction.request.id()))
                .matches("HT-[-0-9]+-1 terminated, HT-[-0-9]+-1-2 drafting");
    }

    @Test
    void aSignedContractIsTerminatedAndNotCancelled() {
        var deal = Deal.signed(8_000);
        var grievance =
                Grievance.ofContract(deal.owner, "conduct", deal.number)
                        .accepted()
                        .stated(deal.agency);
        assertThat(grievance.decide("upheld", Map.of("cancelAwardOfLot", 1)).text("rule"))
                .isEqualTo("contract-is-signed");
        assertThat(grievance.seen(deal.owner).path("status").asString())
                .as("nothing of the decision is left")
                .isEqualTo("accepted");
    }

    @Test
    void effectsThatMakeNoSenseAreAllRefusedAtOnce() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.agency, "delay", deal.number).accepted();
        grievance.stated(deal.owner);
        assertThat(
                        grievance
                                .decide(
                                        "partly",
                                        Map.of(
                                                "cancelAwardOfLot",
                                                1,
                                                "refundFen",
                                                1,
                                                "findings",
                                                List.of("price_violation"),
                                                "sanction",
                                                Map.of("kind", "warning", "ground", "延误")))
                                .faults())
                .containsExactlyInAnyOrder(
                        "#/effects/findings/0 agency-needed",
                        "#/effects/findings/0 of-fees-only",
                        "#/effects/refundFen agency-needed",
                        "#/effects/cancelAwardOfLot of-selections-only",
                        "#/effects/cancelAwardOfLot upheld-only",
                        "#/effects/sanction operator-only",
                        "#/effects/sanction agency-needed");
        assertThat(grievance.decide("rejected", Map.of("refundFen", 1)).faults())
                .containsExactly("#/effects nothing-follows");
    }

    @Test
    void nothingIsUpheldBeforeTheOtherSideWasHeardOrLetItsDaysPass() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "quality", deal.number).accepted();
        assertThat(grievance.decide("upheld", Map.of()).text("rule")).isEqualTo("not-heard");
        grievance.daysPass(12);
        grievance.decided("upheld", Map.of());
    }

    @Test
    void aSanctionIsTheOperatorsAndItsFaultsAreNamedWhereTheDecisionHasThem() {
        var agency = Auction.ownSeller();
        var deal = Deal.drafted(agency, 8_000).sign();
        var grievance =
                Grievance.ofContract(deal.owner, "conduct", deal.number).accepted().stated(agency);
        assertThat(
                        grievance
                                .decide(
                                        "upheld",
                                        Map.of(
                                                "sanction",
                                                Map.of("kind", "suspension", "ground", "x")))
                                .faults())
                .containsExactly(
                        "#/effects/sanction/ground length", "#/effects/sanction/to required");
        grievance.decided(
                "upheld", Map.of("sanction", Map.of("kind", "warning", "ground", "服务承诺不履行")));
        assertThat(
                        Scratch.ask(
                                "select kind from sanction where agency_id = ?::uuid",
                                agency.organisationId()))
                .isEqualTo("warning");
    }

    @Test
    void everybodyReadsWhatWasDecidedAndNoPersonInIt() {
        var deal = Deal.filed(8_000);
        var upheld =
                Grievance.ofContract(deal.owner, "quality", deal.number)
                        .accepted()
                        .stated(deal.agency);
        assertThat(Grievance.everybody("/api/complaint-outcomes/{n}", upheld.number).status())
                .isEqualTo(404);
        var decision = new HashMap<>(Grievance.decision("upheld", Map.of()));
        decision.put("summary", "经办人 王某（电话 13812345678，身份证 433101199001011234）提交的报告不合格。");
        upheld.done("decisions", decision);

        var open = outcome(upheld);
        assertThat(open.path("agencyUscc").asString()).isEqualTo(deal.agency.uscc());
        assertThat(open.path("summary").asString())
                .isEqualTo("经办人 王**某（电话 ***，身份证 ******）提交的报告不合格。");
        assertThat(open.toString()).doesNotContain(deal.owner.uscc());
        assertThat(Grievance.status(upheld.number, upheld.token).text("outcome"))
                .isEqualTo("upheld");

        var rejected = Grievance.ofContract(deal.owner, "delay", deal.number).accepted();
        rejected.decided("rejected", Map.of());
        assertThat(outcome(rejected).path("agencyUscc").isNull()).isTrue();
        var listed =
                Grievance.everybody(
                        "/api/complaint-outcomes?agency={a}&outcome=upheld&subject=quality&limit=100",
                        deal.agency.uscc());
        assertThat(ComplaintTest.numbers(listed))
                .contains(upheld.number)
                .doesNotContain(rejected.number);
        String csv =
                Scratch.market()
                        .http()
                        .get()
                        .uri("/api/complaint-outcomes?format=csv")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(csv).contains(upheld.number).contains("award").isNotBlank();
    }

    private static tools.jackson.databind.JsonNode outcome(Grievance grievance) {
        Answer answer = Grievance.everybody("/api/complaint-outcomes/{n}", grievance.number);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
