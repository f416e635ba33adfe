package org.mingjia.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.PublishedRequests.COUNTY;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.bidding.Bidders.bid;
import static org.mingjia.bidding.Bidders.withdraw;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.sealing.SealingTest;

class BiddingTest {

    @Test
    void theCeilingIsTheLeastOfOwnPriceLawfulMaximumAndBudgetAndSaysWhichBinds() {
        Person cheap = PublishedRequests.seller(ITEM, 50_000);
        Person dear = PublishedRequests.seller(ITEM, 90_000);
        Published request = PublishedRequests.of(ITEM, 80_000).publish();

        Answer own = cheap.get(request.lot(1) + "/bid-terms");
        Answer budget = dear.get(request.lot(1) + "/bid-terms");

        assertThat(own.body().at("/ceiling/ceilingFen").asLong()).as("%s", own).isEqualTo(50_000);
        assertThat(own.body().at("/ceiling/binds").asString()).isEqualTo("published-price");
        assertThat(own.body().at("/ceiling/priceEntryId").asString()).isEqualTo(entry(cheap));
        assertThat(own.body().at("/open").asBoolean()).isTrue();
        assertThat(own.body().at("/eligible").asBoolean()).isTrue();
        assertThat(own.text("openingKeyFingerprint")).hasSize(64);
        assertThat(budget.body().at("/ceiling/ceilingFen").asLong()).isEqualTo(80_000);
        assertThat(budget.body().at("/ceiling/binds").asString()).isEqualTo("budget");
    }

