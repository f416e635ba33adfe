package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;
import org.postgresql.util.PSQLException;

/** A published price binds: over HTTP, to the service's own role, and to the schema's owner. */
class PricesThatBindTest {

    private Person agency;

    @BeforeEach
    void anAdmittedAgency() {
        agency = People.of(Scratch.market()).agency();
        Sending.toScratch().file("bind.csv", Table.items("S-BIND-", 1)).send();
        PricedItems.admit(agency, "S-HJ-001", "S-BIND-1");
    }

    @Test
    void theFirstPriceStartsTodayAndTheNextIsAnnounced() {
        Answer first = publish("amount", "1660.50");
        assertThat(first.status()).as("%s", first.body()).isEqualTo(201);
        assertThat(first.number("amountFen")).isEqualTo(166_050);
        assertThat(first.text("validFrom")).isEqualTo(Scratch.day(0));

        Answer tooSoon = publish("amount", "1700", "validFrom", Scratch.day(6));
        assertThat(tooSoon.status()).isEqualTo(422);
        assertThat(tooSoon.body().at("/errors/0/rule").asString()).isEqualTo("notice-period");

        Answer next = publish("amount", "1700");
        assertThat(next.text("validFrom")).as("%s", next.body()).isEqualTo(Scratch.day(7));
        assertThat(agency.get("/api/price-entries/" + first.text("id")).text("validTo"))
                .isEqualTo(Scratch.day(7));
        assertThat(events(next, "price.published")).isEqualTo(1);
        assertThat(events(first, "price.ended")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, amount-out-of-range",
        "-1, not-a-price",
        "1000000000000, amount-out-of-range",
        "1.005, decimals",
        "１００, not-a-price",
        "面议, not-a-price",
    })
    void whatIsNoPriceIsRefusedAndWritesNothing(String amount, String rule) {
        Answer refused = publish("amount", amount);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/rule").asString()).isEqualTo(rule);
        assertThat(entries()).isZero();
    }

    @Test
    void nothingIsRetroactiveOrOffTheListOrOutsideItsPlace() {
        assertThat(rule(publish("amount", "1", "validFrom", Scratch.day(-1))))
                .isEqualTo("retroactive");
        assertThat(rule(publish("amount", "1", "itemCode", "S-NONE-1")))
                .isEqualTo("not-on-the-list");
        assertThat(rule(publish("amount", "1", "itemCode", "S-HJ-005"))).isEqualTo("not-covered");
        assertThat(rule(publish("amount", "1", "regionCode", "430000"))).isEqualTo("not-served");
        assertThat(entries()).isZero();
    }

    @Test
    void anotherAgencysPriceDoesNotExistForOne() {
        Answer mine = publish("amount", "5");
        Person other = People.of(Scratch.market()).agency();
        PricedItems.admit(other, "S-HJ-001", "S-BIND-1");

        assertThat(
                        other.post(
                                        "/api/price-entries/" + mine.text("id") + "/ends",
                                        Map.of("on", Scratch.day(9)))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aCheckTellsAllAndWritesNothing() {
        Answer check = agency.post("/api/price-entry-checks", wish("amount", "12.30"));

        assertThat(check.status()).as("%s", check.body()).isEqualTo(200);
        assertThat(check.body().path("acceptable").asBoolean()).isTrue();
        assertThat(check.text("earliestFrom")).isEqualTo(Scratch.day(0));
        assertThat(entries()).isZero();
    }

    @Test
    void theDatabaseKeepsThePastAgainstItsOwner() {
        String id = publish("amount", "5").text("id");

        for (String attack :
                new String[] {
                    "update price_entry set amount_fen = 6 where id = '%s'",
                    "update price_entry set valid = daterange(lower(valid) - 1, null) where id = '%s'",
                    "update price_entry set valid = daterange(lower(valid), market_today()) where id = '%s'",
                    "update price_entry set withdrawn_at = now() where id = '%s'",
                    "delete from price_entry where id = '%s'",
                }) {
            PSQLException refused =
                    catchThrowableOfType(
                            PSQLException.class, () -> run(Scratch.owner(), attack.formatted(id)));
            assertThat((Throwable) refused).as(attack).isNotNull();
        }
        assertThat(agency.get("/api/price-entries/" + id).text("state")).isEqualTo("in_force");
    }

    @Test
    void anItemThatLeavesTheListTakesItsPricesAlong() throws SQLException {
        String id = publish("amount", "5", "itemCode", "S-BIND-1").text("id");

        run(
                Scratch.owner(),
                """
                update act_item set valid = daterange(lower(valid), market_today() + 3)
                 where item_code = 'S-BIND-1' and upper_inf(valid);
                update service_item set valid = daterange(lower(valid), market_today() + 3)
                 where code = 'S-BIND-1' and upper_inf(valid)
                """);

        Answer ended = agency.get("/api/price-entries/" + id);
        assertThat(ended.text("validTo")).as("%s", ended.body()).isEqualTo(Scratch.day(3));
        assertThat(ended.text("endReason")).isNotEmpty();
        assertThat(events(ended, "price.ended")).isEqualTo(1);
    }

    private Answer publish(String... members) {
        return agency.post("/api/price-entries", wish(members));
    }

    private static Map<String, String> wish(String... members) {
        var wish = new HashMap<String, String>();
        wish.put("itemCode", "S-HJ-001");
        wish.put("regionCode", "433101");
        wish.put("form", "fixed");
        for (int i = 0; i < members.length; i += 2) {
            wish.put(members[i], members[i + 1]);
        }
        return wish;
    }

    private static String rule(Answer answer) {
        return answer.body().at("/errors/0/rule").asString();
    }

    private long entries() {
        return Scratch.count(
                "select count(*) from price_entry where agency_id = ?::uuid",
                agency.organisationId());
    }

    private static long events(Answer entry, String kind) {
        return Scratch.count(
                "select count(*) from event where entity_code = ? and kind = ?",
                entry.text("id"),
                kind);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
