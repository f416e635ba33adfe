package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

/**
 * Items of the tests' own on which prices are tried, and an agency on the market that may offer
 * them all, in one county, from today on.
 */
public final class PricedItems {

    /** At market prices. */
    static final String MARKET = "S-BOUND-1";

    /** 政府指导价: 0.8 to 1.2 times {@link #LAW}. */
    static final String GUIDED = "S-BOUND-2";

    /** At market prices, with a standard that binds nobody. */
    static final String BENCHMARKED = "S-BOUND-3";

    /** At market prices, with a standard that gives nothing but intervals. */
    static final String VAGUE = "S-BOUND-4";

    /** At market prices, with a standard whose last tier is 不低于. */
    static final String OPEN = "S-BOUND-5";

    static final String LAW = "R-BOUND-2";
    static final String BENCHMARK = "R-BOUND-3";
    static final String INTERVALS = "R-BOUND-4";
    static final String OPEN_ENDED = "R-BOUND-5";
    static final String COUNTY = "433101";

    private static boolean imported;

    private PricedItems() {}

    /** A new agency that may offer them. */
    static Person agency() {
        items();
        Person agency = People.of(Scratch.market()).agency();
        admit(agency, "S-BOUND-%");
        return agency;
    }

    /** Puts an agency on the market, with the items whose codes are like these. */
    public static void admit(Person agency, String... items) {
        run(
                """
                insert into agency (organisation_id, status, admitted_on, profile, admitted)
                values ('%1$s', 'published', market_today(), '{}', '{}')
                on conflict (organisation_id) do update
                   set status = 'published', admitted_on = market_today(), profile = '{}', admitted = '{}';
                insert into agency_region (agency_id, region_code, valid)
                values ('%1$s', '433101', daterange(market_today(), null));
                insert into agency_item (agency_id, item_code, basis, requirement, valid)
                select '%1$s', code, 'none_required', '无', daterange(market_today(), null)
                  from service_item where code like any ('{%3$s}') and upper_inf(valid);
                insert into event (actor, kind, entity_type, entity_code)
                values ('a test', 'agency.admitted', 'agency', '%2$s');
                """
                        .formatted(
                                agency.organisationId(), agency.uscc(), String.join(",", items)));
    }

    private static synchronized void items() {
        if (imported) {
            return;
        }
        send("items.csv", Table.items("S-BOUND-", 5).with(2, "pricing_mode", "government_guided"));
        Table vague =
                Table.rule(INTERVALS, VAGUE)
                        .with(1, "method", "range")
                        .with(1, "status", "reference_only");
        Table open =
                Table.rule(OPEN_ENDED, OPEN)
                        .with(1, "method", "tiered_flat_interpolated")
                        .with(1, "status", "reference_only");
        Sending sending = Sending.toScratch().query("?effectiveFrom=2024-01-01");
        sending.file("law.csv", Table.rule(LAW, GUIDED))
                .file(
                        "benchmark.csv",
                        Table.rule(BENCHMARK, BENCHMARKED).with(1, "status", "reference_only"))
                .file("vague.csv", vague)
                .file("open.csv", open)
                .file("law-tiers.csv", Table.tiers(LAW))
                .file("benchmark-tiers.csv", Table.tiers(BENCHMARK))
                .file("vague-tiers.csv", tiers(INTERVALS + "|1||0||range||4|8|"))
                .file(
                        "open-tiers.csv",
                        tiers(
                                OPEN_ENDED + "|1||0|100|interp||5|6|",
                                OPEN_ENDED + "|2||100||open_floor|6|||"));
        made(sending.send());
        imported = true;
    }

    private static Table tiers(String... rows) {
        return Table.of(
                "rule_id|tier_no|selector|lower_bound|upper_bound|kind|rate_or_amount|low_amount|high_amount|notes",
                rows);
    }

    private static void send(String name, Table table) {
        made(Sending.toScratch().query("?effectiveFrom=2024-01-01").file(name, table).send());
    }

    private static void made(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.toString());
        }
    }

    /** What somebody wishes to publish: a fixed price of the market item, but for these members. */
    static Map<String, Object> wish(Object... members) {
        var wish = new HashMap<String, Object>();
        wish.put("itemCode", MARKET);
        wish.put("regionCode", COUNTY);
        wish.put("form", "fixed");
        for (int i = 0; i < members.length; i += 2) {
            wish.put((String) members[i], members[i + 1]);
        }
        return wish;
    }

    static Answer publish(Person agency, Object... members) {
        return agency.post("/api/price-entries", wish(members));
    }

    /** Refused by that rule at that field, with the bounds, and nothing was written. */
    static void assertRefused(
            Person agency, String before, Answer answer, String pointerAndRule, String... bounds) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(refusal(answer)).isEqualTo(pointerAndRule);
        for (String bound : bounds) {
            assertThat(detail(answer)).contains(bound);
        }
        assertThat(prices(agency)).isEqualTo(before);
    }

    /** {@code pointer rule} of the first broken member. */
    static String refusal(Answer answer) {
        return answer.body().at("/errors/0/pointer").asString()
                + " "
                + answer.body().at("/errors/0/rule").asString();
    }

    static String detail(Answer answer) {
        return answer.body().at("/errors/0/detail").asString();
    }

    /** Everything that an agency has published, and every event of it. */
    static String prices(Person agency) {
        return Scratch.ask(
                """
                select count(*) || ' ' || coalesce(sum(hashtextextended(p::text, 0)), 0) || ' '
                       || (select count(*) from event e where e.entity_code in
                             (select id::text from price_entry q where q.agency_id = ?::uuid))
                  from price_entry p where p.agency_id = ?::uuid
                """,
                agency.organisationId(),
                agency.organisationId());
    }

    static void run(String sql) {
        try {
            run(Scratch.owner(), sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