    @Test
    void oneFenAboveTheOwnPriceIsRefusedWithRuleVersionAndBoundAndTheBoundItselfIsNot() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 80_000).publish();

        Answer above = bid(bidder, request, 50_001);

        assertThat(above.status()).isEqualTo(422);
        assertThat(above.problem()).isEqualTo("bid-out-of-bounds");
        assertThat(above.text("rule")).isEqualTo("above-published-price");
        assertThat(above.number("bound")).isEqualTo(50_000);
        assertThat(above.text("priceEntryId")).isEqualTo(entry(bidder));
        assertThat(bid(bidder, request, 50_000).status()).isEqualTo(201);
    }

    @Test
    void whatIsAboveTheBudgetOrBelowTheFloorIsRefused() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request =
                PublishedRequests.of(ITEM, 40_000).lawful(30_000, 60_000L, "R-X").publish();

        assertThat(bid(bidder, request, 40_001).text("rule")).isEqualTo("above-budget");
        Answer below = bid(bidder, request, 29_999);
        assertThat(below.text("rule")).isEqualTo("below-floor");
        assertThat(below.number("bound")).isEqualTo(30_000);
        assertThat(below.text("ruleId")).isEqualTo("R-X");
        assertThat(bid(bidder, request, 30_000).status()).isEqualTo(201);
    }

    @Test
    void aDiscountIsTakenOffTheLotsCeilingAndRoundedHalfUp() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_001).publish();

        Answer bid = bid(bidder, request, Map.of("discountPercent", "5.55"), null);

        assertThat(bid.status()).as("%s", bid).isEqualTo(201);
        assertThat(Bidders.open(request.close()).getFirst().amountFen())
                .as("10001 x 0.9445 = 9445.9445")
                .isEqualTo(9_446);
    }

    @Test
    void aFormThatMakesNoSenseIsRefusedFieldByField() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();

        Answer refused =
                bid(
                        bidder,
                        request,
                        Map.of(
                                "amountFen",
                                1,
                                "discountPercent",
                                "5.555",
                                "nonce",
                                "abc",
                                "serviceDays",
                                0),
                        null);

        assertThat(refused.body().path("errors").valueStream().map(e -> e.path("rule").asString()))
                .contains("amount-or-discount", "discount", "nonce", "service-days");
        assertThat(
                        bid(
                                        bidder,
                                        request,
                                        Map.of(
                                                "amountFen",
                                                1,
                                                "practitioners",
                                                List.of("00000000-0000-0000-0000-000000000000")),
                                        null)
                                .text("rule"))
                .isEqualTo("own-practitioners");
    }

    @Test
    void whoMayNotTakePartIsToldEveryReasonAndAnUnknownLotIsNotThere() {
        Person stranger = People.of(Scratch.market()).agency();
        Person avoided = PublishedRequests.seller(ITEM, 50_000);
        Published request =
                PublishedRequests.of(ITEM, 10_000)
                        .body(
                                "{\"avoid\": [{\"uscc\": \"%s\", \"reason\": \"诉讼\"}]}"
                                        .formatted(avoided.uscc()))
                        .publish();

        Answer refused = bid(stranger, request, 1);

        assertThat(refused.problem()).as("%s", refused).isEqualTo("not-eligible");
        assertThat(rules(refused))
                .containsExactly("not-admitted", "serves-region", "published-price");
        assertThat(rules(bid(avoided, request, 1))).containsExactly("no-conflict");
        assertThat(
                        Bidders.post(
                                        avoided,
                                        request.lot(2) + "/bids",
                                        Map.of("amountFen", 1),
                                        null)
                                .status())
                .isEqualTo(404);
        assertThat(
                        Bidders.post(
                                        avoided,
                                        "/api/notices/CG-433101-20200101-0001/lots/1/bids",
                                        Map.of("amountFen", 1),
                                        null)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void afterTheDeadlineByTheDatabasesClockNothingIsReceivedClosedOrNot() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request =
                PublishedRequests.of(ITEM, 10_000).openFor(Duration.ofMillis(200)).publish();

        assertThat(bid(bidder, request.due(), 9_000).problem()).isEqualTo("bidding-closed");
        assertThat(request.status()).isEqualTo("published");
        assertThat(withdraw(bidder, request).problem()).isEqualTo("bidding-closed");
        assertThat(bid(bidder, request.close(), 9_000).problem()).isEqualTo("bidding-closed");
        assertThat(
                        Scratch.count(
                                "select count(*) from sealed_bid where request_id = ?",
                                request.id()))
                .isZero();
    }

    @Test
    void aReceiptIsCheckedAtHomeAndSaysNothingOfAnybodyElse() throws Exception {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();

        Answer receipt = bid(bidder, request, 9_000);

        String key = Sending.get("/api/receipt-key").text("publicKey");
        assertThat(SealingTest.verifies(key, receipt.text("statement"), receipt.text("signature")))
                .isTrue();
        assertThat(receipt.text("statement"))
                .isEqualTo(
                        "mingjia receipt 1\n%s\n1\nbid\n%s\n%s\n%s"
                                .formatted(
                                        request.number(),
                                        receipt.text("bidId"),
                                        receipt.text("bidHash"),
                                        receipt.text("receivedAt")));
        assertThat(receipt.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "number",
                        "lot",
                        "kind",
                        "bidId",
                        "bidHash",
                        "receivedAt",
                        "statement",
                        "keyFingerprint",
                        "signature");
    }

    @Test
    void theSameKeyIsAnsweredTheSameReceiptEvenAfterTheDeadlineAndAnotherBodyIsRefused() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();

        var answers =
                IntStream.range(0, 20)
                        .mapToObj(
                                _ -> Scratch.beside(() -> untilLetIn(bidder, request, 9_000, "k1")))
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();

        assertThat(answers).as("%s", answers.getFirst()).allMatch(a -> a.status() == 201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(bid(bidder, request, Map.of("amountFen", 8_000), "k1").problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(bid(bidder, request.due(), Map.of("amountFen", 9_000), "k1").body())
                .isEqualTo(answers.getFirst().body());
        assertThat(
                        Scratch.count(
                                "select count(*) from sealed_bid where request_id = ?",
                                request.id()))
                .isEqualTo(1);
    }

    /** Ten are let in at a time; who is sent away asks again, as a client would. */
    private static Answer untilLetIn(Person bidder, Published request, long fen, String key) {
        Answer answer = bid(bidder, request, Map.of("amountFen", fen), key);
        for (int again = 0; answer.status() == 503 && again < 200; again++) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            answer = bid(bidder, request, Map.of("amountFen", fen), key);
        }
        return answer;
    }

    @Test
    void whatIsNotThereIsNotWithdrawnAndWhatIsWithdrawnMayBeBidAgain() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();

        assertThat(withdraw(bidder, request).problem()).isEqualTo("nothing-to-withdraw");
        assertThat(bid(bidder, request, 9_000).status()).isEqualTo(201);
        assertThat(withdraw(bidder, request).text("kind")).isEqualTo("withdrawal");
        assertThat(withdraw(bidder, request).problem()).isEqualTo("nothing-to-withdraw");
        assertThat(bid(bidder, request, 9_000).status()).isEqualTo(201);

        var mine = bidder.get("/api/my-bids").body().path("items").get(0);
        assertThat(mine.path("number").asString()).isEqualTo(request.number());
        assertThat(mine.path("state").asString()).isEqualTo("sealed");
        assertThat(mine.path("amountFen").isNull()).isTrue();
        assertThat(mine.path("receipts").valueStream().map(r -> r.path("kind").asString()))
                .containsExactly("bid", "withdrawal", "bid");
    }

    private static String entry(Person agency) {
        return Scratch.ask(
                "select p.id from price_entry p join organisation o on o.id = p.agency_id where o.uscc = ? and p.region_code = ?",
                agency.uscc(),
                COUNTY);
    }

    private static List<String> rules(Answer refused) {
        return refused.body()
                .path("errors")
                .valueStream()
                .map(e -> e.path("rule").asString())
                .toList();
    }
}
