package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.PassingTime;
import org.mingjia.Scratch;
import org.mingjia.Sending;
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
    void aHeldRequestStandsStillAndResumesWithAWholeWorkingDay() {
        var auction = Auction.selected("{}", 9_000, 10_000);
        var grievance =
                Grievance.ofRequest(
                                auction.request.owner(),
                                "conduct",
                                auction.request.number(),
                                Auction.seller(1).uscc())
                        .acceptedWithHold("request");
        assertThat(auction.status()).isEqualTo("suspended");
        assertThat(auction.count("timer where request_id = ?")).isZero();
        assertThat(stuck(auction)).as("what a complaint holds is not stuck").isZero();
        assertThat(
                        auction.agency(
                                        auction.winner(),
                                        "award-withdrawals",
                                        Map.of("reason", "人手不足"))
                                .text("rule"))
                .isEqualTo("suspended");
        PassingTime.asIfPast(
                auction.request.id(),
                "award",
                "update award set publicity_until = clock_timestamp() where status = 'publicity' and request_id = ?");

        grievance.decided("rejected", Map.of());
        assertThat(auction.status()).isEqualTo("publicity");
        assertThat(
                        auction.count(
                                """
                                award a join timer t on t.request_id = a.request_id and t.kind = 'publicity'
                                 where a.publicity_until = t.due_at
                                   and a.publicity_until >= end_of_working_days(market_today(), 1) and a.request_id = ?
                                """))
                .isEqualTo(1);
    }

    @Test
    void aRequestThatIsOpenForBidsGetsItsTimeAgainEvenAfterItsDeadline() {
        var auction = Auction.of("lowest_price", Auction.LOWEST, "{\"extensionDays\": 0}");
        var id = UUID.randomUUID();
        Scratch.ask(
                """
                insert into complaint (id, number, subject, complainant_id, against_id, request_id, region_code, text, token_hash,
                                       desk, by)
                values (?, 'x', 'conduct', ?::uuid, ?::uuid, ?, '000000', '业主在公告之外向个别机构提供资料，请求查处', sha256(?::bytea),
                        'operator', 'a test') returning id
                """,
                id,
                Auction.seller(0).organisationId(),
                auction.request.owner().organisationId(),
                auction.request.id(),
                id.toString());
        String path =
                "/api/complaints/" + Scratch.ask("select number from complaint where id = ?", id);
        Answer held =
                Sending.post(path + "/acceptances", Map.of("hold", "request", "reason", "先查明事实"));
        assertThat(held.status()).as(held.body().toString()).isEqualTo(201);
        assertThat(auction.status()).isEqualTo("suspended");
        Answer late =
                Auction.seller(0)
                        .post(
                                auction.request.lot(1) + "/bids",
                                Map.of("amountFen", 900_000, "nonce", "a1".repeat(32)));
        assertThat(late.problem()).isEqualTo("bidding-closed");
        PassingTime.deadline(auction.request.id());

        Answer lifted =
                Sending.post(path + "/hold-lifts", Map.of("target", "request", "reason", "查无实据"));
        assertThat(lifted.status()).as(lifted.body().toString()).isEqualTo(201);
        assertThat(auction.status()).isEqualTo("published");
        assertThat(
                        auction.count(
                                """
                                service_request r join timer t on t.request_id = r.id and t.kind = 'close' and t.due_at = r.closes_at
                                 where r.closes_at >= end_of_working_days(market_today(), 1) and r.id = ?
                                """))
                .isEqualTo(1);
        auction.bids(9_000, 10_000).closed().becomes("publicity");
    }

    @Test
    void aRequestGoesOnWhenNeitherAnObjectionNorAHoldIsLeft() {
        var auction = Auction.selected("{}", 9_000, 10_000);
        var objection =
                UUID.fromString(auction.objection(Auction.seller(1), "评分依据与公告不一致，请求复核").text("id"));
        var grievance =
                Grievance.ofRequest(
                                auction.request.owner(),
                                "conduct",
                                auction.request.number(),
                                Auction.seller(1).uscc())
                        .acceptedWithHold("request");
        auction.decideObjection(objection, "rejected");
        assertThat(auction.status()).isEqualTo("suspended");
        grievance.done("hold-lifts", Map.of("target", "request", "reason", "查无实据"));
        assertThat(auction.status()).isEqualTo("publicity");
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

    private static long stuck(Auction auction) {
        return Scratch.count(
                "select count(*) from stuck_request where number = ?", auction.request.number());
    }
}
