package org.mingjia;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjia.People.Person;

/**
 * A request on the scratch market as publication leaves it, to be told of: with one lot, and with
 * whatever happens to it afterwards as events say it.
 */
public final class Noticed {

    public static final String COUNTY = "433101";

    private static final AtomicInteger NTH = new AtomicInteger();

    private final String item;
    private Person owner;
    private String region = COUNTY;
    private String method = "lowest_price";
    private String parameters = "{}";
    private String body = "{}";
    private String title = "试验采购 " + NTH.incrementAndGet();
    private Duration open = Duration.ofHours(1);

    private Noticed(String item) {
        this.item = item;
    }

    /** A request of one item that an agency offers at market prices. */
    public static Noticed of(String item) {
        return new Noticed(item);
    }

    public Noticed by(Person enterprise) {
        owner = enterprise;
        return this;
    }

    public Noticed in(String county) {
        region = county;
        return this;
    }

    public Noticed titled(String words) {
        title = words;
        return this;
    }

    public Noticed directly(String uscc) {
        method = "direct";
        parameters = "{\"named\": \"" + uscc + "\"}";
        return this;
    }

    /** What the owner typed: qualifications, practitioners, avoid … */
    public Noticed body(String json) {
        body = json;
        return this;
    }

    /** A request that everybody can read. */
    public record Published(UUID id, String number, Person owner, String title) {

        /** Something happens to it. */
        public Published then(String kind) {
            Scratch.ask(
                    """
                    insert into event (actor, kind, entity_type, entity_code)
                    values ('a test', ?, 'request', ?) returning id
                    """,
                    kind,
                    number);
            return this;
        }

        /** What its own people and those of others were told of it, kind by kind and by name. */
        public String told() {
            settled();
            return Scratch.ask(
                    """
                    select coalesce(string_agg(line, ' · ' order by line), '')
                      from (select m.kind || ': ' || string_agg(case when m.role is not null then m.role
                                     when m.organisation_id = r.owner_id then '业主' else o.name end, ' '
                                     order by o.name, m.role) as line
                              from inbox_message m join service_request r on r.number = m.subject
                              left join organisation o on o.id = m.organisation_id
                             where m.subject = ? and m.account_id is null group by m.kind) lines
                    """,
                    number);
        }
    }

    public Published publish() {
        Person asking = owner == null ? People.of(Scratch.market()).enterprise() : owner;
        try (var connection = Scratch.owner()) {
            connection.setAutoCommit(false);
            UUID id = insert(connection, asking.organisationId());
            connection.commit();
            return new Published(
                    id,
                    Scratch.ask("select number from service_request where id = ?", id),
                    asking,
                    title);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts and publishes it in somebody's transaction. */
    public UUID insert(Connection connection, String ownerId) throws SQLException {
        UUID id = UUID.randomUUID();
        run(
                connection,
                "insert into service_request (id, owner_id, body, created_by) values (?, ?::uuid, ?::jsonb, 'a test')",
                id,
                ownerId,
                body);
        run(
                connection,
                """
                insert into request_lot (request_id, lot_no, act_code, item_code, payer, pricing_mode, published_on, parameters,
                                         budget_fen)
                select ?, 1, (select min(l.act_code) from act_item l where l.item_code = i.code and l.valid @> market_today()),
                       i.code, i.payer, i.pricing_mode, market_today(), '{}', 10000000
                  from service_item i where i.code = ? and i.valid @> market_today()
                """,
                id,
                item);
        run(
                connection,
                """
                update service_request
                   set status = 'published', title = ?, region_code = ?, project_name = '试验项目', funds = 'social', method = ?,
                       act_code = (select act_code from request_lot where request_id = service_request.id),
                       method_parameters = ?::jsonb, terms = '{}', closes_not_before = now(),
                       closes_at = clock_timestamp() + interval '1 millisecond' * ?
                 where id = ?
                """,
                title,
                region,
                method,
                parameters,
                open.toMillis(),
                id);
        run(
                connection,
                """
                insert into event (actor, kind, entity_type, entity_code)
                select 'a test', 'request.published', 'request', number from service_request where id = ?
                """,
                id);
        return id;
    }

    /** An agency on the market that offers an item in a county at a fixed price. */
    public static Person seller(String name, String item, String county) {
        Person agency = People.of(Scratch.market()).register("agency", People.uscc(), name);
        Scratch.ask(
                """
                with a as (insert into agency (organisation_id, status, admitted_on, profile, admitted)
                           values (?::uuid, 'published', market_today(), '{}', '{}') returning organisation_id),
                     g as (insert into agency_region (agency_id, region_code, valid)
                           select organisation_id, ?, daterange(market_today(), null) from a)
                insert into agency_item (agency_id, item_code, basis, requirement, valid)
                select organisation_id, ?, 'none_required', '无', daterange(market_today(), null) from a returning id
                """,
                agency.organisationId(),
                county,
                item);
        return agency;
    }

    /** It publishes a price for the county. */
    public static Person priced(Person agency, String item, String county, long fen) {
        Scratch.ask(
                """
                insert into price_entry (agency_id, item_code, region_code, form, amount_fen, valid, published_by)
                values (?::uuid, ?, ?, 'fixed', ?, daterange(market_today(), null), 'a test') returning id
                """,
                agency.organisationId(),
                item,
                county,
                fen);
        return agency;
    }

    /** Waits until everything that has happened has been told. */
    public static void settled() {
        Scratch.market();
        long events = Scratch.count("select coalesce(max(id), 0) from event");
        Market.waitUntil(() ->
                Scratch.count(
                                """
                                select count(*) from event e left join event_order o on o.event_id = e.id
                                 where e.id <= ? and e.entity_type <> 'sealed-bid' and (o.position is null or o.position >
                                       (select position from event_cursor where reader = 'matching'))
                                """,
                                events)
                        == 0);
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
}
