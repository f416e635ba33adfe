package org.mingjia.delivery;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Attack;
import org.mingjia.contract.Deal;

/** What nobody can do to deliveries and evaluations with SQL. */
class AttacksOnDeliveryTest {

    private static Deal accepted;
    private static Deal delivered;

    @BeforeAll
    static void oneOfEach() {
        accepted = Deal.filed(8_000).accepted();
        accepted.evaluate(3, 3, 4, 3);
        accepted.agency.post(
                accepted.path() + "/evaluation-replies", java.util.Map.of("words", "感谢，已改进"));
        delivered = Deal.filed(8_000).delivered();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "silence_takes_its_time | update delivery set status = 'accepted', by_silence = true, decided_by = 'timer', decided_at = now() where contract_id = ?",
                "contract_follows_its_delivery | update contract set status = 'accepted', accepted_at = now(), accepted_on = market_today(), accepted_by_silence = false where id = ?",
                "contract_follows_its_delivery | update contract set status = 'filed', delivered_on = null where id = ?",
                "contract_follows_its_delivery | update contract set delivered_on = delivered_on - 30 where id = ?",
                "delivery_is_open | insert into delivery (contract_id, delivery_no, signatories, submitted_on, by) select id, 7, '[{}]', market_today(), 'x' from contract where id = ?",
                "one_delivery_at_a_time | insert into delivery (contract_id, delivery_no, signatories, submitted_on, by) select id, 2, '[{}]', market_today(), 'x' from contract where id = ?",
                "delivered_is_never_rewritten | insert into delivery_content (contract_id, delivery_no, file_no) select id, 1, 1 from contract where id = ?",
                "evaluation_follows_the_acceptance | insert into evaluation (contract_id, owner_id, agency_id, quality, timeliness, attitude, charging, by) select id, owner_id, agency_id, 5, 5, 5, 5, 'x' from contract where id = ?",
                "delivered_is_what_was_stored | insert into delivery_file (contract_id, file_no, material_no, material, file_id, sha256, by) select c.id, 77, 1, '报告', f.file_id, repeat('0', 64), 'x' from contract c join delivery_file f on f.contract_id = c.id and f.file_no = 1 where c.id = ?",
                "outcome_follows_its_delivery | insert into approval_outcome (contract_id, outcome_no, delivery_no, outcome, decided_on, by) select id, 1, 1, 'accepted', market_today() + 1, 'x' from contract where id = ?",
            })
    void whatIsDeliveredTakesItsWay(String constraint, String sql) {
        Attack.refused(constraint, sql, delivered.id());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "evaluated_once | insert into evaluation (contract_id, owner_id, agency_id, quality, timeliness, attitude, charging, by) select id, owner_id, agency_id, 5, 5, 5, 5, 'x' from contract where id = ?",
                "replied_once | insert into evaluation_reply (contract_id, words, by) select id, '又一次', 'x' from contract where id = ?",
                "delivery_is_open | insert into delivery_file (contract_id, file_no, material_no, material, file_id, sha256, by) select c.id, 77, 1, '报告', f.file_id, f.sha256, 'x' from contract c join delivery_file f on f.contract_id = c.id and f.file_no = 1 where c.id = ?",
                "contract_takes_the_next_step | update contract set status = 'delivered' where id = ?",
                "contract_is_never_rewritten | update contract set accepted_on = accepted_on - 1 where id = ?",
            })
    void whatWasAcceptedIsOver(String constraint, String sql) {
        Attack.refused(constraint, sql, accepted.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evaluation       | quality = 5",
                "evaluation_reply | words = '改口'",
                "delivery         | note = '改口'",
                "delivery_file    | material = '改口'",
                "delivery_content | file_no = 1",
            })
    void whatWasSaidIsNotRewrittenOrDeleted(String table, String change) {
        Attack.refused(
                "update " + table + " set " + change + " where contract_id = ?", accepted.id());
        Attack.refused("delete from " + table + " where contract_id = ?", accepted.id());
    }
}
