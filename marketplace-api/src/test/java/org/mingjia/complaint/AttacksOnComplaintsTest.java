package org.mingjia.complaint;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Attack;
import org.mingjia.Scratch;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;

/** What nobody can do to complaints, holds and refunds with SQL. */
class AttacksOnComplaintsTest {

    private static Grievance open;
    private static Grievance held;
    private static Grievance decided;
    private static Deal deal;
    private static Deal drafted;
    private static Auction request;
    private static UUID lead;

    @BeforeAll
    static void complaintsOnTheirWay() {
        deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 1_000);
        drafted = Deal.drafted(8_000);
        open = Grievance.ofContract(deal.owner, "delay", deal.number);
        held =
                Grievance.ofContract(deal.owner, "quality", deal.number)
                        .acceptedWithHold("contract");
        decided =
                Grievance.ofContract(deal.owner, "fee", deal.number)
                        .accepted()
                        .stated(deal.agency)
                        .decided("upheld", Map.of("refundFen", 1_000));
        request = Auction.selected("{}", 9_000, 10_000);
        Grievance.holding(request);
        lead =
                UUID.fromString(
                        Scratch.ask(
                                "insert into lead (number, subject, region_code, text, token_hash, desk) values ('x', 'fee', '433100', '有人在合同之外收取现金而且没有发票，请查一查账目', sha256(random()::text::bytea), 'price') returning id"));
    }

    private static UUID id(String what) {
        return switch (what) {
            case "open" -> complaint(open);
            case "held" -> complaint(held);
            case "decided" -> complaint(decided);
            case "contract" -> deal.id();
            case "drafted" -> drafted.id();
            case "request" -> request.request.id();
            case "lead" -> lead;
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static UUID complaint(Grievance grievance) {
        return UUID.fromString(
                Scratch.ask("select id from complaint where number = ?", grievance.number));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "complaint_takes_the_next_step | open | update complaint set status = 'decided', outcome = 'rejected', findings = '没有经过受理的决定', summary = '没有经过受理的决定', effects = '{}', decided_at = now(), decided_by = 'x' where id = ?",
                "complaint_takes_the_next_step | decided | update complaint set status = 'accepted' where id = ?",
                "complaint_is_never_rewritten | decided | update complaint set summary = '改写已经公开的结果，十个字' where id = ?",
                "complaint_accepted_as_a_whole | open | update complaint set status = 'accepted' where id = ?",
                "complaint_is_passed_on_once | open | update complaint set desk = 'operator' where id = ?",
                "hold_ends_with_its_complaint | held | update complaint set status = 'withdrawn', withdrawn_at = now() where id = ?",
                "one_open_complaint_of_a_kind | open | insert into complaint (number, subject, complainant_id, against_id, request_id, contract_id, region_code, text, token_hash, desk, by) select 'x', subject, complainant_id, against_id, request_id, contract_id, region_code, text, sha256('other'), desk, by from complaint where id = ?",
                "complaint_has_its_parties | open | insert into complaint (number, subject, complainant_id, against_id, request_id, contract_id, region_code, text, token_hash, desk, by) select 'x', 'fee', c.complainant_id, (select a.organisation_id from agency a where a.organisation_id <> c.against_id limit 1), c.request_id, c.contract_id, c.region_code, c.text, sha256('other'), c.desk, c.by from complaint c where c.id = ?",
                "one_open_hold | held | insert into hold (complaint_id, request_id, contract_id, reason, placed_by) select complaint_id, request_id, contract_id, reason, placed_by from hold where complaint_id = ?",
                "hold_is_of_an_accepted_complaint | open | insert into hold (complaint_id, contract_id, reason, placed_by) select id, contract_id, '没有受理', 'x' from complaint where id = ?",
                "hold_is_of_an_accepted_complaint | drafted | insert into hold (complaint_id, contract_id, reason, placed_by) select (select h.complaint_id from hold h where h.contract_id is not null limit 1), c.id, '另一份合同', 'x' from contract c where c.id = ?",
                "contract_is_on_hold | contract | update contract set amount_fen = amount_fen - 1 where id = ?",
                "contract_is_on_hold | contract | update contract set deliver_by = deliver_by + 1 where id = ?",
                "request_is_on_hold | request | update service_request set status = 'publicity' where id = ?",
                "request_is_on_hold | request | update award set status = 'awarded', awarded_at = now() where request_id = ? and status = 'publicity'",
                "award_is_cancelled_before_the_signature | drafted | update award set status = 'withdrawn', lost_by = 'complaint', lost_reason = '合同还在', lost_at = now() where id = (select award_id from contract where id = ?)",
                "award_is_cancelled_before_the_signature | drafted | update award set status = 'withdrawn', lost_by = 'agency', lost_reason = '成交之后', lost_at = now() where id = (select award_id from contract where id = ?)",
                "request_takes_the_next_step | drafted | update service_request set status = 'publicity' where id = (select request_id from contract where id = ?)",
                "refund_is_inside_what_was_charged | held | insert into refund_order (complaint_id, contract_id, amount_fen, charged_fen, owed_before_fen, by) select id, contract_id, 1, 999999999, 0, 'x' from complaint where id = ?",
                "lead_answered_as_a_whole | lead | update lead set status = 'answered', read_at = now(), read_by = 'x' where id = ?",
            })
    void whatBreaksARuleIsRefused(String constraint, String row, String sql) {
        Attack.refused(constraint, sql, id(row));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "open    | update complaint set text = '改写投诉的内容，改写投诉的内容，改写投诉的内容' where id = ?",
                "open    | update complaint set token_hash = sha256('mine') where id = ?",
                "open    | update complaint set received_on = received_on + 30 where id = ?",
                "open    | update complaint set accept_days = 30 where id = ?",
                "open    | delete from complaint where id = ?",
                "decided | update complaint_statement set text = '改写被投诉人的陈述' where complaint_id = ?",
                "decided | delete from complaint_statement where complaint_id = ?",
                "decided | update refund_order set amount_fen = 1 where complaint_id = ?",
                "decided | delete from refund_order where complaint_id = ?",
                "held    | update hold set reason = '改写暂停的理由' where complaint_id = ?",
                "held    | delete from hold where complaint_id = ?",
                "lead    | update lead set text = '改写线索的内容，改写线索的内容，改写线索的内容' where id = ?",
                "lead    | delete from lead where id = ?",
            })
    void whatWasSaidIsNotRewrittenOrDeleted(String row, String sql) {
        Attack.refused(sql, id(row));
    }
}
