package org.mingjia.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.People;
import org.mingjia.Requests;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.postgresql.util.PSQLException;

/** What the database itself does not let anybody do with requests, in SQL, whoever asks. */
class RequestConstraintsTest {

    private final Answer published =
            Requests.publish(People.of(Scratch.market()).enterprise(), Requests.body());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    published_request_is_never_rewritten | update service_request set title = '另一个标题' where id = '%s'
                    published_request_is_never_rewritten | update service_request set body = '{}' where id = '%s'
                    published_request_is_never_rewritten | update service_request set closes_at = closes_at - interval '1 minute' where id = '%s'
                    request_closes_at_its_deadline       | update service_request set status = 'closed' where id = '%s'
                    request_takes_the_next_step          | update service_request set status = 'awarded' where id = '%s'
                    request_takes_the_next_step          | update service_request set status = 'draft' where id = '%s'
                    published_request_is_never_rewritten | delete from service_request where id = '%s'
                    published_request_is_never_rewritten | insert into request_lot (request_id, lot_no, act_code, item_code, payer, pricing_mode, published_on, parameters, budget_fen) values ('%s', 2, 'A-STHJ-002', 'S-HJ-006', 'enterprise', 'market', market_today(), '{}', 1)
                    ended_with_a_reason                  | update service_request set status = 'cancelled' where id = '%s'
                    """)
    void noSqlDoesThis(String constraint, String sql) throws SQLException {
        assertThat(violated(Scratch.owner(), sql)).isEqualTo(constraint);
        assertThat(violated(Scratch.app(), sql)).isIn(constraint, "permission denied");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    published_request_is_never_rewritten | update request_lot set budget_fen = 1 where request_id = '%s'
                    published_request_is_never_rewritten | delete from request_lot where request_id = '%s'
                    """)
    void noSqlChangesALot(String constraint, String sql) throws SQLException {
        assertThat(violated(Scratch.owner(), sql)).isEqualTo(constraint);
        assertThat(violated(Scratch.app(), sql)).isEqualTo("permission denied");
    }

    /** A draft of the same owner, brought to publication by SQL with this item for this act. */
    private String publication(String act, String item, String payer, String mode) {
        return """
        with made as (insert into service_request (owner_id, created_by, body)
                      select owner_id, 'a test', body from service_request where id = '%%s' returning id)
        select set_config('test.id', id::text, true) from made;
        insert into request_lot (request_id, lot_no, act_code, item_code, payer, pricing_mode, published_on, parameters, budget_fen)
        values (current_setting('test.id')::uuid, 1, '%1$s', '%2$s', '%3$s', '%4$s', market_today(), '{}', 100000);
        update service_request n set (status, title, region_code, project_name, act_code, funds, method, method_parameters, terms, closes_not_before, closes_at)
             = (select 'published', o.title, o.region_code, o.project_name, '%1$s', o.funds, o.method, o.method_parameters, o.terms, now(), o.closes_at from service_request o where o.id = '%%s')
         where n.id = current_setting('test.id')::uuid;
        """
                .formatted(act, item, payer, mode)
                .replace("%%s", "%s");
    }

    @Test
    void sqlPublishesWhatIsOnTheListAndNothingElse() throws SQLException {
        assertThat(attempt(publication("A-STHJ-002", "S-HJ-005", "enterprise", "market")))
                .isEqualTo("nothing");
        assertThat(attempt(publication("A-STHJ-002", "S-HJ-999", "enterprise", "market")))
                .isEqualTo("lot_item_is_on_the_list");
        // on the list, but its payer is another
        assertThat(attempt(publication("A-STHJ-001", "S-HJ-003", "enterprise", "market")))
                .isEqualTo("lot_item_is_on_the_list");
        assertThat(attempt(publication("A-STHJ-001", "S-HJ-003", "government", "market")))
                .isEqualTo("lot_is_paid_by_who_has_to");
        // on the list, but not needed by the act
        assertThat(attempt(publication("A-STHJ-002", "S-ZX-010", "either", "market")))
                .isEqualTo("lot_item_is_needed_by_the_act");
        // with a lot of another act
        assertThat(
                        attempt(
                                publication("A-STHJ-002", "S-HJ-005", "enterprise", "market")
                                        .replace(
                                                "o.project_name, 'A-STHJ-002'",
                                                "o.project_name, 'A-STHJ-001'")))
                .isEqualTo("published_request_has_lots");
    }

    private String attempt(String sql) throws SQLException {
        String asOwner = violated(Scratch.owner(), sql);
        assertThat(violated(Scratch.app(), sql)).isEqualTo(asOwner);
        return asOwner;
    }

    /** The name of the constraint that stopped it; everything is rolled back. */
    private String violated(Connection as, String sql) throws SQLException {
        try (as) {
            as.setAutoCommit(false);
            try (var statement = as.createStatement()) {
                statement.execute(sql.replace("%s", published.text("id")));
                statement.execute("set constraints all immediate");
                return "nothing";
            } catch (PSQLException refused) {
                var said = refused.getServerErrorMessage();
                return said.getConstraint() == null
                        ? said.getMessage().startsWith("permission denied")
                                ? "permission denied"
                                : said.getMessage()
                        : said.getConstraint();
            } finally {
                as.rollback();
            }
        }
    }
}
