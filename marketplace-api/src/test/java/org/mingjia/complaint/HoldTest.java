package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;

/** 暂停 What is held does not move until its complaint is decided, whoever comes first. */
class HoldTest {

    @Test
    void aHeldContractIsNotSignedAndGoesOnAfterTheDecision() {
        var deal = Deal.drafted(8_000);
        deal.confirm(deal.owner);
        var grievance =
                Grievance.ofContract(deal.owner, "conduct", deal.number)
                        .acceptedWithHold("contract");
        Answer barred = deal.confirm(deal.agency);
        assertThat(barred.status()).isEqualTo(409);
        assertThat(barred.text("rule")).isEqualTo("contract-is-on-hold");
        assertThat(barred.text("detail")).contains("投诉处理期间暂停");
        assertThat(deal.seen().path("signBy").isNull()).as("its period does not run").isTrue();
        assertThat(grievance.seen(deal.agency).at("/holds/0/number").asString())
                .isEqualTo(deal.number);

        grievance.decided("rejected", Map.of());
        assertThat(grievance.seen(deal.owner).at("/holds/0/liftedAt").asString()).isNotBlank();
        assertThat(deal.confirm(deal.agency).text("status")).isEqualTo("signed");
    }

    @Test
    void aHeldContractIsNeitherFiledNorSupplementedNorChargedNorAccepted() {
        var signed = Deal.signed(8_000);
        Grievance.ofContract(signed.agency, "conduct", signed.number).acceptedWithHold("contract");
        assertThat(signed.agency.post(signed.path() + "/filings", Map.of()).text("rule"))
                .isEqualTo("contract-is-on-hold");

        var filed = Deal.filed(8_000);
        filed.invoice(Deal.taxNumber(), 1_000);
        filed.owner.post(
                filed.path() + "/supplements",
                Map.of("ground", "业主增加了两个监测点位", "amountFen", 850_000));
        var grievance =
                Grievance.ofContract(filed.owner, "fee", filed.number).acceptedWithHold("contract");
        assertThat(filed.invoice(Deal.taxNumber(), 100).text("rule"))
                .isEqualTo("contract-is-on-hold");
        assertThat(
                        filed.agency
                                .post(filed.path() + "/supplement-answers", Map.of("accept", true))
                                .text("rule"))
                .isEqualTo("contract-is-on-hold");
        Answer credit =
                filed.agency.post(
                        filed.path() + "/invoices/1/credits",
                        Map.of(
                                "taxNumber",
                                Deal.taxNumber(),
                                "issuedOn",
                                Scratch.day(0),
                                "reason",
                                "开票内容有误",
                                "lines",
                                java.util.List.of(1)));
        assertThat(credit.status()).as("what was charged may be taken back").isEqualTo(201);
        grievance.done("hold-lifts", Map.of("target", "contract", "reason", "已经查明，不影响履行"));
        assertThat(
                        grievance
                                .desk("hold-lifts", Map.of("target", "contract", "reason", "已经查明"))
                                .text("rule"))
                .isEqualTo("not-held");
        assertThat(filed.invoice(Deal.taxNumber(), 100).status()).isEqualTo(201);

        var delivered = Deal.filed(8_000).delivered();
        Grievance.ofContract(delivered.owner, "quality", delivered.number)
                .acceptedWithHold("contract");
        assertThat(delivered.answer(1, true).text("rule")).isEqualTo("contract-is-on-hold");
    }

    @Test
    void aRequestThatIsOverIsNotHeld() {
        var deal = Deal.drafted(8_000);
        var grievance =
                Grievance.ofRequest(
                        Auction.seller(1), "selection", deal.auction.request.number(), null);
        assertThat(
                        grievance
                                .desk("acceptances", Map.of("hold", "request", "reason", "先查明事实"))
                                .text("rule"))
                .isEqualTo("nothing-to-hold");
        grievance.acceptedWithHold("contract");
        assertThat(
                        grievance
                                .desk("holds", Map.of("target", "contract", "reason", "再次暂停"))
                                .text("rule"))
                .isEqualTo("held-before");
        assertThat(deal.owner.post(deal.path() + "/documents", Map.of()).status()).isEqualTo(422);
        assertThat(
                        deal.propose(
                                        deal.owner,
                                        java.util.List.of(Deal.node(Deal.NODE, 8_000, false)))
                                .text("rule"))
                .isEqualTo("contract-is-on-hold");
    }

    /** Either the second side was first, and the hold is on a signed contract; or it is barred. */
    @Test
    void aSignatureAndAHoldInARaceNeverEndOutOfOrder() {
        int signed = 0;
        for (int round = 0; round < 20; round++) {
            var deal = Deal.drafted(8_000);
            deal.confirm(deal.owner);
            var grievance = Grievance.ofContract(deal.owner, "conduct", deal.number).accepted();
            var document = deal.document();
            Map<String, Object> confirmation =
                    Map.of(
                            "documentNo",
                            document.path("documentNo").asInt(),
                            "hash",
                            document.path("hash").asString());
            // signing in as the operator takes its time: somewhere on the way they meet
            int later = round;
            var held =
                    Scratch.beside(() ->
                            grievance.operator(
                                    "holds", Map.of("target", "contract", "reason", "先查明事实")));
            var confirming =
                    Scratch.beside(() -> {
                        pause(20L * later);
                        return deal.agency.post(deal.path() + "/confirmations", confirmation);
                    });
            Answer confirmed = confirming.join();
            Answer placed = held.join();

            assertThat(placed.status()).as(placed.body().toString()).isEqualTo(201);
            if (confirmed.status() == 201) {
                signed++;
                assertThat(
                                Scratch.count(
                                        "select count(*) from contract c join hold h on h.contract_id = c.id where c.id = ? and c.status = 'signed' and c.signed_at <= h.placed_at",
                                        deal.id()))
                        .isEqualTo(1);
            } else {
                assertThat(confirmed.text("rule")).isEqualTo("contract-is-on-hold");
                assertThat(deal.seen().path("status").asString()).isEqualTo("drafting");
                assertThat(
                                deal.count(
                                        "contract_confirmation where side = 'agency' and contract_id = ?"))
                        .as("nothing of it was written")
                        .isZero();
            }
        }
        System.getLogger("race")
                .log(System.Logger.Level.INFO, "signed before the hold: {0} of 20", signed);
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
