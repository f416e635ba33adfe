package org.mingjia.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.bidding.Bidders.bid;
import static org.mingjia.bidding.Bidders.withdraw;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.offers.OfferFixture;

class OpeningTest {

    @Test
    void theLastOfEachBidderIsOpenedAndWhatWasTakenBackIsNot() {
        Person first = PublishedRequests.seller(ITEM, 50_000);
        Person second = PublishedRequests.seller(ITEM, 50_000);
        Person third = PublishedRequests.seller(ITEM, 50_000);
        Published request = soon(Duration.ofHours(1));
        bid(first, request, 9_000);
        String last = bid(first, request, 8_500).text("bidId");
        bid(second, request, 8_000);
        bid(third, request, 7_000);
        withdraw(third, request);
        request.close();

        assertThat(Bidders.count(request)).isEqualTo(2);
        List<OpenedBid> opened = Bidders.open(request);

        assertThat(opened.stream().map(b -> b.uscc() + " " + b.amountFen()))
                .containsExactly(first.uscc() + " 8500", second.uscc() + " 8000");
        assertThat(opened.getFirst().id()).hasToString(last);
        assertThat(opened).allSatisfy(b -> assertThat(b.nonce()).hasSize(64));
        assertThat(opened).allMatch(b -> b.excluded().isEmpty() && b.priceFen() == 50_000);
        assertThat(
                        Scratch.ask(
                                "select string_agg(public_body ->> 'amountFen', ' ' order by id) from event where kind = 'bid.opened' and entity_code = ?",
                                request.number()))
                .isEqualTo("8500 8000");
        var mine = first.get("/api/my-bids").body().path("items").get(0);
        assertThat(mine.path("state").asString()).isEqualTo("opened");
        assertThat(mine.path("amountFen").asLong()).isEqualTo(8_500);
    }

    @Test
    void whoWasSuspendedMeanwhileIsOpenedLikeTheOthersAndExcludedWithTheReason() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = soon(Duration.ofHours(1));
        bid(bidder, request, 9_000);
        OfferFixture.run(
                """
                insert into sanction (agency_id, kind, ground, valid, decided_by)
                values ('%s', 'suspension', '检查不合格', daterange(market_today(), market_today() + 30), 'operator')
                """
                        .formatted(bidder.organisationId()));

