package org.mingjia.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjia.Market;
import org.mingjia.PassingTime;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import tools.jackson.databind.JsonNode;

/** A request that agencies bid for, and whose time a test can let pass. */
public final class Auction {

    public static final String LOWEST = "{\"minimum\": 2, \"explainBelowPercent\": 70}";
    private static final long BUDGET = 20_000_00;
    private static final List<Person> SELLERS = new ArrayList<>();

    public final Published request;
    private final Map<String, Person> bidders = new HashMap<>();

    private Auction(Published request) {
        this.request = request;
    }

    /**
     * One lot, closed by its timer in a moment; without extension and without publicity unless
     * said.
     */
    public static Auction of(String method, String parameters, String terms) {
        return of(method, parameters, terms, "social", "{}");
    }

    public static Auction of(
            String method, String parameters, String terms, String funds, String body) {
        return new Auction(
                PublishedRequests.of(PublishedRequests.ITEM, BUDGET)
                        .method(method, parameters)
                        .funds(funds)
                        .body(body)
                        .terms(terms)
                        .openFor(Duration.ofSeconds(60))
                        .timed()
                        .publish());
    }

    /** Lowest price, in publicity for two working days. */
    public static Auction selected(String body, long... yuan) {
        return of(
                        "lowest_price",
                        LOWEST,
                        "{\"extensionDays\": 0, \"publicityDays\": 2}",
                        "social",
                        body)
                .bids(yuan)
                .closed()
                .becomes("publicity");
    }

    /** The same of an owner of the test's. */
    public static Auction by(Person owner, String method, String parameters, String terms) {
        return new Auction(
                PublishedRequests.of(PublishedRequests.ITEM, BUDGET)
                        .by(owner)
                        .method(method, parameters)
                        .terms(terms)
                        .openFor(Duration.ofSeconds(60))
                        .timed()
                        .publish());
    }

    /** The same with a second lot of another item, for which nobody bids. */
    public static Auction selectedBesideALotWithoutBids(long... yuan) {
        String another =
                Scratch.ask(
                        """
                        select max(b.item_code) from act_item a join act_item b on b.act_code = a.act_code
                          join service_item i on i.code = b.item_code and i.valid @> market_today() and i.payer <> 'government'
                         where a.item_code = ? and b.item_code <> a.item_code
                           and a.valid @> market_today() and b.valid @> market_today()
                        """,
                        PublishedRequests.ITEM);
        return new Auction(
                        PublishedRequests.of(PublishedRequests.ITEM, BUDGET)
                                .lot(another, BUDGET, "{}")
                                .method("lowest_price", LOWEST)
                                .terms("{\"extensionDays\": 0, \"publicityDays\": 2}")
                                .openFor(Duration.ofSeconds(60))
                                .timed()
                                .publish())
                .bids(yuan)
                .closed()
                .becomes("publicity");
    }

    /** The nth agency of the JVM that may bid; its price is far above any bid. */
    public static synchronized Person seller(int nth) {
        while (SELLERS.size() <= nth) {
            SELLERS.add(PublishedRequests.seller(PublishedRequests.ITEM, BUDGET));
        }
        return SELLERS.get(nth);
    }

    /** An agency of this test's alone, which it may do anything to. */
    public static Person ownSeller() {
        return PublishedRequests.seller(PublishedRequests.ITEM, BUDGET);
    }

    /** Bids of the first agencies, in yuan. */
    public Auction bids(long... yuan) {
        for (int i = 0; i < yuan.length; i++) {
            bid(seller(i), yuan[i]);
        }
        return this;
    }

    public Auction bid(Person agency, long yuan) {
        Answer receipt =
                agency.post(
                        request.lot(1) + "/bids",
                        Map.of("amountFen", yuan * 100, "nonce", "a1".repeat(32)));
        assertThat(receipt.status()).as(receipt.body().toString()).isEqualTo(201);
        bidders.put(agency.uscc(), agency);
        return this;
    }

    /** The deadline comes; then everything that goes on by itself has gone on. */
    public Auction closed() {
        deadlinePasses();
        Market.waitUntil(() ->
                count(
                                "timer where kind in ('close', 'draw') and due_at <= now() and request_id = ?")
                        == 0);
        return this;
    }

    /** As if the time until the deadline were over. */
    public void deadlinePasses() {
        request.due();
        Scratch.ask(
                "update timer set due_at = clock_timestamp() where kind = 'close' and request_id = ? returning kind",
                request.id());
    }

    /** As if the publicity were over. */
    public void publicityPasses() {
        PassingTime.asIfPast(
                request.id(),
                "award",
                "update award set publicity_until = clock_timestamp() where status = 'publicity' and request_id = ?");
        due("publicity");
    }

    /** The owner's days are over. */
    public void choicePasses() {
        due("choice");
    }

    private void due(String kind) {
        Scratch.ask(
                "update timer set due_at = clock_timestamp() where kind = ? and request_id = ? returning kind",
                kind,
                request.id());
        Market.waitUntil(() ->
                count(
                                "timer where kind = '"
                                        + kind
                                        + "' and due_at <= clock_timestamp() and request_id = ?")
                        == 0);
    }

    public long count(String from) {
        return Scratch.count("select count(*) from " + from, request.id());
    }

    public String status() {
        return request.status();
    }

    public Auction becomes(String status) {
        Market.waitUntil(() -> status().equals(status));
        return this;
    }

    public JsonNode notice() {
        Answer answer = Sending.get("/api/notices/{number}/award", request.number());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    public JsonNode lot() {
        return notice().path("lots").get(0);
    }

    /** The last award of the lot. */
    public JsonNode award() {
        return lot().path("awards").valueStream().reduce((_, last) -> last).orElseThrow();
    }

    public Person winner() {
        return bidders.get(award().path("uscc").asString());
    }

    public Person bidder(String uscc) {
        return bidders.get(uscc);
    }

    public Answer owner(String step, Object body) {
        return request.owner().post("/api/requests/" + request.id() + "/lots/1/" + step, body);
    }

    public Answer agency(Person agency, String step, Object body) {
        return agency.post(request.lot(1) + "/" + step, body);
    }

    public Answer objection(Person by, String text) {
        return by.post(
                "/api/notices/" + request.number() + "/objections",
                Map.of("lotNo", 1, "text", text));
    }

    public Answer decideObjection(UUID id, String decision) {
        return Answer.of(
                Scratch.market()
                        .operator()
                        .post()
                        .uri("/api/objections/{id}/decisions", id)
                        .bodyValue(Map.of("decision", decision, "reason", "经核实的处理意见"))
                        .exchange());
    }
}
