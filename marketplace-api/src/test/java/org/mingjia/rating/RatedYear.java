package org.mingjia.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjia.Market;
import org.mingjia.PassingTime;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;
import tools.jackson.databind.JsonNode;

/**
 * A year that is over, in which three agencies had contracts: the same contracts, dated into
 * whichever year a test has for itself.
 */
public final class RatedYear {

    private static final AtomicInteger NEXT = new AtomicInteger(2001);
    private static final List<Deal> DEALS = new ArrayList<>();

    /** Four contracts, of which three are evaluated, one is late and one breaks the price law. */
    public static Person many;

    /** Three contracts, all evaluated, nothing published at the time. */
    public static Person three;

    /** One contract. */
    public static Person few;

    public final int year;

    private RatedYear(int year) {
        this.year = year;
    }

    /** A year of its own. */
    public static synchronized RatedYear next() {
        if (DEALS.isEmpty()) {
            many = old();
            three = old();
            few = old();
            deal(many, new int[] {5, 5, 5, 5});
            deal(many, new int[] {4, 4, 4, 4});
            deal(many, new int[] {3, 3, 4, 4});
            deal(many, null);
            deal(three, new int[] {3, 3, 3, 3});
            deal(three, new int[] {3, 3, 3, 3});
            deal(three, new int[] {5, 5, 5, 5});
            deal(few, null);
            published(many);
            find(many, DEALS.get(1).id(), "price_violation", "1999-05-05");
        }
        int year = NEXT.getAndIncrement();
        for (int i = 0; i < DEALS.size(); i++) {
            // the third is handed in a day late
            run(
                    "contract",
                    """
                    update contract set accepted_on = make_date(%1$d, 6, 15), deliver_by = make_date(%1$d, 5, 31),
                           delivered_on = make_date(%1$d, 5, 31) + %2$d
                     where id = ?
                    """
                            .formatted(year, i == 2 ? 1 : 0),
                    DEALS.get(i).id());
        }
        return new RatedYear(year);
    }

    private static Person old() {
        Person agency = Auction.ownSeller();
        run(
                "agency",
                "update agency set admitted_on = '2001-01-01' where organisation_id = ?",
                UUID.fromString(agency.organisationId()));
        return agency;
    }

    private static void deal(Person agency, int[] stars) {
        var deal = Deal.drafted(agency, 8_000).sign().file().accepted();
        if (stars != null) {
            Answer said = deal.evaluate(stars[0], stars[1], stars[2], stars[3]);
            assertThat(said.status()).as(said.body().toString()).isEqualTo(201);
        }
        DEALS.add(deal);
    }

    /** As if what it offers and at what price had been published long ago. */
    private static void published(Person agency) {
        try (var owner = Scratch.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            for (String table : List.of("agency_item", "price_entry")) {
                String more = table.equals("price_entry") ? ", published_on = '2000-02-01'" : "";
                statement.execute("alter table " + table + " disable trigger user");
                statement.execute(
                        "update %s set valid = daterange('2000-03-01', upper(valid))%s where agency_id = '%s'"
                                .formatted(table, more, agency.organisationId()));
                statement.execute("set constraints all immediate");
                statement.execute("alter table " + table + " enable trigger user");
            }
            owner.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(String table, String sql, UUID id) {
        PassingTime.asIfPast(id, table, sql);
    }

    /** A finding; its number. */
    public static String find(Person agency, UUID contract, String kind, String day) {
        return Scratch.ask(
                """
                insert into conduct_finding (agency_id, contract_id, kind, found_on, ground, by)
                values (?::uuid, ?, ?, ?::date, '经查属实，证据确凿', 'operator') returning id
                """,
                agency.organisationId(),
                contract,
                kind,
                day);
    }

    /** The last version of the formula. */
    public static int formula() {
        return Sending.get("/api/rating-formulas").body().at("/items/0/version").asInt();
    }

    static Deal deal(int nth) {
        return DEALS.get(nth);
    }

    public String path(int version) {
        return "/api/rating-runs/" + year + "/" + version;
    }

    public Answer start() {
        return Sending.post("/api/rating-runs", Map.of("year", year));
    }

    /** Computed and published. */
    public RatedYear published(int version) {
        Answer started = start();
        assertThat(started.status()).as(started.body().toString()).isEqualTo(201);
        assertThat(started.number("version")).isEqualTo(version);
        becomes(version, "publicity");
        return this;
    }

    public void becomes(int version, String status) {
        Market.waitUntil(() -> status.equals(status(version)));
    }

    String status(int version) {
        return Objects.requireNonNullElse(
                Scratch.ask(
                        "select status from rating_run where year = ? and version = ?",
                        year,
                        version),
                "");
    }

    UUID id(int version) {
        return UUID.fromString(
                Scratch.ask(
                        "select id from rating_run where year = ? and version = ?", year, version));
    }

    /** As if it had been published on another day. */
    public void publishedOn(int version, String day) {
        run(
                "rating_run",
                "update rating_run set published_on = '" + day + "' where id = ?",
                id(version));
    }

    JsonNode seen(int version) {
        return Sending.get(path(version)).body();
    }

    JsonNode working(Person agency) {
        Answer answer = Sending.get("/api/ratings/{uscc}/" + year, agency.uscc());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    String file(int version, String which) {
        return new String(
                Objects.requireNonNull(
                        Scratch.market()
                                .http()
                                .get()
                                .uri(path(version) + "/" + which)
                                .exchange()
                                .expectStatus()
                                .isOk()
                                .expectBody()
                                .returnResult()
                                .getResponseBody()),
                StandardCharsets.UTF_8);
    }

    Answer appeal(Person by, int version) {
        return by.post(path(version) + "/appeals", Map.of("text", "第三份合同按期交付，请核对交付记录"));
    }

    Answer decide(int version, Answer appeal, String decision) {
        return Sending.post(
                path(version) + "/appeals/" + appeal.text("id") + "/decisions",
                Map.of("decision", decision, "reason", "经核对交付记录"));
    }

    static void supervise(Person agency, int year, int score) {
        Scratch.ask(
                """
                insert into supervision_result (agency_id, year, result_no, score, ground, by)
                select ?::uuid, ?, 1 + count(*), ?, '双随机检查', 'regulator' from supervision_result
                 where agency_id = ?::uuid and year = ? returning result_no
                """,
                agency.organisationId(),
                year,
                score,
                agency.organisationId(),
                year);
    }

    /** With the rights of the service. */
    static void asTheService(String sql) throws SQLException {
        try (var connection = Scratch.app();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