        var opened = Bidders.open(request.close());

        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().excluded()).containsExactly("suspended");
        assertThat(opened.getFirst().amountFen()).isEqualTo(9_000);
    }

    @Test
    void whatWasPutAmongTheBidsByOtherHandsIsNotOpenedAndHoldsNothingUp() throws SQLException {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = soon(Duration.ofHours(1));
        bid(bidder, request, 9_000);
        try (var app = Scratch.app();
                var statement = app.createStatement()) {
            statement.execute(
                    """
                    insert into sealed_bid (request_id, lot_no, pseudonym, turn, withdrawal, ciphertext)
                    values ('%s', 1, sha256('x'), 1, false, '\\x00ff')
                    """
                            .formatted(request.id()));
        }

        assertThat(Bidders.open(request.close())).hasSize(1);
        assertThat(
                        Scratch.ask(
                                "select public_body ->> 'reason' from event where kind = 'bid.not-opened' and entity_code = ?",
                                request.number()))
                .isEqualTo("unreadable");
    }

    @Test
    void theDatabaseItselfRefusesWhatIsUnlawfulFromWhomeverItComes() throws SQLException {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Person other = PublishedRequests.seller(ITEM, 60_000);
        Published request = soon(Duration.ofHours(1));
        String bid = bid(bidder, request, 9_000).text("bidId");
        String early = opened(bid, bidder, "amount_fen", "9000");
        refused(early, "opened_bid_was_sealed");
        request.close();

        refused(opened(bid, bidder, "amount_fen", "10001"), "bid_is_inside_its_bounds");
        refused(opened(bid, bidder, "amount_fen", "0"), "bid_is_inside_its_bounds");
        refused(opened(bid, bidder, "ceiling_fen", "20000"), "bid_copies_its_lot");
        refused(
                opened(
                        bid,
                        bidder,
                        "price_entry_id",
                        "(select id from price_entry where agency_id = '%s')"
                                .formatted(other.organisationId())),
                "bid_rests_on_a_published_price");
        refused(opened(bid, bidder, "id", "gen_random_uuid()"), "opened_bid_was_sealed");
        assertThat(Bidders.open(request)).hasSize(1);
        refused("update opened_bid set amount_fen = 1 where id = '%s'".formatted(bid), null);
        refused("delete from sealed_bid where id = '%s'".formatted(bid), null);
    }

    /** A row as opening writes it, but for one column. */
    private static String opened(String bid, Person bidder, String column, String value) {
        String[] columns = {
            "id",
            "request_id",
            "lot_no",
            "agency_id",
            "item_code",
            "published_on",
            "floor_fen",
            "ceiling_fen",
            "price_entry_id",
            "price_fen",
            "amount_fen",
            "received_at",
            "body"
        };
        String[] values = {
            "s.id",
            "s.request_id",
            "s.lot_no",
            "'" + bidder.organisationId() + "'",
            "l.item_code",
            "l.published_on",
            "l.floor_fen",
            "l.ceiling_fen",
            "p.id",
            "50000",
            "9000",
            "s.received_at",
            "'{}'"
        };
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].equals(column)) {
                values[i] = value;
            }
        }
        return """
        insert into opened_bid (%s) select %s
          from sealed_bid s join request_lot l on l.request_id = s.request_id and l.lot_no = s.lot_no
          join price_entry p on p.agency_id = '%s' where s.id = '%s'
        """
                .formatted(
                        String.join(", ", columns),
                        String.join(", ", values),
                        bidder.organisationId(),
                        bid);
    }

    /** As the service's role, and as the owner of the tables. */
    private static void refused(String sql, String constraint) throws SQLException {
        for (Connection connection : List.of(Scratch.app(), Scratch.owner())) {
            try (connection;
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as("%s", sql)
                        .isInstanceOfSatisfying(
                                org.postgresql.util.PSQLException.class,
                                error -> {
                                    if (constraint != null) {
                                        assertThat(error.getServerErrorMessage().getConstraint())
                                                .isEqualTo(constraint);
                                    }
                                });
            }
        }
    }

    @Test
    void ofAllThatRaceTheDeadlineEachWithAReceiptCountsAndNoneThatWasRefused() {
        var bidders = new ArrayList<Person>();
        for (int n = 0; n < 8; n++) {
            bidders.add(PublishedRequests.seller(ITEM, 50_000));
        }
        Published request = soon(Duration.ofSeconds(5));
        var running = new ArrayList<CompletableFuture<Set<String>>>();
        for (Person bidder : bidders) {
            running.add(
                    Scratch.beside(() -> {
                        var received = new HashSet<String>();
                        Answer answer = bid(bidder, request, 5_000);
                        for (int n = 1; n < 95 && answer.status() == 201; n++) {
                            received.add(answer.text("bidId"));
                            answer = bid(bidder, request, 5_000 + n);
                        }
                        if (answer.status() == 201) {
                            received.add(answer.text("bidId"));
                            answer = bid(bidder, request.awaited(), 5_000);
                        }
                        assertThat(answer.problem()).isEqualTo("bidding-closed");
                        return received;
                    }));
        }
        // the closer tries all the while
        var closing = Scratch.beside(() -> request.awaited().close());
        var receipts = new HashSet<String>();
        running.forEach(one -> receipts.addAll(one.join()));
        closing.join();

        assertThat(
                        Scratch.ask(
                                "select count(*) || ' ' || bool_and(received_at < closes_at) from sealed_bid s join service_request r on r.id = s.request_id where r.id = ?",
                                request.id()))
                .isEqualTo(receipts.size() + " true");
        assertThat(receipts).isNotEmpty();
        var opened = Bidders.open(request);
        assertThat(opened)
                .hasSize((int) running.stream().filter(one -> !one.join().isEmpty()).count())
                .allMatch(b -> receipts.contains(b.id().toString()));
    }

    private static Published soon(Duration open) {
        return PublishedRequests.of(ITEM, 10_000).openFor(open).publish();
    }
}
