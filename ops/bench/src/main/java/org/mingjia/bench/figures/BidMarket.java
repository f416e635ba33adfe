package org.mingjia.bench.figures;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Agencies of one county, each with a key of its own, and an enterprise whose requests all of them
 * may bid for. Accounts and keys are written by SQL; requests are published through the API.
 */
final class BidMarket {
    private static final String COUNTY = "433101";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What an agency charges at least in the generated market: 1000 元. */
    private static final long LOWEST_PRICE_FEN = 100_000;

    private static final String ACCOUNTS =
            """
            with someone as (
                select o.id as organisation_id, 'agency' as role, 'bench-agency-' || n as name, 'mjk_bench_agency_' || n as secret
                  from (select i.agency_id, row_number() over (order by i.agency_id) - 1 as n
                          from agency_item i join agency_region r on r.agency_id = i.agency_id
                         where i.item_code = ? and r.region_code = ?) a
                  join organisation o on o.id = a.agency_id
                 where n < ?
                union all
                select id, 'enterprise', 'bench-enterprise', 'mjk_bench_enterprise' from organisation where uscc = ?),
            accounts as (
                insert into account (username, display_name) select name, name from someone returning id, username),
            capacities as (
                insert into capacity (account_id, role, organisation_id, granted_by)
                select a.id, s.role, s.organisation_id, 'ops/bench'
                  from accounts a join someone s on s.name = a.username
                returning id, account_id)
            insert into access_key (secret_hash, capacity_id, name, scopes, created_by)
            select sha256(s.secret::bytea), c.id, 'ops/bench', array['read', 'bids:write', 'requests:write'], 'ops/bench'
              from capacities c join accounts a on a.id = c.account_id join someone s on s.name = a.username
            """;

    /** Bids may be asked for at any time of any day, and end as soon. */
    private static final String TERMS =
            """
            insert into tender_terms (region_code, method, funds, allowed, notice_days, minimum_bids, extension_days,
                                      choice_days, publicity_days, review_required, closes_on_working_days)
            values ('%s', 'lowest_price', 'social', true, 0, 3, 0, 1, 0, false, false)
            """
                    .formatted(COUNTY);

    private final Sitting sitting;
    private final int agencies;
    private final String item;
    private final String act;

    private BidMarket(Sitting sitting, int agencies, String item, String act) {
        this.sitting = sitting;
        this.agencies = agencies;
        this.item = item;
        this.act = act;
    }

    /** Writes the accounts. The agencies are those of {@link SyntheticMarket}. */
    static BidMarket of(Sitting sitting, int agencies) {
        String[] item =
                sitting.column(
                                """
                                select distinct i.item_code || ' ' || min(a.act_code) from agency_item i
                                  join act_item a on a.item_code = i.item_code and a.valid @> market_today()
                                  join service_item s on s.code = i.item_code and s.valid @> market_today()
                                 where s.payer in ('enterprise', 'either') group by i.item_code order by 1 limit 1
                                """)
                        .getFirst()
                        .split(" ", -1);
        String owner = SyntheticMarket.uscc(-1);
        sitting.sql(
                TERMS,
                "insert into organisation (kind, uscc, name, region_code) values ('legal_person', '%s', '湘西项目业主有限公司', '%s')"
                        .formatted(owner, COUNTY));
        try (var connection = sitting.connect();
                var insert = connection.prepareStatement(ACCOUNTS)) {
            insert.setString(1, item[0]);
            insert.setString(2, COUNTY);
            insert.setInt(3, agencies);
            insert.setString(4, owner);
            int written = insert.executeUpdate();
            return new BidMarket(sitting, written - 1, item[0], item[1]);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of an agency, by its number. */
    static String key(int agency) {
        return "mjk_bench_agency_" + agency;
    }

    /** How many may bid. */
    int agencies() {
        return agencies;
    }

    /** Publishes requests that close at one time; returns the addresses to which their bids go. */
    List<String> publish(int count, Instant closesAt) {
        var places = new ArrayList<String>();
        for (int n = 0; n < count; n++) {
            var draft =
                    asEnterprise(
                            "/api/requests",
                            "",
                            JsonMapper.shared().writeValueAsBytes(request(n, closesAt)));
            var published =
                    asEnterprise(
                            "/api/requests/" + draft.path("id").asString() + "/submissions",
                            '"' + draft.path("version").asString() + '"',
                            new byte[0]);
            places.add("/api/notices/" + published.path("number").asString() + "/lots/1/bids");
        }
        awaitMatched();
        return places;
    }

    private Map<String, Object> request(int n, Instant closesAt) {
        return Map.ofEntries(
                Map.entry("title", "吉首市第" + n + "号项目中介服务采购"),
                Map.entry("regionCode", COUNTY),
                Map.entry("projectName", "吉首市第" + n + "号项目"),
                Map.entry("projectCode", "2611-433101-04-01-123456"),
                Map.entry("actCode", act),
                Map.entry("funds", "social"),
                Map.entry("method", Map.of("code", "lowest_price")),
                Map.entry(
                        "lots",
                        List.of(
                                Map.of(
                                        "itemCode",
                                        item,
                                        "budgetFen",
                                        100_000_000,
                                        "parameters",
                                        Map.of("base", "5000", "quantity", "12")))),
                Map.entry("serviceDays", 20),
                Map.entry("declared", true),
                Map.entry("description", "按要求编制报告，并协助通过技术评审。"),
                Map.entry("closesAt", closesAt.toString()));
    }

    private tools.jackson.databind.JsonNode asEnterprise(String path, String version, byte[] body) {
        var request =
                HttpRequest.newBuilder(sitting.api().url().resolve(path))
                        .header("Authorization", "Bearer mjk_bench_enterprise")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        if (!version.isEmpty()) {
            request.header("If-Match", version);
        }
        return JsonMapper.shared().readTree(MarketClient.send(request));
    }

    /** Waits until every agency has been told of every request. */
    private void awaitMatched() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (sitting.number(
                        "select count(*) from service_request r where r.published_at is not null and not exists (select from lot_match m where m.request_id = r.id)")
                > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the agencies are not told");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** The n-th bid: another bidder or another request each time, until all have met. */
    Wrk.Request bid(List<String> places, int n) {
        int agency = n % agencies;
        int place = (n / agencies + n) % places.size();
        return new Wrk.Request(
                "POST",
                places.get(place),
                "Bearer " + key(agency),
                "{\"amountFen\":%d,\"promise\":\"按期交付成果\",\"serviceDays\":15}"
                        .formatted(LOWEST_PRICE_FEN - 1 - n % 10_000));
    }

    /** The same for a client of Java's. */
    HttpRequest request(List<String> places, int n) {
        Wrk.Request bid = bid(places, n);
        return HttpRequest.newBuilder(sitting.api().url().resolve(URI.create(bid.path())))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", bid.authorization())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(bid.body()))
                .build();
    }
}
