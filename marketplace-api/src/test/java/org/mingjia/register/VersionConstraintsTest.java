package org.mingjia.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Table;
import org.postgresql.util.PSQLException;

/** What the database itself refuses, to the service and to the schema's owner alike. */
class VersionConstraintsTest {

    private static final String REFUSED_RIGHT = "42501";

    private static final String ITEM =
            """
            insert into service_item (code, name, category, pricing_mode, payer, qualification_required, self_service,
                legal_basis, deliverable, confidence, verified, source, valid, import_id)
            select '%s', name, category, pricing_mode, payer, qualification_required, self_service,
                legal_basis, deliverable, confidence, verified, source, %s, import_id
              from service_item where code = 'S-SQL-1' limit 1
            """;

    private static final String RULE =
            """
            insert into price_rule (rule_id, item_code, name, document, region_code, method, amount_unit, adjust_min,
                adjust_max, floor_fen, cap_fen, status, tiers_known, confidence, verified, source, valid, import_id)
            select 'R-SQL-1', %s, 'x', 'x', '433100', 'fixed', '元', %s, %s, %s, %s, 'in_force', false, 'high', true, 'x',
                daterange('2024-01-01', null), import_id from service_item where code = 'S-SQL-1' limit 1
            """;

    private static final String TIER =
            """
            insert into price_rule_tier (rule_id, tier_no, lower_bound, upper_bound, kind, rate_or_amount, valid, import_id)
            select 'R-ZB-G-2003', 900, %s, %s, 'marginal_rate', %s, daterange('2026-01-01', null), import_id
              from service_item where code = 'S-SQL-1' limit 1
            """;

