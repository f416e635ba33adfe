package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.pricing.PricedItems.BENCHMARKED;
import static org.mingjia.pricing.PricedItems.MARKET;
import static org.mingjia.pricing.PricedItems.prices;
import static org.mingjia.pricing.PricedItems.publish;
import static org.mingjia.pricing.PricedItems.refusal;
import static org.mingjia.pricing.PricedItems.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjia.Market;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;

/** What is no price is refused where it is wrong, with the bound, and nothing is written. */
class RefusedPricesTest {

    private final Person agency = PricedItems.agency();
    private final String before = prices(agency);

    private void assertRefused(Answer answer, String pointerAndRule, String... bounds) {
        PricedItems.assertRefused(agency, before, answer, pointerAndRule, bounds);
    }

    @ParameterizedTest
    @CsvSource({
        "0, #/amount amount-out-of-range, 0.01",
        "-1, #/amount not-a-price, -1",
        "1000000000000, #/amount amount-out-of-range, '99,999,999,999.99'",
        "1.005, #/amount decimals, 2",
        "１００, #/amount not-a-price, 半角",
        "1e3, #/amount not-a-price, 半角",
        "面议, #/amount not-a-price, 面议",
        "'1,000', #/amount not-a-price, 半角",
    })
    void anAmountIsHalfWidthInYuanToTheFenWithinItsBounds(
            String amount, String rule, String bound) {
        assertRefused(publish(agency, "amount", amount), rule, bound);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 100_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void anAmountInFenHasTheSameBounds(long fen) {
        assertRefused(
                publish(agency, "amountFen", fen),
                "#/amount amount-out-of-range",
                Long.toString(fen));
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0.01, #/terms/tiers/1/upper empty-tier",
        "500, 5, #/terms/tiers/1/rateOrAmount rate-above-one",
    })
    void whatIsWrongInATierIsToldAtItsField(String upper, String rate, String rule) {
        var first =
                Map.of(
                        "lower",
                        "0",
                        "upper",
                        "100",
                        "kind",
                        "marginal_rate",
                        "rateOrAmount",
                        "0.015");
        var second =
                Map.of(
                        "lower",
                        "100",
                        "upper",
                        upper,
                        "kind",
                        "marginal_rate",
                        "rateOrAmount",
                        rate);
        var terms =
                Map.of(
                        "baseParameter", "总投资",
                        "baseUnit", "万元",
                        "method", "tiered_progressive",
                        "amountUnit", "元",
                        "tiers", List.of(first, second));

        Answer answer =
                agency.post(
                        "/api/price-entries",
                        Map.of("itemCode", MARKET, "form", "tiers", "terms", terms));

        assertRefused(answer, rule, "第 2 档");
    }

    @Test
    void theLeastAndTheMostAreAccepted() {
        assertThat(
                        LongStream.of(1, 9_999_999_999_999L)
                                .mapToObj(fen ->
                                        PricedItems.publish(PricedItems.agency(), "amountFen", fen)
                                                .status()))
                .containsOnly(201);
    }

    @Test
    void nothingBeginsYesterday() {
        assertRefused(
                publish(agency, "amount", "1", "validFrom", Scratch.day(-1)),
                "#/validFrom retroactive",
                Scratch.day(0));
    }

    @Test
    void twoPricesDoNotMeetOnAnyDay() {
        Answer first = publish(agency, "amount", "1");
        agency.post(
                "/api/price-entries/" + first.text("id") + "/ends", Map.of("on", Scratch.day(9)));
        String ended = prices(agency);

        Answer overlapping = publish(agency, "amount", "2", "validFrom", Scratch.day(8));

        assertThat(overlapping.status()).as("%s", overlapping).isEqualTo(422);
        assertThat(refusal(overlapping)).isEqualTo("#/validFrom overlap");
        assertThat(prices(agency)).isEqualTo(ended);
        assertThat(publish(agency, "amount", "2", "validFrom", Scratch.day(9)).status())
                .isEqualTo(201);
    }

    @Test
    void anItemThatTheAgencyDoesNotOfferIsRefused() {
        assertRefused(
                publish(agency, "itemCode", "S-HJ-005", "amount", "1"), "#/itemCode not-covered");
        assertRefused(
                publish(agency, "itemCode", "S-NONE-1", "amount", "1"),
                "#/itemCode not-on-the-list");
        assertRefused(
                publish(agency, "regionCode", "433130", "amount", "1"), "#/regionCode not-served");
    }

    @Test
    void aPaperThatExpiresTakesItsItemOffTheMarketOnTheDayAfterItsLast() {
        Person expiring = PricedItems.agency();
        run(
                "update agency_item set valid = daterange(lower(valid), market_today() + 20) where item_code = '%s' and agency_id = '%s'"
                        .formatted(MARKET, expiring.organisationId()));
        assertThat(publish(expiring, "amount", "7").status()).isEqualTo(201);

        Market.waitUntil(() -> offered(expiring, 19) == 1);
        assertThat(offered(expiring, 20)).isZero();
        Answer after = publish(expiring, "amount", "8", "validFrom", Scratch.day(20));
        assertThat(refusal(after)).isEqualTo("#/itemCode not-covered");
    }

    private static int offered(Person by, int day) {
        return by.get(
                        "/api/items/"
                                + MARKET
                                + "/offers?region="
                                + PricedItems.COUNTY
                                + "&q="
                                + by.uscc()
                                + "&asOf="
                                + Scratch.day(day))
                .body()
                .path("offers")
                .size();
    }

    @Test
    void ofTwentyIdenticalImportsOnePublishesAndTheOthersChangeNothing() {
        String list =
                "item_code,region_code,price_form,amount\r\n"
                        + MARKET
                        + ",433101,fixed,10.00\r\n"
                        + BENCHMARKED
                        + ",433101,fixed,20.00\r\n";

        var answers =
                IntStream.range(0, 20)
                        .mapToObj(_ -> Scratch.beside(() -> imported(list)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allMatch(answer -> answer.status() < 300);
        assertThat(answers.stream().map(answer -> answer.number("published")).sorted().toList())
                .isEqualTo(
                        LongStream.concat(LongStream.generate(() -> 0).limit(19), LongStream.of(2))
                                .boxed()
                                .toList());
        assertThat(agency.get("/api/price-list").number("total")).isEqualTo(2);
    }

    @Test
    void aListWithOneBrokenRowIsRefusedWholeAndTheAttemptIsKept() {
        Answer refused =
                imported(
                        "item_code,region_code,price_form,amount\r\n"
                                + MARKET
                                + ",433101,fixed,10.00\r\n"
                                + MARKET
                                + ",433130,fixed,面议\r\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(List.of(refused.errors())).containsExactly("3 amount not-a-price");
        assertThat(prices(agency)).isEqualTo(before);
        assertThat(agency.get("/api/price-list/imports").body().at("/items/0/outcome").asString())
                .isEqualTo("refused");
    }

    private Answer imported(String list) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", list.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .filename("价目表.csv");
        return Answer.of(
                agency.http()
                        .post()
                        .uri("/api/price-list/imports")
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(BodyInserters.fromMultipartData(parts.build()))
                        .exchange());
    }
}
