package org.mingjia.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Market.waitUntil;
import static org.mingjia.Scratch.count;
import static org.mingjia.Sending.toScratch;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.ChildService;
import org.mingjia.Market;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Table;

class EventOrderTest {

    private static final String PLACE =
            """
            select coalesce(max(o.position), 0) from event e left join event_order o on o.event_id = e.id
             where e.entity_code = ?
            """;

    @BeforeEach
    void everythingHasItsPlace() {
        Scratch.market();
        Scratch.waitUntilIndexed();
    }

    @Test
    void aLookBeginsWhereTheLastOneEndedHoweverLongTheLogIs() throws SQLException {
        try (var connection = Scratch.app();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // a short log would be read whole
            statement.execute("set local enable_seqscan = off");
            var plan = new StringBuilder();
            try (var lines =
                    statement.executeQuery(
                            "explain " + EventOrder.ADVANCE.replace("{0}", "2000"))) {
                while (lines.next()) {
                    plan.append(lines.getString(1).strip()).append('\n');
                }
            }
            connection.rollback();

            assertThat(plan.toString()).contains("Index Cond: ((ROW(xid, id) > ROW(");
        }
    }

    @Test
    void everyVersionHasExactlyOneEventAndEveryEventAnActor() {
        toScratch()
                .file("e.csv", Table.items("S-EVENT-", 3))
                .query("?effectiveFrom=2024-01-01")
                .send();
        toScratch().file("e.csv", Table.items("S-EVENT-", 3).with(2, "notes", "改")).send();

        assertThat(count("select count(*) from service_item where code like 'S-EVENT-%'"))
                .isEqualTo(4);
        assertThat(
                        count(
                                """
                                select count(*) from service_item v where
                                    (select count(*) from event e where e.kind = 'item.published' and e.entity_code = v.code
                                        and e.effective_on is not distinct from lower(v.valid)) <> 1
                                """))
                .isZero();
        // accounts tell of themselves under their own names, the operator's first one is made by
        // the
        // configuration, a timer has a name of its own, what a test writes by SQL is a test's; and
        // three things may be said without a name
        assertThat(
                        Scratch.ask(
                                """
                                select string_agg(distinct actor || ': ' || kind, ', ') from event e
                                 where actor not in ('a test', 'configuration', 'timer') and actor not like 'bidder:%'
                                   and (actor, kind) not in (('an agency', 'question.asked'), ('anonymous', 'lead.received'),
                                                             ('public', 'charge-check.recorded'))
                                   and not exists (select from account a where a.username = e.actor)
                                """))
                .isNull();
        assertThat(
                        count(
                                "select count(*) from event where kind like any (array['item.%', 'act%', 'rule.%', 'region.%']) and actor not in (?, 'a test')",
                                Market.OPERATOR))
                .isZero();
        assertThat(
                        count(
                                """
                                select (select count(*) from region) + (select count(*) from department)
                                     + (select count(*) from administrative_act) + (select count(*) from service_item)
                                     + (select count(*) from act_item) + (select count(*) from price_rule)
                                     + (select count(*) from price_rule_tier) + (select count(*) from synonym)
                                     + (select count(*) from calendar_day)
                                     - (select count(*) from event where kind like '%.published' and entity_type not in ('price', 'request', 'rating') and actor <> 'a test')
                                """))
                .isZero();
    }

    @Test
    void aSlowTransactionIsNeitherOvertakenNorSkippedAndOneRolledBackLeavesNoPlace()
            throws SQLException {
        try (Connection slow = Scratch.app();
                Connection undone = Scratch.app();
                Connection fast = Scratch.app()) {
            slow.setAutoCommit(false);
            undone.setAutoCommit(false);
            write(slow, "slow");
            write(undone, "undone");
            write(fast, "fast");
            long looks = looks();
            waitUntil(() -> looks() > looks + 15);
            assertThat(count(PLACE, "fast")).isZero();

            undone.rollback();
            slow.commit();
        }

        waitUntil(() -> count(PLACE, "fast") > 0);
        assertThat(count(PLACE, "slow")).isEqualTo(count(PLACE, "fast") - 1);
        assertThat(count("select count(*) from event where entity_code = 'undone'")).isZero();
        assertThatTheOrderHasNoGaps();
    }

    @Test
    void twoInstancesOnOneDatabaseGiveOneOrderWithoutGaps() {
        try (var second = ChildService.start()) {
            for (int n = 1; n <= 10; n++) {
                Table one = Table.items("S-PAIR-", n).rowsFrom(n);
                var to = n % 2 == 0 ? Sending.toPort(second.port()) : toScratch();
                var answer = to.file("p.csv", one).send();
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
            }
            Scratch.waitUntilIndexed();
        }

        assertThatTheOrderHasNoGaps();
        assertThat(
                        Scratch.ask(
                                """
                                select string_agg(entity_code, ' ' order by position) from event_order o join event e on e.id = o.event_id
                                 where entity_code like 'S-PAIR-%' and kind = 'item.published'
                                """))
                .isEqualTo(
                        "S-PAIR-1 S-PAIR-2 S-PAIR-3 S-PAIR-4 S-PAIR-5 S-PAIR-6 S-PAIR-7 S-PAIR-8 S-PAIR-9 S-PAIR-10");
    }

    private static void assertThatTheOrderHasNoGaps() {
        assertThat(Scratch.ask("select count(*) || ' ' || max(position) from event_order"))
                .isEqualTo(
                        Scratch.ask(
                                "select count(*) || ' ' || count(*) from event where entity_type <> 'sealed-bid'"));
    }

    /** How often the sequencer has looked, as PostgreSQL's own statistics have it. */
    private static long looks() {
        return count(
                "select seq_scan + coalesce(idx_scan, 0) from pg_stat_user_tables where relname = 'event_sequencer'");
    }

    private static void write(Connection connection, String code) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "insert into event (actor, kind, entity_type, entity_code) values ('a test', 'test.written', 'test', ?)")) {
            statement.setString(1, code);
            statement.executeUpdate();
        }
    }
}
