package org.mingjia.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.bidding.Bidders.bid;
import static org.mingjia.bidding.Bidders.withdraw;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingjia.Noticed;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;

/** Nobody reads a bid before the deadline: not in any table, and not in any figure. */
class SecrecyTest {

    @Test
    void noTableHasTheAmountTheBidderTheNonceOrTheKeyOfARepetition() throws SQLException {
        Person bidder = PublishedRequests.seller(ITEM, 9_876_543_210L);
        Published request = PublishedRequests.of(ITEM, 9_876_543_210L).publish();
        // what is told of the publication is told
        Noticed.settled();
        var before = Scratch.rows();
        String nonce = HexFormat.of().formatHex(new byte[32]).replace("00", "c7");

        var receipt =
                bid(
                        bidder,
                        request,
                        Map.of(
                                "amountFen",
                                8_765_432_109L,
                                "nonce",
                                nonce,
                                "promise",
                                "一个绝无仅有的承诺",
                                "serviceDays",
                                1234),
                        "a key that nobody else has");
        withdraw(bidder, request);

        assertThat(receipt.status()).as("%s", receipt).isEqualTo(201);
        var written = new TreeMap<String, String>();
        Scratch.rows()
                .forEach((table, text) -> {
                    // only what is there now and was not before
                    var old =
                            java.util.Set.copyOf(
                                    java.util.List.of(before.getOrDefault(table, "").split("\n")));
                    text.lines()
                            .filter(row -> !old.contains(row))
                            .forEach(row -> written.merge(table, row, (a, b) -> a + "\n" + b));
                });
        assertThat(written).containsKeys("sealed_bid", "event");
        String all = String.join("\n", written.values());
        assertThat(all)
                .doesNotContain(
                        "8765432109",
                        "87654321.09",
                        nonce,
                        hex(nonce),
                        "绝无仅有",
                        bidder.uscc(),
                        "a key that nobody else has");
        written.remove("session");
        written.remove("account");
        assertThat(String.join("\n", written.values()))
                .doesNotContain(bidder.organisationId(), bidder.username());
        assertThat(written.keySet())
                .as("a bid writes a sealed bid and an event, and nothing else at all")
                .isSubsetOf(
                        "sealed_bid", "event", "event_cursor", "event_sequencer", "event_order");
    }

    @Test
    void aSealedBidHasNoPlaceInThePublicOrderAndLeavesNoGap() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();
        for (int n = 0; n < 3; n++) {
            bid(bidder, request, 9_000 - n);
        }
        PublishedRequests.of(ITEM, 10_000).publish();
        Scratch.waitUntilIndexed();

        assertThat(
                        Scratch.count(
                                "select count(*) from event where entity_type = 'sealed-bid' and actor like 'bidder:%'"))
                .isGreaterThanOrEqualTo(3);
        assertThat(
                        Scratch.count(
                                "select count(*) from event_order o join event e on e.id = o.event_id where e.entity_type = 'sealed-bid'"))
                .isZero();
        assertThat(Scratch.ask("select count(*) || ' ' || max(position) from event_order"))
                .isEqualTo(
                        Scratch.ask(
                                "select count(*) || ' ' || count(*) from event where entity_type <> 'sealed-bid'"));
    }

    @Test
    void theMetricsDoNotCountBidsAndTheCloserCountsNoneBeforeTheDeadline() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();
        bid(bidder, request, 9_000);
        bidder.get(request.lot(1) + "/bid-terms");
        bidder.get("/api/my-bids");

        String metrics =
                Scratch.market()
                        .http()
                        .get()
                        .uri("/actuator/prometheus")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(metrics)
                .contains("/api/registrations")
                .doesNotContain("/api/notices/{number}/lots/", "my-bids");
        assertThat(Bidders.count(request)).isZero();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
