package org.mingjia.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.bidding.Bidders.bid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;

/** On an instance that receives one bid at a time. */
class BidTurnsTest {

    private static Market narrow;

    @BeforeAll
    static void anInstanceOfOneTurn() {
        narrow = Scratch.beside("--mingjia.sealing.at-once=1");
    }

    @Test
    void whoFindsNoTurnIsSentAwayAtOnceAndMayComeAgain() throws SQLException {
        Person first = here(PublishedRequests.seller(ITEM, 50_000));
        Person second = here(PublishedRequests.seller(ITEM, 50_000));
        Published request = PublishedRequests.of(ITEM, 50_000).publish();

        try (var holder = Scratch.owner()) {
            holder.setAutoCommit(false);
            try (var row = holder.createStatement()) {
                row.execute(
                        "select from service_request where id = '%s' for update"
                                .formatted(request.id()));
            }
            var received = Scratch.beside(() -> bid(first, request, 40_000));
            Market.waitUntil(
                    () -> Scratch.count("select count(*) from pg_locks where not granted") > 0);

            Answer away = bid(second, request, 41_000);

            assertThat(away.status()).as("%s", away).isEqualTo(503);
            assertThat(away.problem()).isEqualTo("unavailable");
            assertThat(away.number("retryAfterSeconds")).isEqualTo(1);
            assertThat(away.text("instance")).endsWith("/bids");
            assertThat(away.text("requestId")).isNotEmpty();
            assertThat(received).isNotDone();
            assertThat(first.get(request.lot(1) + "/bid-terms").status())
                    .as("who only reads needs no turn")
                    .isEqualTo(200);
            holder.rollback();
            assertThat(received.join().status()).isEqualTo(201);
        }
        assertThat(bid(second, request, 41_000).status()).isEqualTo(201);
    }

    @Test
    void whoSendsItsBidByteByByteKeepsNobodyOut() throws IOException {
        Person bidder = here(PublishedRequests.seller(ITEM, 50_000));
        Published request = PublishedRequests.of(ITEM, 50_000).publish();

        try (var slow = new Socket(InetAddress.getLoopbackAddress(), narrow.port())) {
            slow.getOutputStream()
                    .write(
                            String.join(
                                            "\r\n",
                                            "POST " + request.lot(1) + "/bids HTTP/1.1",
                                            "Host: 127.0.0.1",
                                            "Cookie: " + bidder.cookie(),
                                            "Content-Type: application/json",
                                            "Content-Length: 30",
                                            "",
                                            "{\"amount")
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(bid(bidder, request, 40_000).status()).isEqualTo(201);
        }
    }

    @Test
    void aBidOfMoreThanSixtyFourKilobytesIsRefused() {
        Person bidder = here(PublishedRequests.seller(ITEM, 50_000));
        Published request = PublishedRequests.of(ITEM, 50_000).publish();

        Answer refused =
                bid(
                        bidder,
                        request,
                        Map.of("amountFen", 40_000, "promise", "长".repeat(30_000)),
                        null);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("body-too-large");
        assertThat(bid(bidder, request, 40_000).status()).isEqualTo(201);
    }

    @Test
    void whoSendsNothingIsToldThatItIsNoJson() {
        Person bidder = here(PublishedRequests.seller(ITEM, 50_000));
        Published request = PublishedRequests.of(ITEM, 50_000).publish();

        Answer refused =
                Answer.of(
                        bidder.http()
                                .post()
                                .uri(request.lot(1) + "/bids")
                                .contentType(MediaType.APPLICATION_JSON)
                                .exchange());

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.text("rule")).isEqualTo("malformed-body");
    }

    private static Person here(Person person) {
        return People.of(narrow).signIn(person.username(), People.PASSWORD);
    }
}
