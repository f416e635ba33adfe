package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.PassingTime;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;

/** 暂停采购 A request that is held stands where it stood, and goes on from there. */
class HeldRequestTest {

    @Test
    void aHeldRequestStandsStillAndResumesWithAWholeWorkingDay() {
        var auction = Auction.selected("{}", 9_000, 10_000);
        var grievance = Grievance.holding(auction);
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
        var grievance = Grievance.holding(auction);
        auction.decideObjection(objection, "rejected");
        assertThat(auction.status()).isEqualTo("suspended");
        grievance.done("hold-lifts", Map.of("target", "request", "reason", "查无实据"));
        assertThat(auction.status()).isEqualTo("publicity");
    }

    @Test
    void aRequestThatWaitsForItsOwnersMarksWaitsForThemAgain() {
        var auction =
                Auction.of(
                                "best_value",
                                "{\"minimum\": 2, \"quality\": 40, \"staff\": 20, \"time\": 10, \"price\": 30}",
                                "{\"extensionDays\": 0, \"publicityDays\": 2}")
                        .bids(9_000, 8_000)
                        .closed()
                        .becomes("selecting");
        var grievance =
                Grievance.ofRequest(Auction.seller(1), "conduct", auction.request.number(), null)
                        .acceptedWithHold("request");
        var scores =
                Map.of(
                        "scores",
                        Stream.of(0, 1)
                                .map(n ->
                                        Map.of(
                                                "uscc",
                                                Auction.seller(n).uscc(),
                                                "quality",
                                                90,
                                                "staff",
                                                90,
                                                "time",
                                                90))
                                .toList(),
                        "reason",
                        "按方案评审");
        assertThat(auction.owner("scores", scores).text("rule")).isEqualTo("suspended");
        assertThat(auction.count("timer where request_id = ?")).isZero();

        grievance.done("hold-lifts", Map.of("target", "request", "reason", "查无实据"));
        assertThat(auction.status()).isEqualTo("selecting");
        Market.waitUntil(() ->
                auction.count(
                                "timer where kind = 'choice' and due_at >= end_of_working_days(market_today(), 1) and request_id = ?")
                        == 1);
        assertThat(auction.owner("scores", scores).text("status")).isEqualTo("publicity");
    }

    @Test
    void ofTwoLotsTheOneThatFailedStaysSo() {
        var auction = Auction.selectedBesideALotWithoutBids(9_000, 10_000);
        assertThat(auction.count("lot_failure where lot_no = 2 and request_id = ?")).isEqualTo(1);
        var grievance = Grievance.holding(auction);
        assertThat(auction.count("timer where request_id = ?")).isZero();

        grievance.done("hold-lifts", Map.of("target", "request", "reason", "查无实据"));
        assertThat(
                        Scratch.ask(
                                "select string_agg(lot_no || ' ' || kind, ', ' order by lot_no) from timer where request_id = ?",
                                auction.request.id()))
                .isEqualTo("1 publicity");
    }

    private static long stuck(Auction auction) {
        return Scratch.count(
                "select count(*) from stuck_request where number = ?", auction.request.number());
    }
}
