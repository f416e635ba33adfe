package org.mingjia.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Scratch;

/**
 * What nobody can do to a selection or an award with SQL, neither as the service nor as the
 * schema's owner.
 */
class AttacksTest {

    private static Auction auction;

    @BeforeAll
    static void anAwardInPublicity() {
        auction =
                Auction.of(
                                "lowest_price",
                                Auction.LOWEST,
                                "{\"extensionDays\": 0, \"publicityDays\": 2}")
                        .bids(8000, 9000)
                        .closed()
                        .becomes("publicity");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one_standing_award_per_lot | insert into award (request_id, lot_no, bid_id, agency_id, amount_fen, rank, basis, status) select request_id, lot_no, id, agency_id, amount_fen, 2, 'selection', 'explaining' from opened_bid where amount_fen = 900000 and request_id = ?",
                "award_follows_its_publicity | update award set status = 'awarded', awarded_at = now() where request_id = ?",
                "published_is_never_taken_back | update award set publicity_until = now() where request_id = ?",
                "one_selection_per_round | insert into selection (request_id, lot_no, outcome, working, proof) select request_id, lot_no, 'ranked', working, proof from selection where request_id = ?",
                "no_selection_is_run_again | insert into selection (request_id, lot_no, round, outcome, working, proof) select request_id, lot_no, 2::smallint, 'ranked', working, proof from selection where request_id = ?",
                "lot_pool_pkey | insert into lot_pool (request_id, lot_no, usccs, commitment) select request_id, lot_no, usccs, commitment from lot_pool where request_id = ?",
                "pool_is_what_was_opened | insert into lot_pool (request_id, lot_no, usccs, commitment) select request_id, lot_no, '{}', commitment from lot_pool where request_id = ?",
            })
    void whatBreaksARuleIsRefusedToTheServiceAndToTheOwner(String constraint, String sql) {
        for (Connector by : new Connector[] {Scratch::app, Scratch::owner}) {
            assertThatThrownBy(() -> attack(by, sql)).hasMessageContaining(constraint(constraint));
        }
    }

    /** The trigger's own words where it raises. */
    private static String constraint(String name) {
        return switch (name) {
            case "award_follows_its_publicity" -> "nothing is awarded before its publicity is over";
            case "published_is_never_taken_back" -> "what was published of an award stays";
            case "pool_is_what_was_opened" -> "the pool is every bid that was opened";
            default -> name;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selection | working = '{}'",
                "lot_pool  | commitment = repeat('0', 64)",
                "award     | amount_fen = 1",
                "award     | bid_id = gen_random_uuid()"
            })
    void whatWasPublishedIsNotRewritten(String table, String change) {
        String sql = "update " + table + " set " + change + " where request_id = ?";
        assertThatThrownBy(() -> attack(Scratch::app, sql))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> attack(Scratch::owner, sql)).hasMessageContaining("stays");
    }

    @Test
    void anAmountThatWasNotBidIsAwardedToNobody() {
        var undecided =
                Auction.of(
                                "credit_shortlist",
                                "{\"minimum\": 2, \"longList\": 3, \"shortList\": 2}",
                                "{\"extensionDays\": 0, \"publicityDays\": 2}")
                        .bids(8000, 9000)
                        .closed();
        for (Connector by : new Connector[] {Scratch::app, Scratch::owner}) {
            assertThatThrownBy(() ->
                            attack(
                                    by,
                                    """
                                    insert into award (request_id, lot_no, bid_id, agency_id, amount_fen, rank, basis, status)
                                    select request_id, lot_no, id, agency_id, amount_fen - 1, 1, 'choice', 'explaining'
                                      from opened_bid where request_id = ? limit 1
                                    """,
                                    undecided.request.id()))
                    .hasMessageContaining("award_is_of_an_opened_bid");
        }
    }

    @ParameterizedTest
    @CsvSource({"selection", "lot_pool", "award"})
    void norDeleted(String table) {
        String sql = "delete from " + table + " where request_id = ?";
        assertThatThrownBy(() -> attack(Scratch::app, sql))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> attack(Scratch::owner, sql)).isInstanceOf(SQLException.class);
    }

    @Test
    void allOfItStandsAsItWas() {
        assertThat(auction.award().path("amountFen").asLong()).isEqualTo(800_000);
        assertThat(auction.count("award where request_id = ?")).isEqualTo(1);
    }

    private interface Connector {
        Connection connect() throws SQLException;
    }

    private static void attack(Connector by, String sql) throws SQLException {
        attack(by, sql, auction.request.id());
    }

    private static void attack(Connector by, String sql, UUID request) throws SQLException {
        try (var connection = by.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, request);
            statement.executeUpdate();
        }
    }
}
