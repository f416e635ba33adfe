package org.mingjia.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.Noticed;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes among many, with bounds that a crowded machine keeps too; and that the fast way
 * finds what the exact one finds. All of it in transactions that are rolled back.
 */
class MatchingFiguresTest {

    private static final Logger LOG = LoggerFactory.getLogger(MatchingFiguresTest.class);
    private static final String ITEM = "S-ZX-010";
    private static final String OWNER = "虚构的业主";
    private static final Duration CROWDED = Duration.ofMillis(1500);

    private static final String FIND =
            """
            select count(*) from event_order o join event e on e.id = o.event_id
              join service_request r on r.number = e.entity_code join request_lot l on l.request_id = r.id
             cross join lateral eligible_agencies(l.id, market_today()) a where o.position > {0}
            """;

    private static final String WANTING =
            """
            {"qualifications": {"match": "%s", "papers": [{"kind": "ACCOUNTING"}, {"kind": "ASSET-VALUATION"}]},
             "practitioners": [{"certificate": "注册工程师", "count": %d}],
             "avoid": [{"uscc": "91430100000000166E", "reason": "虚构"}]}
            """;

    @Test
    void oneRequestIsMatchedAgainstTenThousandAgencies() throws SQLException {
        inVain(connection -> {
            agencies(connection, 10_000);
            publish(connection, "{}");
            Duration found = fastest(connection, FIND);
            Duration best = fastest(connection, Tidings.MATCH);
            long told =
                    number(
                            connection,
                            "select count(*) from lot_match where position > 1000000000");
            LOG.info(
                    "one request against 10,000 agencies: {} found in {} ms, found and told in {} ms",
                    told,
                    found.toMillis(),
                    best.toMillis());

            assertThat(told).isBetween(900L, 1400L);
            assertThat(best).isLessThan(CROWDED);
        });
    }

    @Test
    void theFastWayFindsWhatEveryGateLetsThrough() throws SQLException {
        inVain(connection -> {
            agencies(connection, 800);
            for (String body :
                    new String[] {"{}", WANTING.formatted("any", 1), WANTING.formatted("all", 2)}) {
                UUID request = publish(connection, body);
                for (boolean widened : new boolean[] {false, true}) {
                    if (widened) {
                        change(
                                connection,
                                "update service_request set extended_at = now(), version = version + 1 where id = '"
                                        + request
                                        + "'");
                    }
                    String compared =
                            """
                            select count(*) filter (where f.agency_id is null or e.agency_id is null) * 1000000 + count(*)
                              from request_lot l
                             cross join lateral (select x.agency_id as agency_id, y.agency_id as exact
                                    from eligible_agencies(l.id, market_today()) x
                                    full join (select * from lot_eligibility(l.id, market_today(), null)
                                                where item_problem is null and serves and price_id is not null
                                                  and papers_missing = '{}' and people_missing = '{}'
                                                  and conflicts = '{}' and named) y on x.agency_id = y.agency_id) f
                             cross join lateral (select f.exact as agency_id) e
                             where l.request_id = '%s'
                            """
                                    .formatted(request);
                    assertThat(number(connection, compared))
                            .as("%s, widened: %s", body, widened)
                            .isBetween(1L, 999_999L);
                }
            }
        });
    }

    @Test
    void oneRequestIsHeldAgainstAHundredThousandSavedSearches() throws SQLException {
        inVain(connection -> {
            searches(connection);
            publish(connection, "{}");
            Duration best = fastest(connection, Tidings.FIND);
            long told =
                    number(
                            connection,
                            "select count(*) from inbox_message where position > 1000000000 and kind = 'search.matched'");
            long expected =
                    number(
                            connection,
                            """
                            select count(distinct s.account_id) from saved_search s, searched_request t
                             where t.title = '水土保持方案编制采购' and (s.item_codes = '{}' or s.item_codes && t.items)
                               and (s.region_code is null or region_covers(s.region_code, t.region_code))
                               and (s.method is null or s.method = t.method)
                               and (s.funds is null or s.funds = t.funds)
                               and (s.budget_at_least_fen is null or s.budget_at_least_fen <= t.budget_fen)
                               and (s.category is null or s.category = any(t.categories))
                               and not exists (select from unnest(s.words) w where strpos(t.words, w) = 0)
                            """);
            LOG.info(
                    "100,000 saved searches against one request: {} told in {} ms",
                    told,
                    best.toMillis());

            assertThat(told).isEqualTo(expected).isPositive();
            assertThat(best).isLessThan(CROWDED);
        });
    }

