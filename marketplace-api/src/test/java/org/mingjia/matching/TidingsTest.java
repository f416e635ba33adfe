package org.mingjia.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Noticed.COUNTY;
import static org.mingjia.Noticed.priced;
import static org.mingjia.Noticed.seller;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mingjia.Noticed;
import org.mingjia.Noticed.Published;
import org.mingjia.PassingTime;
import org.mingjia.People.Person;
import org.mingjia.Scratch;

/**
 * Who is told what of a request, and that nothing of it says who has bid before bids are opened.
 */
class TidingsTest {

    /** An item that agencies of other tests do not offer. */
    private static final String ITEM = "S-ZX-005";

    private static Person bidder;
    private static Person idle;

    @BeforeAll
    static void twoAgencies() {
        Scratch.market();
        bidder = priced(seller("告知甲", ITEM, COUNTY), ITEM, COUNTY, 900_000);
        idle = priced(seller("告知乙", ITEM, COUNTY), ITEM, COUNTY, 900_000);
    }

    @Test
    void whatHappensBeforeTheDeadlineIsToldToTheOwnerAndToThoseWhoWereMatched() {
        var request = Noticed.of(ITEM).publish();
        Noticed.settled();
        request.then("question.asked")
                .then("request.amended")
                .then("request.answered")
                .then("nobody.knows")
                .then("request.cancelled");

        assertThat(request.told())
                .isEqualTo(
                        "question.asked: 业主 · request.amended: 告知乙 告知甲 · request.answered: 告知乙 告知甲"
                                + " · request.cancelled: 告知乙 告知甲 业主 · request.matched: 告知乙 告知甲"
                                + " · request.published: 业主");
    }

    @Test
    void twoRequestsThatDifferInTheirBidsAloneAreToldAlike() {
        var one = Noticed.of(ITEM).publish();
        var other = Noticed.of(ITEM).publish();
        Noticed.settled();
        sealed(one, 1);
        sealed(one, 2);
        for (Published request : new Published[] {one, other}) {
            request.then("request.amended").then("pool.published").then("lot.failed");
        }

        assertThat(one.told()).isEqualTo(other.told()).doesNotContain("pool.published: 告知");
        assertThat(matches(one)).isEqualTo(matches(other)).isEqualTo("2");
    }

    @Test
    void afterOpeningBiddersAreToldOfTheResultAndOthersAreNot() {
        var request = Noticed.of(ITEM).publish();
        Noticed.settled();
        String sealed = sealed(request, 1);
        close(request);
        opened(sealed);
        request.then("pool.published")
                .then("lot.selected")
                .then("award.made")
                .then("objection.raised")
                .then("objection.decided")
                .then("award.confirmed");

        assertThat(request.told())
                .isEqualTo(
                        "award.confirmed: 告知甲 业主 · award.made: 告知甲 业主 · lot.selected: 告知甲 业主"
                                + " · objection.decided: 告知甲 业主"
                                + " · objection.raised: 业主 operator · pool.published: 告知甲 业主"
                                + " · request.matched: 告知乙 告知甲 · request.published: 业主");
        assertThat(MatchingTest.messages(idle, request.number()))
                .containsExactly("request.matched");
    }

    @Test
    void aReturnedDraftIsToldToItsOwnerWithTheReason() {
        Person owner = org.mingjia.People.of(Scratch.market()).enterprise();
        String id =
                Scratch.ask(
                        """
                        with r as (insert into service_request (owner_id, body, created_by, return_reason)
                                   values (?::uuid, '{"title": "未完成的需求"}', 'a test', '缺少项目代码') returning id)
                        insert into event (actor, kind, entity_type, entity_code)
                        select 'a test', 'request.returned', 'request-draft', id::text from r returning entity_code
                        """,
                        owner.organisationId());
        Noticed.settled();

        var message = owner.get("/api/inbox").body().at("/items/0");
        assertThat(message.path("subject").asString()).isEqualTo(id);
        assertThat(message.path("title").asString()).isEqualTo("采购需求被退回：未完成的需求");
        assertThat(message.path("body").asString()).isEqualTo("理由：缺少项目代码");
    }

    private static String matches(Published request) {
        return Scratch.ask("select count(*) from lot_match where request_id = ?", request.id());
    }

    /** A sealed bid of somebody, as far as the database can tell. */
    private static String sealed(Published request, int nth) {
        return Scratch.ask(
                """
                insert into sealed_bid (request_id, lot_no, pseudonym, turn, withdrawal, ciphertext)
                values (?, 1, sha256(?::bytea), 1, false, '\\x00') returning id
                """,
                request.id(),
                new byte[] {(byte) nth});
    }

    private static void close(Published request) {
        PassingTime.deadline(request.id());
        Scratch.ask(
                "update service_request set status = 'closed', version = version + 1 where id = ? returning id",
                request.id());
    }

    private static void opened(String sealed) {
        Scratch.ask(
                """
                insert into opened_bid (id, request_id, lot_no, agency_id, item_code, published_on, floor_fen, ceiling_fen,
                                        price_entry_id, price_fen, amount_fen, received_at, body)
                select s.id, s.request_id, 1, p.agency_id, l.item_code, l.published_on, l.floor_fen, l.ceiling_fen, p.id,
                       p.amount_fen, p.amount_fen, s.received_at, '{}'
                  from sealed_bid s join request_lot l on l.request_id = s.request_id
                  join price_entry p on p.item_code = l.item_code and p.agency_id = ?::uuid
                 where s.id = ?::uuid returning id
                """,
                bidder.organisationId(),
                sealed);
    }
}
