package org.mingjia.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.People.Person;
import org.mingjia.Scratch;

/** What may come between a deadline and an award: too few, too cheap, withdrawn, objected to. */
class StepsTest {

    private static final String PUBLIC = "{\"extensionDays\": 0, \"publicityDays\": 2}";
    private static final String RUNNER_UP = "{\"runnerUp\": true}";
    private static final Map<String, String> REASON = Map.of("reason", "人员调配困难，无法履约");

    @Test
    void tooFewBidsMoveTheDeadlineOnceAndThenItIsTheOwnersToAcceptTheOnlyOne() {
        var auction =
                Auction.of(
                                "lowest_price",
                                Auction.LOWEST,
                                "{\"extensionDays\": 2, \"publicityDays\": 0}")
                        .bids(9000);
        auction.closed();
        assertThat(auction.status()).isEqualTo("published");
        assertThat(
                        Scratch.count(
                                "select (closes_at > now() + interval '1 day')::int from service_request where id = ? and extended_at is not null",
                                auction.request.id()))
                .isEqualTo(1);
        assertThat(
                        auction.count(
                                "event where kind = 'request.extended' and entity_code = (select number from service_request where id = ?)"))
                .isEqualTo(1);

        auction.closed();
        assertThat(auction.status()).isEqualTo("selecting");
        assertThat(auction.lot().at("/selection/outcome").asString()).isEqualTo("too_few");

        assertThat(auction.owner("single-bid-decisions", Map.of("accept", true)).body().toString())
                .contains("#/reason");
        var done =
                auction.owner("single-bid-decisions", Map.of("accept", true, "reason", "报价合理，工期紧"));
        assertThat(done.status()).isEqualTo(201);
        auction.becomes("awarded");
        assertThat(auction.award().path("basis").asString()).isEqualTo("single-bid");
    }

    @Test
    void theOwnerMayEndALotWithOneBidInstead() {
        var auction = Auction.of("lowest_price", Auction.LOWEST, PUBLIC).bids(9000).closed();

        auction.owner("single-bid-decisions", Map.of("accept", false, "reason", "将调整条件重新采购"));

        assertThat(auction.status()).isEqualTo("failed");
        assertThat(auction.notice().path("endReason").asString()).isEqualTo("将调整条件重新采购");
    }

    @Test
    void withPublicMoneyTooFewBidsLeaveNothingToChoose() {
        var auction =
                Auction.of(
                                "lowest_price",
                                "{\"minimum\": 3, \"explainBelowPercent\": 70}",
                                PUBLIC,
                                "state",
                                "{}")
                        .bids(9000);

        auction.closed().becomes("failed");

        assertThat(auction.lot().path("failure").asString()).contains("1 家", "3 家");
        assertThat(
                        auction.owner(
                                        "single-bid-decisions",
                                        Map.of("accept", true, "reason", "报价合理"))
                                .text("rule"))
                .isEqualTo("not-selecting");
    }

    @Test
    void nobodyAtAllFails() {
        var auction = Auction.of("random_draw", "{\"minimum\": 2}", PUBLIC);

        auction.closed().becomes("failed");

        assertThat(auction.lot().path("bids").size()).isZero();
    }

    @Test
    void aPriceFarBelowTheOthersIsExplainedBeforeItsPublicity() {
        var auction =
                Auction.of("lowest_price", Auction.LOWEST, PUBLIC).bids(1000, 9000, 9500).closed();
        assertThat(auction.status()).isEqualTo("selecting");
        assertThat(auction.award().path("status").asString()).isEqualTo("explaining");
        var accept = Map.of("accept", true, "reason", "说明成立，予以接受");
        assertThat(auction.owner("explanation-decisions", accept).text("rule"))
                .isEqualTo("not-explained");

        Person cheap = Auction.seller(0);
        assertThat(
                        auction.agency(
                                        Auction.seller(1),
                                        "explanations",
                                        Map.of("text", "不是我单位的报价说明"))
                                .text("rule"))
                .isEqualTo("not-selected");
        assertThat(auction.agency(cheap, "explanations", Map.of("text", "太短")).status())
                .isEqualTo(422);
        assertThat(
                        auction.agency(cheap, "explanations", Map.of("text", "已有同区域监测数据，无须重复采样"))
                                .status())
                .isEqualTo(201);
        assertThat(auction.owner("explanation-decisions", accept).text("awardStatus"))
                .isEqualTo("publicity");

        assertThat(auction.status()).isEqualTo("publicity");
        assertThat(auction.award().path("explanation").asString()).contains("同区域监测数据");
        auction.publicityPasses();
        auction.becomes("awarded");
    }