    /** The best of three, each undone. */
    private static Duration fastest(Connection connection, String statement) throws SQLException {
        long head =
                number(
                        connection,
                        "select coalesce(max(position), 0) from event_order where position > 1000000000");
        String sql = statement.replace("{0}", "1000000000").replace("{1}", Long.toString(head));
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            change(connection, round == 0 ? "savepoint before" : "rollback to savepoint before");
            long begun = System.nanoTime();
            change(connection, sql);
            best = Math.min(best, System.nanoTime() - begun);
        }
        return Duration.ofNanos(best);
    }

    /** Published, with a place in the event order that nobody else will have. */
    private static UUID publish(Connection connection, String body) throws SQLException {
        change(
                connection,
                "insert into organisation (kind, name) select 'natural_person', '%1$s' where not exists (select from organisation where name = '%1$s')"
                        .formatted(OWNER));
        String owner = text(connection, "select id from organisation where name = '" + OWNER + "'");
        UUID id = Noticed.of(ITEM).titled("水土保持方案编制采购").body(body).insert(connection, owner);
        change(connection, "set constraints all immediate");
        change(
                connection,
                """
                insert into event_order (position, event_id)
                select 1000000000 + e.id, e.id from event e join service_request r on r.number = e.entity_code
                 where r.id = '%s'
                """
                        .formatted(id));
        change(connection, "analyze service_request, request_lot, event, event_order");
        return id;
    }

    private static void agencies(Connection connection, int count) throws SQLException {
        try (var script =
                MatchingFiguresTest.class.getResourceAsStream("/synthetic-agencies.sql")) {
            change(
                    connection,
                    new String(
                                    Objects.requireNonNull(script).readAllBytes(),
                                    StandardCharsets.UTF_8)
                            .replace("${agencies}", Integer.toString(count))
                            .replace("${item}", ITEM)
                            .replace("${owner}", OWNER));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        change(
                connection,
                "analyze organisation, agency, agency_region, agency_item, price_entry, qualification, practitioner, sanction, affiliate");
    }

    /**
     * Two thousand accounts with fifty each, as people would ask: mostly for items, some for words
     * or places.
     */
    private static void searches(Connection connection) throws SQLException {
        change(
                connection,
                """
                insert into account (username, display_name) select 'searcher' || n, '某人' from generate_series(1, 2000) n;
                insert into saved_search (account_id, name, item_codes, category, region_code, method, funds,
                                          budget_at_least_fen, words)
                select a.id, '检索 ' || n,
                       case when n % 10 < 6 then array[i.codes[1 + (n * 31 + a.number * 17) % cardinality(i.codes)],
                                                       i.codes[1 + (n * 7 + a.number * 3) % cardinality(i.codes)]]
                            else '{}' end,
                       case when n % 10 = 6 then (array['工程咨询', '技术评审', '工程监理'])[1 + a.number % 3] end,
                       case when n % 3 = 0 or n % 10 = 7 then (array['433101','433122','433100','430000','431200'])[1 + (a.number + n) % 5] end,
                       case when n % 4 = 0 then (array['lowest_price', 'random_draw'])[1 + a.number % 2] end,
                       case when n % 5 = 0 or n % 10 = 9 then (array['state', 'social'])[1 + a.number % 2] end,
                       case when n % 6 = 0 then 100000 * (a.number % 400 + 1) end,
                       case when n % 10 = 8 then array[(array['水土', '方案编制', '测绘', '评估报告', '监理'])[1 + a.number % 5]] else '{}' end
                  from (select id, row_number() over (order by id)::integer as number from account where username like 'searcher%') a,
                       generate_series(1, 50) n,
                       (select array_agg(code order by code) as codes from service_item where valid @> market_today()) i;
                analyze saved_search
                """);
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static void inVain(Work work) throws SQLException {
        People.of(Scratch.market());
        try (var connection = Scratch.owner()) {
            connection.setAutoCommit(false);
            try {
                // as the service's own connections are
                change(connection, "set local jit = off");
                work.on(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
