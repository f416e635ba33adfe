package org.mingjia;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjia.People.Person;
import org.mingjia.offers.OfferFixture;
import org.mingjia.platform.Transactor;
import org.mingjia.pricing.PricedItems;
import org.mingjia.sealing.Sealing;
import org.springframework.context.ApplicationContext;

/**
 * A request on the scratch market as publication leaves it, with its lots and its opening key,
 * under every constraint; and agencies that may bid for it. Its deadline can be as near as a test
 * wants, which no notice period would allow.
 */
public final class PublishedRequests {

    /** 社会稳定风险评估报告编制: at market prices, for anyone to pay, without a paper. */
    public static final String ITEM = "S-ZX-010";

    public static final String COUNTY = "433101";

    private static final AtomicInteger NTH = new AtomicInteger();
    private static Person shared;

    private final List<Lot> lots = new ArrayList<>();
    private Person owner;
    private String method = "lowest_price";
    private String methodParameters = "{}";
    private String body = "{}";
    private String funds = "social";
    private Duration open = Duration.ofHours(1);
    private String terms = "{}";
    private boolean timed;

    private PublishedRequests() {}

    private record Lot(
            String item,
            long budgetFen,
            String parameters,
            Long lawfulMin,
            Long lawfulMax,
            String rule) {}

    /** A request with one lot. */
    public static PublishedRequests of(String item, long budgetFen) {
        return new PublishedRequests().lot(item, budgetFen, "{}");
    }

    /** One more lot, of another item of the same act. */
    public PublishedRequests lot(String item, long budgetFen, String parameters) {
        lots.add(new Lot(item, budgetFen, parameters, null, null, null));
        return this;
    }

    /** The last lot is bound by a rule. */
    public PublishedRequests lawful(long minFen, Long maxFen, String rule) {
        Lot last = lots.removeLast();
        lots.add(new Lot(last.item(), last.budgetFen(), last.parameters(), minFen, maxFen, rule));
        return this;
    }

    /** Who asks; else one enterprise for all requests of the JVM. */
    public PublishedRequests by(Person enterprise) {
        owner = enterprise;
        return this;
    }

    /**
     * How the agency is selected.
     *
     * @param parameters as {@code ops/selection-vectors} write them
     */
    public PublishedRequests method(String code, String parameters) {
        method = code;
        methodParameters = parameters;
        return this;
    }

    /** What the owner typed: qualifications, practitioners, avoid, runnerUp … */
    public PublishedRequests body(String json) {
        body = json;
        return this;
    }

    public PublishedRequests funds(String code) {
        funds = code;
        return this;
    }

    /** Terms of its own beside the country's: publicityDays, extensionDays … */
    public PublishedRequests terms(String json) {
        terms = json;
        return this;
    }

    /** Bids are received for so long. */
    public PublishedRequests openFor(Duration time) {
        open = time;
        return this;
    }

    /** With the timer that closes it, for tests that leave it to the service. */
    public PublishedRequests timed() {
        timed = true;
        return this;
    }

    /** A published request. */
    public record Published(UUID id, String number, Person owner) {

        /** Address of a lot of its notice. */
        public String lot(int lotNo) {
            return "/api/notices/" + number + "/lots/" + lotNo;
        }

        public String status() {
            return Scratch.ask("select status from service_request where id = ?", id);
        }

        /** Waits until the deadline has passed by the database's clock. */
        public Published awaited() {
            Market.waitUntil(() ->
                    "t"
                            .equals(
                                    Scratch.ask(
                                            "select clock_timestamp() >= closes_at from service_request where id = ?",
                                            id)));
            return this;
        }

        /** As if the time until the deadline were over. */
        public Published due() {
            PassingTime.deadline(id);
            return this;
        }

        /** Waits for the deadline, and closes it as the closer does. */
        public Published close() {
            due();
            Scratch.ask(
                    "update service_request set status = 'closed', version = version + 1 where id = ? returning id",
                    id);
            return this;
        }
    }

