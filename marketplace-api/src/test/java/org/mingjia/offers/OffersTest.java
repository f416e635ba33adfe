package org.mingjia.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Market.waitUntil;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Market;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.offers.OffersQuery.Sort;
import org.mingjia.quotes.QuoteRequest;

/** Every agency that may do it, each once, at the price for the reader's own project. */
class OffersTest {

    private static final String ITEM = "S-HJ-001";
    private static final String RULE = "R-EIA-BOOK-2011";
    private static final String ALONE = "S-HJ-007";
    private static final String CHANGING = "S-HJ-002";

    private static String suspended;

    @BeforeAll
    static void aMarket() {
        Scratch.market();
        for (int i = 1; i <= 5; i++) {
            String uscc = OfferFixture.agency("甲乙丙" + i + "有限公司", "433100", ITEM);
            OfferFixture.factor(uscc, ITEM, "433100", RULE, "0." + (5 + i % 5));
        }
        String county = OfferFixture.agency("花垣环评有限公司", "433124", ITEM);
        OfferFixture.fixed(county, ITEM, "433124", 5_000_000);
        suspended = OfferFixture.agency("停业环评有限公司", "433100", ITEM);
        OfferFixture.fixed(suspended, ITEM, "433100", 1_000);
        OfferFixture.suspend(suspended);
        waitUntil(() -> total(ITEM, "") == 6);
    }

