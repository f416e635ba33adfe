package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.contract.Deal;
import org.mingjia.fees.Payments;
import tools.jackson.databind.JsonNode;

/** 责令退费 What is ordered is owed to the fen, until the one who gets it says so. */
class RefundsTest {

    @Test
    void aRefundIsOwedToTheFenUntilItIsRecorded() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 123_456);
        paid(deal, 123_456, "BANK-0001");
        var grievance =
                Grievance.ofContract(deal.owner, "fee", deal.number).accepted().stated(deal.agency);
        Answer above = grievance.decide("upheld", Map.of("refundFen", 123_457));
        assertThat(above.faults()).containsExactly("#/effects/refundFen above-what-was-charged");
        assertThat(above.text("detail")).contains("1,234.56");

        grievance.decided(
                "upheld", Map.of("refundFen", 100_000, "findings", List.of("price_violation")));
        assertThat(deal.charges().path("refundOwedFen").asLong()).isEqualTo(100_000);
        back(deal, 60_000, "BACK-0001");
        assertThat(deal.charges().path("refundOwedFen").asLong())
                .as("the agency's word alone pays nothing back")
                .isEqualTo(100_000);
        got(deal, 2);
        assertThat(deal.charges().path("refundOwedFen").asLong()).isEqualTo(40_000);

        var second =
                Grievance.ofContract(deal.owner, "fee", deal.number).accepted().stated(deal.agency);
        assertThat(second.decide("upheld", Map.of("refundFen", 23_457)).faults())
                .as("with what was ordered already")
                .containsExactly("#/effects/refundFen above-what-was-charged");
        second.decided("upheld", Map.of("refundFen", 23_456));
        assertThat(deal.charges().path("refundOwedFen").asLong()).isEqualTo(63_456);
        back(deal, 63_456, "BACK-0002");
        got(deal, 3);
        assertThat(deal.charges().path("refundOwedFen").asLong()).isZero();

        assertThat(
                        Scratch.ask(
                                "select string_agg(kind, ' ' order by kind) from conduct_finding where source = ?",
                                grievance.number))
                .isEqualTo("complaint_upheld price_violation");
        assertThat(outcome(grievance).path("refundFen").asLong()).isEqualTo(100_000);
    }

    @Test
    void whatWasPaidTooMuchAndGivenBackPaysNoOrderedRefund() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 100_000);
        paid(deal, 100_000, "BANK-0001");
        paid(deal, 100_000, "BANK-0002");
        Grievance.ofContract(deal.owner, "fee", deal.number)
                .accepted()
                .stated(deal.agency)
                .decided("upheld", Map.of("refundFen", 10_000));
        back(deal, 100_000, "BACK-0001");
        got(deal, 3);
        assertThat(deal.charges().path("refundOwedFen").asLong()).isEqualTo(10_000);

        back(deal, 10_000, "BACK-0002");
        got(deal, 4);
        JsonNode charges = deal.charges();
        assertThat(charges.path("refundOwedFen").asLong()).isZero();
        assertThat(
                        charges.path("differences")
                                .valueStream()
                                .filter(step ->
                                        step.path("step").asString().equals("invoiced-paid"))
                                .map(step -> step.path("differenceFen").asLong()))
                .as("nothing is open any more")
                .containsExactly(0L);
    }

    @Test
    void aCreditNoteSettlesAnOrderForGoodAndALaterChargeIsDueWhole() {
        var deal = Deal.drafted(2_000);
        deal.propose(
                deal.owner,
                List.of(Deal.node("初稿完成", 1_000, false), Deal.node("验收之后", 1_000, false)));
        deal.sign().file();
        deal.invoice(Deal.taxNumber(), "初稿完成", 100_000);
        paid(deal, 100_000, "BANK-0001");
        Grievance.ofContract(deal.owner, "fee", deal.number)
                .accepted()
                .stated(deal.agency)
                .decided("upheld", Map.of("refundFen", 20_000));
        created(
                deal.agency.post(
                        deal.path() + "/invoices/1/credits",
                        Map.of(
                                "taxNumber",
                                Deal.taxNumber(),
                                "issuedOn",
                                Scratch.day(0),
                                "reason",
                                "按处理决定红冲",
                                "lines",
                                List.of(1))));
        created(deal.invoice(Deal.taxNumber(), "初稿完成", 80_000));
        back(deal, 20_000, "BACK-0001");
        got(deal, 2);
        created(deal.invoice(Deal.taxNumber(), "验收之后", 100_000));
        paid(deal, 100_000, "BANK-0002");

        JsonNode charges = deal.charges();
        assertThat(charges.path("refundOwedFen").asLong()).isZero();
        assertThat(charges.path("paidFen").asLong()).isEqualTo(180_000);
        assertThat(deal.seen().at("/account/owedFen").asLong()).isZero();
        paid(deal, 50_000, "BANK-0003");
        assertThat(deal.charges().path("refundOwedFen").asLong())
                .as("a mistake of the owner's is no order")
                .isZero();
    }

    private static void paid(Deal deal, long fen, String reference) {
        created(Payments.pay(deal, 1, fen, reference));
    }

    private static void back(Deal deal, long fen, String reference) {
        created(Payments.refund(deal, 1, fen, reference));
    }

    private static void got(Deal deal, int paymentNo) {
        created(
                deal.owner.post(
                        deal.path() + "/payments/" + paymentNo + "/confirmations", Map.of()));
    }

    private static void created(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    private static tools.jackson.databind.JsonNode outcome(Grievance grievance) {
        Answer answer = Grievance.everybody("/api/complaint-outcomes/{n}", grievance.number);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