    @BeforeAll
    static void anItem() {
        Sending.toScratch()
                .file("sql.csv", Table.items("S-SQL-", 1))
                .query("?effectiveFrom=2024-01-01")
                .send();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                arguments(
                        "a second version at once",
                        ITEM.formatted("S-SQL-1", "daterange('2024-06-01', null)"),
                        "item_versions_do_not_overlap"),
                arguments(
                        "a version inside another",
                        ITEM.formatted("S-SQL-1", "daterange('2024-02-01', '2024-02-02')"),
                        "item_versions_do_not_overlap"),
                arguments(
                        "an infinite end",
                        ITEM.formatted("S-SQL-9", "daterange('2024-01-01', 'infinity')"),
                        "service_item_valid_check"),
                arguments(
                        "an infinite start",
                        ITEM.formatted("S-SQL-9", "daterange('-infinity', '2024-01-01')"),
                        "service_item_valid_check"),
                arguments(
                        "an empty validity",
                        ITEM.formatted("S-SQL-9", "'empty'"),
                        "service_item_valid_check"),
                arguments(
                        "no days at all",
                        ITEM.formatted("S-SQL-9", "daterange('2024-01-01', '2024-01-01')"),
                        "service_item_valid_check"),
                arguments(
                        "a code of another shape",
                        ITEM.formatted("X-1", "daterange('2024-01-01', null)"),
                        "service_item_code_check"),
                arguments(
                        "a rule of no item",
                        RULE.formatted("'S-NONE-1'", "1", "1", "null", "null"),
                        "price_rule_has_its_item"),
                arguments(
                        "an adjustment of NaN",
                        RULE.formatted("'S-SQL-1'", "'NaN'", "'NaN'", "null", "null"),
                        "price_rule_adjust_min_check"),
                arguments(
                        "a top adjustment of NaN",
                        RULE.formatted("'S-SQL-1'", "1", "'NaN'", "null", "null"),
                        "price_rule_check"),
                arguments(
                        "a cap below the floor",
                        RULE.formatted("'S-SQL-1'", "1", "1", "200", "100"),
                        "price_rule_check1"),
                arguments(
                        "a negative floor",
                        RULE.formatted("'S-SQL-1'", "1", "1", "-1", "null"),
                        "price_rule_floor_fen_check"),
                arguments(
                        "a rate of NaN",
                        TIER.formatted("0", "1", "'NaN'"),
                        "price_rule_tier_rate_or_amount_check"),
                arguments(
                        "a bound of NaN",
                        TIER.formatted("0", "'NaN'", "1"),
                        "price_rule_tier_check"),
                arguments(
                        "a tier upside down",
                        TIER.formatted("5", "4", "1"),
                        "price_rule_tier_check"),
                arguments(
                        "a tier older than its rule",
                        "insert into price_rule_tier select 'R-NONE-1', tier_no, selector, lower_bound, upper_bound, kind,"
                                + " rate_or_amount, low_amount, high_amount, notes, valid, import_id from price_rule_tier limit 1",
                        "tier_has_its_rule"),
                arguments(
                        "a link to what is not in force so long",
                        "insert into act_item select act_code, 'S-SQL-1', 'x', daterange('2023-12-31', null), import_id"
                                + " from act_item where act_code <> 'A-FGW-001' limit 1",
                        "act_item_has_its_item"),
                arguments(
                        "an end that others outlive",
                        "update service_item set valid = daterange(lower(valid), '2024-02-01') where code = 'S-SQL-1'",
                        "act_item_has_its_item"),
                arguments(
                        "an earlier start",
                        "update service_item set valid = daterange('2023-01-01', '2030-01-01') where code = 'S-SQL-1'",
                        "published_is_never_rewritten"),
                arguments(
                        "an update that ends nothing",
                        "update service_item set valid = valid where code = 'S-SQL-1'",
                        "published_is_never_rewritten"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void theDatabaseRefusesByNameWhoeverAsks(String what, String sql, String constraint)
            throws SQLException {
        String before = Scratch.state();
        for (boolean asOwner : new boolean[] {false, true}) {
            try (Connection connection = asOwner ? Scratch.owner() : Scratch.app()) {
                assertThat(refusal(connection, sql).getServerErrorMessage().getConstraint())
                        .startsWith(constraint);
            }
        }
        assertThat(Scratch.state()).isEqualTo(before);
    }

    @Test
    void theServiceCannotRewriteOrDeleteWhatIsPublished() throws SQLException {
        try (var app = Scratch.app()) {
            for (String sql :
                    new String[] {
                        "update service_item set name = 'x' where code = 'S-SQL-1'",
                        "delete from service_item where code = 'S-SQL-1'",
                        "truncate service_item cascade",
                        "delete from event",
                        "update event set actor = 'x'",
                        "delete from register_import",
                        "update register_import set outcome = 'refused'",
                        "delete from event_order",
                        "alter table service_item disable trigger all",
                        "drop table service_item cascade"
                    }) {
                assertThat(refusal(app, sql).getSQLState()).as(sql).isEqualTo(REFUSED_RIGHT);
            }
        }
    }

    @Test
    void notEvenTheOwnerRewritesAVersionOrEndsItTwice() throws SQLException {
        try (var owner = Scratch.owner()) {
            var rewriting =
                    refusal(owner, "update service_item set name = 'x' where code = 'S-SQL-1'");
            assertThat(rewriting.getServerErrorMessage().getConstraint())
                    .isEqualTo("published_is_never_rewritten");

            owner.setAutoCommit(false);
            try (var statement = owner.createStatement()) {
                statement.execute(
                        "update synonym set valid = daterange(lower(valid), '2030-01-01') where term = '环境影响报告书'");
            }
            var twice =
                    refusal(
                            owner,
                            "update synonym set valid = daterange(lower(valid), '2029-01-01') where term = '环境影响报告书'");
            assertThat(twice.getServerErrorMessage().getConstraint())
                    .isEqualTo("published_is_never_rewritten");
            owner.rollback();
        }
    }

    private static PSQLException refusal(Connection connection, String sql) {
        return catchThrowableOfType(
                PSQLException.class,
                () -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                });
    }
}
