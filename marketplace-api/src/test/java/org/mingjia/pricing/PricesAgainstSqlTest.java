package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mingjia.pricing.PricedItems.prices;
import static org.mingjia.pricing.PricedItems.publish;
import static org.mingjia.pricing.PricedItems.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.postgresql.util.PSQLException;

/**
 * Every rule of published prices, attacked by SQL: with the rights of the service, and with those
 * of the schema's owner.
 */
class PricesAgainstSqlTest {

    private static final String PERMISSION_DENIED = "42501";

    @SuppressWarnings("InlineFormatString")
    private static final String INSERT =
            "insert into price_entry (agency_id, published_by, item_code, region_code, valid, %s) values ('%s', 'a test', %s)";

    private final Person agency = PricedItems.agency();

    /** A published price may be there or not; nothing of what the agency published may change. */
    private void assertRefused(String attack, String constraint) throws SQLException {
        String before = prices(agency);
        for (Connection connection : List.of(Scratch.app(), Scratch.owner())) {
            boolean owner = connection.getMetaData().getUserName().contains("owner");

            PSQLException refused =
                    catchThrowableOfType(PSQLException.class, () -> run(connection, attack));

            assertThat((Throwable) refused).as(attack).isNotNull();
            if (owner || !PERMISSION_DENIED.equals(refused.getSQLState())) {
                assertThat(refused.getServerErrorMessage().getConstraint())
                        .as("%s: %s", attack, refused.getMessage())
                        .isEqualTo(constraint);
            }
        }
        assertThat(prices(agency)).isEqualTo(before);
    }

