package org.mingjia.bidding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.ChildService;
import org.mingjia.Market;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.award.Auction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last three seconds before a deadline: six agencies bid for forty requests over two instances
 * of the service, whose machines' clocks are 90 s fast and 90 s slow, and one of which dies a
 * second before the end.
 */
class UnderFireTest {

    private static final int AGENCIES = 6;
    private static final int REQUESTS = 40;
    private static final int SUBMISSIONS = 2_000;
    private static final int WARMING = 300;
    private static final String ITEM = "S-ZX-010";
    private static final long PRICE_FEN = 9_000_000;

    /**
     * One attempt.
     *
     * @param status 0 when no answer came
     * @param bidId of the receipt; null without one
     */
    private record Attempt(
            Published request,
            int agency,
            long amountFen,
            int status,
            String bidId,
            Instant received) {
        String bidder() {
            return request.number() + " " + agency;
        }
    }

    @Test
    void everyBidThatGotAReceiptIsOpenedAndNoneThatWasRefused() throws Exception {
        var agencies =
                IntStream.range(0, AGENCIES)
                        .mapToObj(_ -> PublishedRequests.seller(ITEM, PRICE_FEN))
                        .toList();
        try (var fast = ChildService.startAt("+90s");
                var slow = ChildService.startAt("-90s")) {
            warm(agencies, fast, slow);
            var end = Instant.now().plusSeconds(30);
            var requests =
                    IntStream.range(0, REQUESTS)
                            .mapToObj(_ ->
                                    PublishedRequests.of(ITEM, 8_000_000)
                                            .method("lowest_price", Auction.LOWEST)
                                            .terms("{\"extensionDays\": 0, \"publicityDays\": 0}")
                                            .openFor(Duration.between(Instant.now(), end))
                                            .timed()
                                            .publish())
                            .toList();

            var attempts = fire(agencies, requests, fast, slow, end);

            // too few bids leave a lot to its owner's choice: that is not stuck, only not awarded
            Market.waitUntil(() ->
                    Scratch.count(
                                    "select count(*) from service_request r where r.number = any(string_to_array(?, ',')) and (r.status in ('published', 'closed') or exists (select from timer t where t.request_id = r.id and t.due_at <= now()))",
                                    requests.stream()
                                            .map(Published::number)
                                            .collect(Collectors.joining(",")))
                            == 0);
            assertThatEveryReceiptCounts(attempts);
            assertThatNobodyWasLate();
            requests.forEach(request ->
                    assertThat(
                                    Scratch.count(
                                            "select count(*) from award where request_id = ?",
                                            request.id()))
                            .as(request.number())
                            .isLessThanOrEqualTo(1));
        }
    }

    /** So that what is measured in the last seconds is not the start of two virtual machines. */
    private static void warm(List<Person> agencies, ChildService fast, ChildService slow) {
        var requests =
                IntStream.range(0, 4)
                        .mapToObj(_ -> PublishedRequests.of(ITEM, 8_000_000).publish())
                        .toList();
        try (var client = HttpClient.newHttpClient();
                var senders = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < WARMING; i++) {
                int n = i;
                senders.execute(() ->
                        bid(
                                client,
                                (n % 2 == 0 ? fast : slow).port(),
                                requests.get(n / AGENCIES % requests.size()),
                                n % AGENCIES,
                                agencies.get(n % AGENCIES),
                                1_000_000 + n));
            }
        }
    }

    private static List<Attempt> fire(
            List<Person> agencies,
            List<Published> requests,
            ChildService fast,
            ChildService slow,
            Instant end)
            throws InterruptedException {
        var attempts = new ConcurrentLinkedQueue<Attempt>();
        var dead = new AtomicBoolean();
        sleepUntil(end.minusSeconds(3));
        try (var client = HttpClient.newHttpClient();
                var senders = Executors.newFixedThreadPool(48)) {
            for (int i = 0; i < SUBMISSIONS; i++) {
                int n = i;
                senders.execute(() -> {
                    // every amount is said once, so that an opened bid tells which attempt it was
                    int agency = n % AGENCIES;
                    var request = requests.get(n / AGENCIES % REQUESTS);
                    boolean toFast = n % 2 == 0 && !dead.get();
                    attempts.add(
                            bid(
                                    client,
                                    (toFast ? fast : slow).port(),
                                    request,
                                    agency,
                                    agencies.get(agency),
                                    1_000_000 + n));
                });
            }
            sleepUntil(end.minusSeconds(1));
            dead.set(true);
            fast.kill();
        }
        return List.copyOf(attempts);
    }

    private static void sleepUntil(Instant when) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), when).toMillis()));
    }

    private static Attempt bid(
            HttpClient client,
            int port,
            Published request,
            int agency,
            Person person,
            long amount) {
        var sent =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + request.lot(1) + "/bids"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Cookie", person.cookie())
                        .header("X-CSRF-Token", person.session().path("csrfToken").asString())
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"amountFen\": %d, \"promise\": \"按期交付\", \"serviceDays\": 10}"
                                                .formatted(amount)))
                        .build();
        try {
            var answer = client.send(sent, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            boolean received = answer.statusCode() == 201;
            return new Attempt(
                    request,
                    agency,
                    amount,
                    answer.statusCode(),
                    received ? body.path("bidId").asString() : null,
                    received
                            ? OffsetDateTime.parse(body.path("receivedAt").asString()).toInstant()
                            : null);
        } catch (IOException noAnswer) {
            return new Attempt(request, agency, amount, 0, null, null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertThatEveryReceiptCounts(List<Attempt> attempts) {
        Map<String, List<Attempt>> byBidder =
                attempts.stream().collect(Collectors.groupingBy(Attempt::bidder));
        long receipts = attempts.stream().filter(a -> a.bidId() != null).count();
        System.out.printf(
                "%,d submissions in the last 3 s; answers by status, 0 for none: %s%n",
                attempts.size(),
                new TreeMap<>(
                        attempts.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Attempt::status, Collectors.counting()))));
        assertThat(receipts).as("bids that were in time").isGreaterThanOrEqualTo(10);
        var wrong = new ArrayList<String>();
        for (var bids : byBidder.values()) {
            var last =
                    bids.stream()
                            .filter(a -> a.bidId() != null)
                            .max((a, b) -> a.received().compareTo(b.received()));
            String opened =
                    Scratch.ask(
                            "select amount_fen from opened_bid b join organisation o on o.id = b.agency_id where b.request_id = ? and b.lot_no = 1 and b.amount_fen = any(string_to_array(?, ',')::bigint[])",
                            bids.getFirst().request().id(),
                            bids.stream()
                                    .map(a -> String.valueOf(a.amountFen()))
                                    .collect(Collectors.joining(",")));
            // who got no answer may or may not have been received: both are true to the receipts
            boolean mayBe =
                    bids.stream()
                            .anyMatch(a ->
                                    a.status() == 0
                                            && String.valueOf(a.amountFen()).equals(opened));
            boolean counts =
                    last.isPresent()
                            ? String.valueOf(last.get().amountFen()).equals(opened)
                            : opened == null;
            if (!counts && !mayBe) {
                wrong.add(bids.getFirst().bidder() + " opened " + opened + " of " + bids);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void assertThatNobodyWasLate() {
        assertThat(
                        Scratch.count(
                                "select count(*) from sealed_bid s join service_request r on r.id = s.request_id where s.received_at >= r.closes_at"))
                .isZero();
    }
}