    @Test
    void everyAgencyIsPricedForTheProjectAndComparedWithTheMarket() {
        Answer answer = ask(ITEM, "&sort=price", "{\"base\":\"5000\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.number("total")).isEqualTo(6);
        var offers = answer.body().get("offers");
        var prices = new ArrayList<Long>();
        offers.forEach(offer -> prices.add(offer.get("priceFen").asLong()));
        assertThat(prices).as("%s", offers).isSorted();
        // 0.5 × the baseline of the benchmark whose interval is 5647059 to 8470588 at ±20 %
        assertThat(prices.getFirst()).isEqualTo(3_529_412);
        assertThat(offers.get(0).get("working")).isNotEmpty();
        assertThat(answer.body().at("/market/enough").asBoolean()).isTrue();
        assertThat(answer.body().at("/market/n").asInt()).isEqualTo(6);
        assertThat(answer.body().at("/benchmarks/0/ruleId").asString()).isEqualTo(RULE);
        assertThat(answer.body().get("lawful").isNull()).isTrue();
    }

    @Test
    void whoIsSuspendedIsNotOffered() {
        assertThat(ask(ITEM, "&limit=100", "{}").body().toString()).doesNotContain(suspended);
    }

    @Test
    void anotherCountySeesOnlyWhoServesIt() {
        assertThat(total(ITEM, "&region=433124")).isEqualTo(6);
        assertThat(total(ITEM, "&region=433101")).isEqualTo(5);
    }

    @Test
    void withoutTheParameterAPriceIsNotMadeUp() {
        Answer answer = ask(ITEM, "", "{}");

        assertThat(answer.number("unpriced")).isEqualTo(5);
        assertThat(answer.body().at("/market/enough").asBoolean()).isFalse();
        assertThat(answer.body().at("/market/medianFen").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"neutral", "price", "-price", "name"})
    void pagesShowEveryAgencyOnceInEveryOrder(String sort) {
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page =
                    ask(
                            ITEM,
                            "&limit=2&sort=" + sort + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                            "{\"base\":\"5000\"}");
            page.body().get("offers").forEach(o -> seen.add(o.at("/agency/uscc").asString()));
            cursor = page.body().get("nextCursor").isNull() ? "" : page.text("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(6);
        assertThat(new HashSet<>(seen)).hasSize(6);
    }

    @Test
    void theCountysEntryGoesBeforeThePrefectures() {
        String uscc = OfferFixture.agency("两处有价有限公司", "433100", "S-HJ-012");
        OfferFixture.fixed(uscc, "S-HJ-012", "433100", 800);
        OfferFixture.fixed(uscc, "S-HJ-012", "433124", 700);
        String later = Scratch.day(8);

        waitUntil(() ->
                ask("S-HJ-012", "&region=433124&asOf=" + later, "{}")
                                .body()
                                .at("/offers/0/priceFen")
                                .asLong()
                        == 700);
        assertThat(
                        ask("S-HJ-012", "&region=433101&asOf=" + later, "{}")
                                .body()
                                .at("/offers/0/priceFen")
                                .asLong())
                .isEqualTo(800);
        assertThat(total("S-HJ-012", "&region=433124&asOf=" + later)).isEqualTo(1);
    }

    @Test
    void aPublishedPriceIsSeenWithinASecond() {
        var waits = new ArrayList<Long>();
        for (int n = 1; n <= 5; n++) {
            String uscc = OfferFixture.agency("新来" + n + "有限公司", "433100", ALONE);
            int before = n - 1;
            waitUntil(() -> total(ALONE, "") == before);
            OfferFixture.fixed(uscc, ALONE, "433100", 1_000L * n);
            long committed = System.nanoTime();
            int now = n;
            waitUntil(() -> total(ALONE, "") == now);
            waits.add((System.nanoTime() - committed) / 1_000_000);
        }
        System.out.println("commit → offered, ms: " + waits);
        assertThat(waits).allMatch(wait -> wait <= 1000);
    }

    /** The shelf that stands, and not one that is read anew: the agency's rows come to its end. */
    @Test
    void whatOneAgencyChangesIsPutOnTheShelfThatStands() {
        long others = total(CHANGING, "");
        String first = OfferFixture.agency("最早有限公司", "433100", CHANGING);
        OfferFixture.fixed(first, CHANGING, "433100", 900);
        String gone = OfferFixture.agency("将停有限公司", "433100", CHANGING);
        OfferFixture.fixed(gone, CHANGING, "433100", 800);
        OfferFixture.factor(
                OfferFixture.agency("不变有限公司", "433100", CHANGING),
                CHANGING,
                "433100",
                "R-EIA-FORM-2011",
                "0.9");
        waitUntil(() -> total(CHANGING, "") == others + 3);

        OfferFixture.fixed(first, CHANGING, "433124", 7);
        waitUntil(() -> cheapestOnceAnnounced("433124") == 7);
        var stock = shelves().on(CHANGING, LocalDate.parse(Scratch.day(0))).block();
        var last = stock.agencies().at(stock.shelf().agency[stock.shelf().size - 1]);
        assertThat(last.uscc()).isEqualTo(first);

        OfferFixture.suspend(gone);
        waitUntil(() -> total(CHANGING, "") == others + 2);
        for (int later : new int[] {0, 1, 30}) {
            assertThatTheSnapshotSaysWhatSqlSays(
                    CHANGING, LocalDate.parse(Scratch.day(0)).plusDays(later));
        }
    }

    private static long cheapestOnceAnnounced(String county) {
        return ask(CHANGING, "&sort=price&region=" + county + "&asOf=" + Scratch.day(8), "{}")
                .body()
                .at("/offers/0/priceFen")
                .asLong();
    }

    private static Shelves shelves() {
        return Scratch.market().context().getBean(Shelves.class);
    }

    private static void assertThatTheSnapshotSaysWhatSqlSays(String item, LocalDate day) {
        for (String place : List.of("433100", "433124", "433101")) {
            var request = new QuoteRequest("5000", null, null, null, null, null, null, null);
            var query =
                    new OffersQuery(
                            Places.of(place),
                            day,
                            request,
                            request.parameters(null),
                            null,
                            null,
                            Sort.NEUTRAL,
                            100,
                            null);
            assertThat(new Comparison(shelves().on(item, day).block(), query).view())
                    .isEqualTo(
                            new Comparison(shelves().read(item, day, null).block(), query).view());
        }
    }

    @Test
    void theSnapshotSaysWhatSqlSays() {
        LocalDate today = LocalDate.parse(Scratch.day(0));
        for (int later : new int[] {0, 1, 30}) {
            LocalDate day = today.plusDays(later);
            assertThatTheSnapshotSaysWhatSqlSays(ITEM, day);
            assertThat(total(ITEM, "&asOf=" + day))
                    .isEqualTo(
                            Scratch.count(
                                    """
                                    select count(distinct p.agency_id) from price_entry p
                                      join agency_items_on(?::date) i on i.agency_id = p.agency_id and i.item_code = p.item_code
                                     where p.item_code = 'S-HJ-001' and p.in_force @> ?::date
                                    """,
                                    day.toString(),
                                    day.toString()));
        }
    }

    @Test
    void whatGovernmentPaysSaysThatNothingMayBeCharged() {
        Answer answer = ask("S-HJ-003", "", "{}");

        assertThat(answer.body().at("/item/notice").asString()).contains("不得向企业收取");
    }

    @Test
    void theCsvHoldsEveryRow() {
        String csv =
                Scratch.market()
                        .http()
                        .get()
                        .uri("/api/items/" + ITEM + "/offers?format=csv")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(csv.lines()).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S-XX-999 |                  | {}                       | 404 | not-found",
                "S-HJ-001 | &region=4331     | {}                       | 400 | ",
                "S-HJ-001 | &sort=age        | {}                       | 400 | ",
                "S-HJ-001 | &limit=0         | {}                       | 400 | ",
                "S-HJ-001 | &limit=101       | {}                       | 400 | ",
                "S-HJ-001 | &cursor=zzz      | {}                       | 400 | ",
                "S-HJ-001 | &asOf=2026-02-30 | {}                       | 400 | ",
                "S-HJ-001 | &colour=red      | {}                       | 400 | ",
                "S-HJ-001 |                  | [1]                      | 400 | ",
                "S-HJ-001 |                  | null                     | 400 | ",
                "S-HJ-001 |                  | {\"base\":\"-1\"}        | 422 | ",
                "S-HJ-001 |                  | {\"base\":\"５\"}        | 422 | malformed-number",
                "S-HJ-001 |                  | {\"bse\":\"5\"}          | 422 | unknown-parameter",
                "S-HJ-001 |                  | {\"region\":\"433100\"}  | 422 | unknown-parameter",
                "S-HJ-001 |                  | {\"factors\":{\"no\":\"1\"}} | 422 | unknown-parameter"
            })
    void whatCannotBeMeantIsRefused(
            String item, String query, String parameters, int status, String problem) {
        Answer answer = ask(item, query == null ? "" : query, parameters);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        if (problem != null) {
            assertThat(answer.problem()).isEqualTo(problem);
        }
    }

    private static long total(String item, String query) {
        return ask(item, query, "{}").number("total");
    }

    private static Answer ask(String item, String query, String parameters) {
        Market market = Scratch.market();
        return Answer.of(
                market.http()
                        .get()
                        .uri("/api/items/" + item + "/offers?parameters={p}" + query, parameters)
                        .exchange());
    }
}
