package org.mingjia.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Attack;
import org.mingjia.PassingTime;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;
import org.postgresql.util.PSQLException;

/**
 * What nobody can do to a contract or its charges with SQL, neither as the service nor as the
 * schema's owner, without disabling constraints.
 */
class AttacksOnFeesTest {

    private static Deal deal;

    @BeforeAll
    static void aContractWithAnInvoice() {
        deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 500_000);
    }

    private static String line(String change) {
        String[] values = {
            "c.agency_id",
            "c.item_code",
            "c.item_name",
            "c.signed_on",
            "c.price_entry_id",
            "'" + Deal.NODE + "'",
            "100",
            "0"
        };
        if (!change.isEmpty()) {
            int at = Integer.parseInt(change.substring(0, 1));
            values[at] = change.substring(2);
        }
        return """
        insert into fee_line (contract_id, line_no, invoice_no, agency_id, item_code, item_name, signed_on, price_entry_id,
                              node, amount_fen, before_fen)
        select c.id, 99, 1, %s, %s, %s, %s, %s, %s, %s, %s from contract c where c.id = ?
        """
                .formatted((Object[]) values);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "charges_stay_inside_the_contract | 6 300001",
                "no_line_of_nothing               | 6 0",
                "line_is_of_its_kind              | 6 -100",
                "line_is_of_a_node_of_the_contract | 5 '加急费'",
                "line_is_of_its_contract          | 1 'S-ZX-001'",
                "line_is_of_its_contract          | 2 '加急费'",
                "line_is_of_its_contract          | 3 c.signed_on - 1",
                "line_is_of_its_contract          | 0 (select a.organisation_id from agency a where a.organisation_id <> c.agency_id limit 1)",
                "line_is_of_its_contract          | 4 (select p.id from price_entry p where p.agency_id <> c.agency_id limit 1)",
            })
    void aLineOutsideTheListOrTheContractIsRefused(String constraint, String change) {
        Attack.refused(constraint, line(change), deal.id());
    }

    @Test
    void itsPlaceInTheChainIsNotForTheInserterToChoose() throws SQLException {
        try (var connection = Scratch.app()) {
            connection.setAutoCommit(false);
            Attack.run(connection, line("7 -999999"), deal.id());
            assertThat(
                            Attack.ask(
                                    connection,
                                    "select before_fen || ' ' || line_no from fee_line where contract_id = ? and amount_fen = 100",
                                    deal.id()))
                    .isEqualTo("500000 2");
            connection.rollback();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one_contract_per_award | insert into contract (number, award_id, request_id, lot_no, bid_id, agency_id, owner_id, region_code, act_code, item_code, item_name, payer, pricing_mode, award_fen, amount_fen, bound_fen, sign_days, file_days, deliver_by, awarded_on) select concat(number, '1'), award_id, request_id, lot_no, bid_id, agency_id, owner_id, region_code, act_code, item_code, item_name, payer, pricing_mode, award_fen, award_fen, bound_fen, 10, 5, deliver_by, awarded_on from contract where id = ?",
                "amount_is_of_a_signed_supplement | update contract set amount_fen = award_fen + 1, supplement_no = 1 where id = ?",
                "amount_is_the_award_or_a_supplement | update contract set amount_fen = award_fen + 1 where id = ?",
                "supplement_is_inside_the_lawful_bound | insert into contract_supplement (contract_id, supplement_no, side, ground, award_fen, bound_fen, amount_before_fen, amount_after_fen, deliver_before, deliver_after, public_reason, text, proposed_by) select id, 1, 'owner', '业主增加了两个监测点位', award_fen, bound_fen, amount_fen, bound_fen + 1, deliver_by, deliver_by, '业主增加了两个监测点位', '{}', 'x' from contract where id = ?",
                "supplement_is_of_its_contract | insert into contract_supplement (contract_id, supplement_no, side, ground, award_fen, bound_fen, amount_before_fen, amount_after_fen, deliver_before, deliver_after, public_reason, text, proposed_by) select id, 1, 'owner', '业主增加了两个监测点位', award_fen, bound_fen + 5, amount_fen, bound_fen + 1, deliver_by, deliver_by, '业主增加了两个监测点位', '{}', 'x' from contract where id = ?",
                "more_than_a_tenth_needs_a_public_reason | insert into contract_supplement (contract_id, supplement_no, side, ground, award_fen, bound_fen, amount_before_fen, amount_after_fen, deliver_before, deliver_after, text, proposed_by) select id, 1, 'owner', '业主增加了两个监测点位', award_fen, bound_fen, amount_fen, award_fen + award_fen / 10 + 1, deliver_by, deliver_by, '{}', 'x' from contract where id = ?",
                "contract_is_terminated_as_agreed | update contract set status = 'terminated', settled_fen = 500000 where id = ?",
                "invoice_has_lines | insert into invoice (contract_id, invoice_no, owner_id, agency_id, kind, tax_number, issued_on, by) select id, 77, owner_id, agency_id, 'invoice', '99999999', signed_on, 'x' from contract where id = ?",
                "invoice_is_between_the_parties | insert into invoice (contract_id, invoice_no, owner_id, agency_id, kind, tax_number, issued_on, by) select id, 77, agency_id, agency_id, 'invoice', '99999999', signed_on, 'x' from contract where id = ?",
                "invoice_is_issued_after_the_signature | insert into invoice (contract_id, invoice_no, owner_id, agency_id, kind, tax_number, issued_on, by) select id, 77, owner_id, agency_id, 'invoice', '99999999', signed_on - 1, 'x' from contract where id = ?",
                "payment_has_happened | insert into payment (contract_id, payment_no, kind, invoice_no, amount_fen, paid_on, reference, by) select id, 77, 'payment', 1, 100, market_today() + 1, 'later', 'x' from contract where id = ?",
                "payment_has_happened | insert into payment (contract_id, payment_no, kind, invoice_no, amount_fen, paid_on, reference, by) select id, 77, 'payment', 1, 100, signed_on - 1, 'early', 'x' from contract where id = ?",
                "payment_is_inside_the_contract | insert into payment (contract_id, payment_no, kind, invoice_no, amount_fen, paid_on, reference, by) select id, 77, 'payment', 1, amount_fen + 1, signed_on, 'large', 'x' from contract where id = ?",
                "refund_is_inside_what_was_paid | insert into payment (contract_id, payment_no, kind, invoice_no, amount_fen, paid_on, reference, by) select id, 77, 'refund', 1, 1, signed_on, 'back', 'x' from contract where id = ?",
                "delivery_day_is_agreed | update contract set deliver_by = deliver_by + 1 where id = ?",
            })
    void whatBreaksARuleIsRefusedToTheServiceAndToTheOwner(String constraint, String sql) {
        Attack.refused(constraint, sql, deal.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fee_line          | amount_fen = 1              | contract_id",
                "invoice           | tax_number = '11111111'     | contract_id",
                "contract_document | text = '{}'                 | contract_id",
                "contract          | charged_fen = 0             | id",
                "contract          | price_fen = 9999            | id",
                "contract          | award_fen = 9999            | id",
                "contract          | signed_on = signed_on - 400 | id",
            })
    void whatWasAgreedOrChargedIsNotRewrittenOrDeleted(String table, String change, String key) {
        String update = "update " + table + " set " + change + " where " + key + " = ?";
        String delete = "delete from " + table + " where " + key + " = ?";
        for (String sql : new String[] {update, delete}) {
            Attack.refused(sql, deal.id());
        }
    }

    @Test
    void noSettlementIsAboveWhatWasAgreed() throws SQLException {
        for (var role : List.<Connecting>of(Scratch::app, Scratch::owner)) {
            try (var connection = role.connect()) {
                connection.setAutoCommit(false);
                Attack.run(
                        connection,
                        "insert into contract_termination (contract_id, termination_no, ground, reason, settled_fen, proposed_by) select id, 1, 'agreement', '双方协商一致终止合同', amount_fen + 1, 'x' from contract where id = ?",
                        deal.id());
                Attack.run(
                        connection,
                        "update contract_termination set status = 'agreed', decided_by = 'x' where contract_id = ?",
                        deal.id());
                assertThatThrownBy(() ->
                                Attack.run(
                                        connection,
                                        "update contract set status = 'terminated', settled_fen = amount_fen + 1 where id = ?",
                                        deal.id()))
                        .hasMessageContaining("settlement_is_inside_the_contract");
                connection.rollback();
            }
        }
    }

    @Test
    void aContractIsSignedAsItWasWritten() throws SQLException {
        var draft = Deal.drafted(8_000);
        assertThat(draft.confirm(draft.owner).status()).isEqualTo(201);
        try (var app = Scratch.app()) {
            Attack.run(app, "update contract set advance_fen = award_fen where id = ?", draft.id());
        }
        Answer second = draft.confirm(draft.agency);
        assertThat(second.status()).as(second.body().toString()).isEqualTo(409);
        assertThat(second.text("rule")).isEqualTo("contract_is_signed_as_written");
        Attack.refused(
                "document_is_its_text",
                "insert into contract_document (contract_id, document_no, deliver_by, advance_fen, text, by) select contract_id, document_no + 1, deliver_by, 100, text, 'x' from contract_document where contract_id = ?",
                draft.id());
    }

    /** A connection of one of the two roles. */
    private interface Connecting {
        Connection connect() throws SQLException;
    }

    /** Even where a trigger that sets the day is off, the key refuses it. */
    @Test
    void aPriceVersionThatEndedTheDayBeforeIsNotCited() {
        var agency = Auction.ownSeller();
        var own = Deal.drafted(agency, 8_000);
        Scratch.ask(
                "update price_entry set valid = daterange(lower(valid), market_today() + 1), end_reason = '试验' where agency_id = ?::uuid returning id",
                agency.organisationId());
        assertThatThrownBy(() ->
                        PassingTime.asIfPast(
                                own.id(),
                                "contract",
                                """
                                update contract c
                                   set status = 'signed', signed_at = now(), signed_on = market_today() + 1, price_fen = 1,
                                       price_entry_id = (select p.id from price_entry p where p.agency_id = c.agency_id)
                                 where id = ?
                                """))
                .hasRootCauseInstanceOf(PSQLException.class)
                .rootCause()
                .hasMessageContaining("contract_rests_on_a_published_price");
    }

    @Test
    void nothingOfItHasChanged() {
        assertThat(deal.charges().path("chargedFen").asLong()).isEqualTo(500_000);
        assertThat(deal.count("fee_line where contract_id = ?")).isEqualTo(1);
    }
}