    @Test
    void anExplanationThatIsNotAcceptedLosesTheAwardToTheNextWhereTheNoticeSaysSo() {
        var auction =
                Auction.of("lowest_price", Auction.LOWEST, PUBLIC, "social", RUNNER_UP)
                        .bids(1000, 9000, 9500)
                        .closed();
        auction.agency(Auction.seller(0), "explanations", Map.of("text", "已有同区域监测数据，无须重复采样"));

        auction.owner("explanation-decisions", Map.of("accept", false, "reason", "未说明人员成本"));

        assertThat(auction.award().path("uscc").asString()).isEqualTo(Auction.seller(1).uscc());
        assertThat(auction.award().path("basis").asString()).isEqualTo("runner-up");
        assertThat(auction.lot().at("/awards/0/lostReason").asString()).isEqualTo("未说明人员成本");
    }

    @Test
    void anAgencyThatDoesNotExplainLosesTheAward() {
        var auction =
                Auction.of("lowest_price", Auction.LOWEST, PUBLIC).bids(1000, 9000, 9500).closed();

        auction.choicePasses();

        auction.becomes("failed");
        assertThat(auction.award().path("lostBy").asString()).isEqualTo("explanation");
    }

    @Test
    void theWinnerAcceptsOnceAndThenTheAwardComesWithTheEndOfThePublicity() {
        var auction = Auction.selected("{}", 8000, 9000);
        Person winner = auction.winner();

        assertThat(auction.agency(winner, "acceptances", Map.of()).status()).isEqualTo(201);
        assertThat(auction.agency(winner, "acceptances", Map.of()).text("rule"))
                .isEqualTo("already-accepted");
        assertThat(auction.agency(Auction.seller(1), "acceptances", Map.of()).text("rule"))
                .isEqualTo("not-selected");
        assertThat(auction.award().path("acceptedAt").isNull()).isFalse();
        assertThat(auction.status()).isEqualTo("publicity");

        auction.publicityPasses();

        auction.becomes("awarded");
        assertThat(auction.agency(winner, "award-withdrawals", REASON).text("rule"))
                .isEqualTo("not-selecting");
    }

    @Test
    void aWinnerThatWithdrawsIsFollowedByNobodyUnlessTheNoticeSaidSo() {
        var alone = Auction.selected("{}", 8000, 9000);
        assertThat(alone.agency(alone.winner(), "award-withdrawals", REASON).text("status"))
                .isEqualTo("failed");
        assertThat(alone.award().path("lostBy").asString()).isEqualTo("agency");

        var followed = Auction.selected(RUNNER_UP, 8000, 9000);
        assertThat(followed.agency(followed.winner(), "award-withdrawals", REASON).text("status"))
                .isEqualTo("publicity");
        assertThat(followed.award().path("rank").asInt()).isEqualTo(2);
        assertThat(followed.award().path("amountFen").asLong()).isEqualTo(900_000);
        assertThat(followed.agency(followed.winner(), "award-withdrawals", REASON).text("status"))
                .isEqualTo("failed");
        assertThat(followed.lot().path("awards").size()).isEqualTo(2);
    }

    @Test
    void aWinnerWhoseGateFailsOnTheDayOfTheAwardLosesIt() {
        Person suspended = Auction.ownSeller();
        var auction =
                Auction.of("lowest_price", Auction.LOWEST, PUBLIC, "social", RUNNER_UP)
                        .bids(9000, 9500)
                        .bid(suspended, 8000)
                        .closed()
                        .becomes("publicity");
        assertThat(auction.winner().uscc()).isEqualTo(suspended.uscc());
        Scratch.ask(
                "insert into sanction (agency_id, kind, ground, valid, decided_by) select id, 'suspension', '检查不合格', daterange(market_today(), market_today() + 30), 'a test' from organisation where uscc = ? returning id",
                suspended.uscc());

        auction.publicityPasses();

        assertThat(auction.lot().at("/awards/0/lostBy").asString()).isEqualTo("gate");
        assertThat(auction.lot().at("/awards/0/lostReason").asString()).contains("suspended");
        assertThat(auction.award().path("uscc").asString()).isEqualTo(Auction.seller(0).uscc());
        assertThat(auction.status()).isEqualTo("publicity");
    }

    @Test
    void twentyRepeatsUnderOneKeyAreOneStep() {
        var auction = Auction.selected("{}", 8000, 9000);
        Person winner = auction.winner();
        var statuses =
                java.util.stream.IntStream.range(0, 20)
                        .mapToObj(_ ->
                                Scratch.beside(() ->
                                        winner.http()
                                                .post()
                                                .uri(auction.request.lot(1) + "/acceptances")
                                                .header("Idempotency-Key", "accept-once")
                                                .exchange()
                                                .expectBody(String.class)
                                                .returnResult()
                                                .getStatus()
                                                .value()))
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .distinct()
                        .toList();

        assertThat(statuses).containsExactly(201);
        assertThat(
                        auction.count(
                                "event where kind = 'award.accepted' and entity_code = (select number from service_request where id = ?)"))
                .isEqualTo(1);
    }
}