    private String insert(String columns, String values) {
        return INSERT.formatted(columns, agency.organisationId(), values);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    overlap by a day     | 'S-BOUND-1', '433101', daterange(market_today() + 8, null), 'fixed', 5 | prices_do_not_overlap
                    without notice       | 'S-BOUND-1', '433101', daterange(market_today() + 6, market_today() + 7), 'fixed', 5 | price_is_not_retroactive
                    a county without it  | 'S-BOUND-1', '433100', daterange(market_today() + 6, null), 'fixed', 5 | price_is_not_retroactive
                    no first day         | 'S-BOUND-1', '433101', daterange(null, null), 'fixed', 5 | price_entry_valid_check
                    an empty time        | 'S-BOUND-1', '433101', 'empty', 'fixed', 5 | price_entry_valid_check
                    before it was there  | 'S-BOUND-3', '433101', daterange(market_today() - 1, null), 'fixed', 5 | price_is_covered_by_a_qualification
                    not on the list      | 'S-NONE-1', '433101', daterange(market_today(), null), 'fixed', 5 | price_is_for_a_listed_item
                    not covered          | 'S-HJ-005', '433101', daterange(market_today(), null), 'fixed', 5 | price_is_covered_by_a_qualification
                    not served           | 'S-BOUND-3', '433130', daterange(market_today(), null), 'fixed', 5 | price_is_where_the_agency_serves
                    a price by talking   | 'S-BOUND-3', '433101', daterange(market_today(), null), 'fixed', null | price_is_complete
                    for nothing          | 'S-BOUND-3', '433101', daterange(market_today(), null), 'fixed', 0 | price_entry_amount_fen_check
                    for more than all    | 'S-BOUND-3', '433101', daterange(market_today(), null), 'fixed', 100000000000000 | price_entry_amount_fen_check
                    by a form of its own | 'S-BOUND-3', '433101', daterange(market_today(), null), 'negotiable', 5 | price_entry_form_check
                    a guided item freely | 'S-BOUND-2', '433101', daterange(market_today(), null), 'fixed', 5 | price_is_inside_the_lawful_interval
                    """)
    void anAmountThatBreaksARuleIsNotWritten(String name, String values, String constraint)
            throws SQLException {
        String id = publish(agency, "amount", "5").text("id");
        run(
                "update price_entry set valid = daterange(lower(valid), market_today() + 9) where id = '%s'"
                        .formatted(id));

        assertRefused(insert("form, amount_fen", values), constraint);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    below the law    | 'S-BOUND-2', 0.79, 'R-BOUND-2' | price_is_inside_the_lawful_interval
                    above the law    | 'S-BOUND-2', 1.21, 'R-BOUND-2' | price_is_inside_the_lawful_interval
                    another's rule   | 'S-BOUND-2', 1, 'R-BOUND-3'    | price_rests_on_its_rule
                    no such rule     | 'S-BOUND-2', 1, 'R-BOUND-9'    | price_rests_on_its_rule
                    of intervals     | 'S-BOUND-4', 1, 'R-BOUND-4'    | price_can_be_computed
                    of nothing       | 'S-BOUND-3', 0, 'R-BOUND-3'    | price_entry_factor_check
                    not a number     | 'S-BOUND-3', 'NaN', 'R-BOUND-3' | price_entry_factor_check
                    endless          | 'S-BOUND-3', 'Infinity', 'R-BOUND-3' | price_entry_factor_check
                    without a rule   | 'S-BOUND-3', 1, null           | price_is_complete
                    """)
    void aFactorThatBreaksARuleIsNotWritten(String name, String values, String constraint)
            throws SQLException {
        String[] parts = values.split(", ", 2);

        assertRefused(
                insert(
                        "form, factor, rule_id",
                        parts[0]
                                + ", '433101', daterange(market_today(), null), 'factor', "
                                + parts[1]),
                constraint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tiers   | {}
                    tiers   | {"tiers": "面议"}
                    tiers   | {"baseParameter": "投资", "baseUnit": "万元", "method": "tiered_progressive", "amountUnit": "万元", "tiers": []}
                    tiers   | {"baseParameter": "投资", "baseUnit": "万元", "method": "negotiable", "amountUnit": "万元", "tiers": [{"lower": "0", "kind": "marginal_rate", "rateOrAmount": "0.01"}]}
                    tiers   | {"baseParameter": "投资", "baseUnit": "万元", "method": "tiered_progressive", "amountUnit": "万元", "tiers": [{"lower": "0", "kind": "marginal_rate"}]}
                    tiers   | {"baseParameter": "投资", "baseUnit": "万元", "method": "tiered_progressive", "amountUnit": "万元", "tiers": [{"lower": "0", "kind": "marginal_rate", "low": "0.01", "high": "0.02"}]}
                    tiers   | {"baseParameter": "投资", "baseUnit": "万元", "method": "tiered_flat_interpolated", "amountUnit": "万元", "tiers": [{"lower": "0", "kind": "open_floor", "rateOrAmount": "3"}]}
                    tiers   | {"baseParameter": "投资", "baseUnit": "万元", "method": "tiered_progressive", "amountUnit": "万元", "tiers": [{"lower": "0", "kind": "marginal_rate", "rateOrAmount": "面议"}]}
                    formula | {}
                    formula | {"fixedFen": 0}
                    formula | {"fixedFen": "面议"}
                    formula | {"fixedFen": -5}
                    formula | {"perUnitFen": 5}
                    formula | {"rate": "0.01"}
                    formula | {"fixedFen": 5, "floorFen": 9, "capFen": 8}
                    """)
    void termsThatCannotBeComputedAreNotWritten(String form, String terms) throws SQLException {
        assertRefused(
                insert(
                        "form, terms",
                        "'S-BOUND-3', '433101', daterange(market_today(), null), '%s', '%s'"
                                .formatted(form, terms)),
                "price_terms_can_be_computed");
    }

    @Test
    void whatThePublisherMayNotChooseIsNotChosen() throws SQLException {
        run(
                Scratch.app(),
                insert(
                        "form, amount_fen, published_on, notice_days, pricing_mode, withdrawn_at, end_reason",
                        "'S-BOUND-3', '433101', daterange(market_today(), null), 'fixed', 5, '2020-01-01', 365, 'government_set', now(), 'x'"));

        assertThat(
                        Scratch.ask(
                                """
                                select published_on = market_today() and notice_days = 0 and pricing_mode = 'market'
                                       and withdrawn_at is null and end_reason is null
                                  from price_entry where agency_id = ?::uuid
                                """,
                                agency.organisationId()))
                .isEqualTo("t");
    }

    @Test
    void aPriceDoesNotOutliveItsItem() throws SQLException {
        String code = "S-BOUNDEND-1";
        org.mingjia.Sending.toScratch()
                .query("?effectiveFrom=2024-01-01")
                .file("i.csv", org.mingjia.Table.items("S-BOUNDEND-", 1))
                .send();
        run(
                """
                insert into agency_item (agency_id, item_code, basis, requirement, valid)
                values ('%1$s', '%2$s', 'none_required', '无', daterange(market_today(), market_today() + 3));
                update act_item set valid = daterange(lower(valid), market_today() + 3)
                 where item_code = '%2$s' and upper_inf(valid);
                update service_item set valid = daterange(lower(valid), market_today() + 3)
                 where code = '%2$s' and upper_inf(valid)
                """
                        .formatted(agency.organisationId(), code));

        assertRefused(
                insert(
                        "form, amount_fen",
                        "'" + code + "', '433101', daterange(market_today(), null), 'fixed', 5"),
                "price_is_for_a_listed_item");
    }

    @Test
    void anAgencyThatIsSuspendedPublishesNothing() throws SQLException {
        run(
                "insert into sanction (agency_id, kind, ground, valid, decided_by) values ('%s', 'suspension', '检查不合格', daterange(market_today(), market_today() + 30), 'operator')"
                        .formatted(agency.organisationId()));

        assertRefused(
                insert(
                        "form, amount_fen",
                        "'S-BOUND-3', '433101', daterange(market_today(), null), 'fixed', 5"),
                "price_is_of_an_admitted_agency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    update price_entry set amount_fen = 6 | published_price_is_never_rewritten
                    update price_entry set published_by = 'somebody else' | published_price_is_never_rewritten
                    update price_entry set published_on = published_on - 1 | published_price_is_never_rewritten
                    update price_entry set valid = daterange(lower(valid) - 1, null) | published_price_is_never_rewritten
                    update price_entry set valid = daterange(lower(valid) - 1, market_today() + 9) | published_price_is_never_rewritten
                    update price_entry set valid = daterange(lower(valid), market_today()) | published_price_is_never_rewritten
                    update price_entry set valid = 'empty' | published_price_is_never_rewritten
                    update price_entry set end_reason = '改口' | published_price_is_never_rewritten
                    update price_entry set withdrawn_at = now() | price_has_begun
                    delete from price_entry | published_price_is_never_rewritten
                    """)
    void whatHasBegunStaysAsItIs(String attack, String constraint) throws SQLException {
        String id = publish(agency, "amount", "5").text("id");

        assertRefused(attack + " where id = '" + id + "'", constraint);
    }

    @Test
    void anEndIsNeverPutOffAndAWithdrawalNeverUndone() throws SQLException {
        String first = publish(agency, "amount", "5").text("id");
        String next = publish(agency, "amount", "6").text("id");
        run("update price_entry set withdrawn_at = now() where id = '%s'".formatted(next));

        for (String attack :
                List.of(
                        "update price_entry set valid = daterange(lower(valid), null) where id = '%s'"
                                .formatted(first),
                        "update price_entry set valid = daterange(lower(valid), market_today() + 900) where id = '%s'"
                                .formatted(first),
                        "update price_entry set withdrawn_at = null where id = '%s'"
                                .formatted(next))) {
            assertRefused(attack, "published_price_is_never_rewritten");
        }
    }

    @Test
    void theServiceItselfChangesNoNoticePeriodAndTruncatesNothing() throws SQLException {
        publish(agency, "amount", "5");
        String before = prices(agency);

        for (String attack :
                List.of(
                        "update market_parameter set value = 0",
                        "truncate price_entry",
                        "alter table price_entry disable trigger all",
                        "drop table price_entry")) {
            PSQLException refused =
                    catchThrowableOfType(PSQLException.class, () -> run(Scratch.app(), attack));
            assertThat((Throwable) refused).as(attack).isNotNull();
            assertThat(refused.getSQLState()).as(attack).isEqualTo(PERMISSION_DENIED);
        }
        assertThat(
                        (Throwable)
                                catchThrowableOfType(
                                        PSQLException.class,
                                        () -> run(Scratch.owner(), "truncate price_entry cascade")))
                .isNotNull();
        assertThat(prices(agency)).isEqualTo(before);
    }
}
