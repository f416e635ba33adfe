package org.mingjia.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import reactor.core.publisher.Flux;

/** Two instances of the service on one database, both of which act on whatever is due. */
class TimekeepersTest {

    private static final String TERMS = "{\"extensionDays\": 0, \"publicityDays\": 0}";

    private static Market other;

    /** It stays: its end would take along the event loops that the first one uses. */
    @BeforeAll
    static void anotherInstance() {
        Scratch.market();
        other = Scratch.beside();
    }

    @Test
    void fiftyLooksAtOnceOfTwoInstancesAwardOnce() {
        var auctions =
                IntStream.range(0, 5)
                        .mapToObj(_ ->
                                Auction.of("random_draw", "{\"minimum\": 3}", TERMS)
                                        .bids(7000, 8000, 9000))
                        .toList();
        auctions.forEach(Auction::deadlinePasses);

        List<Timekeeper> keepers =
                List.of(
                        Scratch.market().context().getBean(Timekeeper.class),
                        other.context().getBean(Timekeeper.class));
        Flux.range(0, 50)
                .flatMap(n -> keepers.get(n % 2).look(), 50)
                .then()
                .block(Duration.ofSeconds(60));

        for (Auction auction : auctions) {
            auction.becomes("awarded");
            assertThat(auction.count("award where request_id = ?")).isEqualTo(1);
            assertThat(auction.count("selection where request_id = ?")).isEqualTo(1);
            assertThat(
                            auction.count(
                                    "event where kind = 'award.confirmed' and entity_code = (select number from service_request where id = ?)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatDiesInTheMiddleIsDelayedNeverLostAndSeenMeanwhile() {
        var auction = Auction.of("random_draw", "{\"minimum\": 3}", TERMS).bids(7000, 8000, 9000);
        String id = auction.request.id().toString();
        owner(
                """
                create function die() returns trigger language plpgsql as $$
                begin
                    if new.request_id = '%s' then raise exception 'the process dies here'; end if;
                    return new;
                end $$;
                create trigger die before insert on award for each row execute function die();
                """
                        .formatted(id));
        try {
            auction.deadlinePasses();
            Market.waitUntil(() ->
                    auction.count("timer where kind = 'draw' and attempts > 0 and request_id = ?")
                            == 1);

            assertThat(auction.status()).isEqualTo("selecting");
            assertThat(auction.count("selection where request_id = ?"))
                    .as("all of it or nothing")
                    .isZero();
            assertThat(stuck(auction)).contains("failing", "the process dies here");
        } finally {
            owner("drop trigger die on award; drop function die();");
        }
        auction.becomes("awarded");
        assertThat(auction.count("selection where request_id = ?")).isEqualTo(1);
        assertThat(stuck(auction)).isEmpty();
    }

    @Test
    void aRequestWhoseTimerIsGoneIsSeenAndCounted() {
        var auction = Auction.of("random_draw", "{\"minimum\": 3}", TERMS);
        assertThat(stuck(auction)).isEmpty();

        Scratch.ask("delete from timer where request_id = ? returning kind", auction.request.id());

        assertThat(stuck(auction)).contains("no-timer");
        Market.waitUntil(() ->
                Scratch.market()
                        .http()
                        .get()
                        .uri("/actuator/prometheus")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody()
                        .lines()
                        .anyMatch(line ->
                                line.startsWith("mingjia_requests_stuck")
                                        && !line.endsWith(" 0.0")));
        Scratch.ask(
                "insert into timer (kind, request_id, due_at) select 'close', id, closes_at from service_request where id = ? returning kind",
                auction.request.id());
        assertThat(stuck(auction)).isEmpty();
    }

    /** Of all pages: what other tests have left stuck fills more than one. */
    private static String stuck(Auction auction) {
        var found = new StringBuilder();
        String next = "";
        do {
            Answer page = Sending.get("/api/stuck-requests?limit=100" + next);
            page.body()
                    .path("items")
                    .valueStream()
                    .filter(line -> line.path("number").asString().equals(auction.request.number()))
                    .forEach(found::append);
            String cursor = page.body().path("nextCursor").asString("");
            next = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        } while (!next.isEmpty());
        return found.toString();
    }

    private static void owner(String sql) {
        try (var owner = Scratch.owner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