    public Published publish() {
        Person asking = owner == null ? owner() : owner;
        UUID id =
                UUID.fromString(
                        Scratch.ask(
                                """
                                insert into service_request (owner_id, body, created_by)
                                values (?::uuid, ?::jsonb, 'a test') returning id
                                """,
                                asking.organisationId(),
                                body));
        ApplicationContext service = Scratch.market().context();
        var sealing = service.getBean(Sealing.class);
        service.getBean(Transactor.class)
                .inTransaction(tx -> sealing.prepare(tx, id).thenReturn(id))
                .block(Duration.ofSeconds(10));
        try (var connection = Scratch.owner()) {
            connection.setAutoCommit(false);
            String act = act();
            for (int n = 0; n < lots.size(); n++) {
                insert(connection, id, n + 1, act, lots.get(n));
            }
            publish(connection, id, act);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Published(
                id, Scratch.ask("select number from service_request where id = ?", id), asking);
    }

    /** An act that needs all of the items. */
    private String act() {
        return Scratch.ask(
                """
                select act_code from act_item where item_code = any(string_to_array(?, ',')) and valid @> market_today()
                 group by act_code having count(distinct item_code) = ? order by act_code limit 1
                """,
                String.join(",", lots.stream().map(Lot::item).toList()),
                lots.size());
    }

    private static void insert(Connection connection, UUID request, int lotNo, String act, Lot lot)
            throws SQLException {
        run(
                connection,
                """
                insert into request_lot (request_id, lot_no, act_code, item_code, payer, pricing_mode, published_on,
                                         parameters, budget_fen, lawful_min_fen, lawful_max_fen, lawful_rule_id)
                select ?, ?, ?, code, payer, pricing_mode, market_today(), ?::jsonb, ?, ?::bigint, ?::bigint, ?
                  from service_item where code = ? and valid @> market_today()
                """,
                request,
                lotNo,
                act,
                lot.parameters(),
                lot.budgetFen(),
                lot.lawfulMin(),
                lot.lawfulMax(),
                lot.rule(),
                lot.item());
    }

    private void publish(Connection connection, UUID id, String act) throws SQLException {
        String title = "试验采购 " + NTH.incrementAndGet();
        run(
                connection,
                """
                update service_request
                   set status = 'published', title = ?, region_code = ?, project_name = '试验项目', act_code = ?, funds = ?,
                       method = ?, method_parameters = ?::jsonb,
                       terms = (select jsonb_build_object('regionCode', t.region_code, 'method', t.method,
                                    'funds', t.funds, 'allowed', true, 'noticeDays', t.notice_days,
                                    'minimumBids', t.minimum_bids, 'extensionDays', t.extension_days,
                                    'choiceDays', t.choice_days, 'publicityDays', t.publicity_days,
                                    'reviewRequired', t.review_required,
                                    'closesOnWorkingDays', t.closes_on_working_days)
                                  from tender_terms t
                                 where t.region_code = '000000' and t.method = ? and t.funds = ?) || ?::jsonb,
                       closes_not_before = now(), closes_at = clock_timestamp() + interval '1 millisecond' * ?
                 where id = ?
                """,
                title,
                COUNTY,
                act,
                funds,
                method,
                methodParameters,
                method,
                funds,
                terms,
                open.toMillis(),
                id);
        run(
                connection,
                """
                insert into event (actor, kind, entity_type, entity_code, public_body)
                select 'a test', 'request.published', 'request', number, jsonb_build_object('name', title)
                  from service_request where id = ?
                """,
                id);
        if (timed) {
            run(
                    connection,
                    "insert into timer (kind, request_id, due_at) select 'close', id, closes_at from service_request where id = ?",
                    id);
        }
    }

    private static void run(Connection connection, String sql, Object... binds)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            statement.executeUpdate();
        }
    }

    private static synchronized Person owner() {
        if (shared == null) {
            shared = People.of(Scratch.market()).enterprise();
        }
        return shared;
    }

    /** An agency on the market that offers the item in the county at a fixed price. */
    public static Person seller(String item, long fen) {
        Person agency = People.of(Scratch.market()).agency();
        PricedItems.admit(agency, item);
        OfferFixture.fixed(agency.uscc(), item, COUNTY, fen);
        return agency;
    }
}
