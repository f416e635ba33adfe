package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.pricing.PricedItems.BENCHMARK;
import static org.mingjia.pricing.PricedItems.BENCHMARKED;
import static org.mingjia.pricing.PricedItems.GUIDED;
import static org.mingjia.pricing.PricedItems.INTERVALS;
import static org.mingjia.pricing.PricedItems.LAW;
import static org.mingjia.pricing.PricedItems.OPEN;
import static org.mingjia.pricing.PricedItems.OPEN_ENDED;
import static org.mingjia.pricing.PricedItems.VAGUE;
import static org.mingjia.pricing.PricedItems.prices;
import static org.mingjia.pricing.PricedItems.publish;
import static org.mingjia.pricing.PricedItems.wish;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Market;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;

/**
 * A price as a multiple of a standard: bound by one that is law, free on one that is a reference.
 */
class FactorPricesTest {

    private final Person agency = PricedItems.agency();
    private final String before = prices(agency);

    private void assertRefused(Answer answer, String pointerAndRule, String... bounds) {
        PricedItems.assertRefused(agency, before, answer, pointerAndRule, bounds);
    }

    private Answer publishMultiple(String item, String rule, String factor) {
        return publish(
                agency, "itemCode", item, "form", "factor", "ruleId", rule, "factor", factor);
    }

    @ParameterizedTest
    @CsvSource({"0.79", "1.21", "100"})
    void aFactorOutsideOfTheLawIsRefusedWithTheDocumentAndItsRange(String factor) {
        assertRefused(
                publishMultiple(GUIDED, LAW, factor),
                "#/factor lawful-interval",
                "试验文号",
                "0.8",
                "1.2",
                factor);
    }

    @ParameterizedTest
    @CsvSource({"0.8", "1", "1.2"})
    void aFactorInsideOfTheLawIsPublished(String factor) {
        Answer published = publishMultiple(GUIDED, LAW, factor);

        assertThat(published.status()).as("%s", published).isEqualTo(201);
        assertThat(published.text("ruleStatus")).isEqualTo("in_force");
        assertThat(published.text("description")).contains("试验文号", factor);
    }

    @Test
    void aGuidedItemHasNoPriceButAMultipleOfItsRule() {
        assertRefused(
                publish(agency, "itemCode", GUIDED, "amount", "100"), "#/form lawful-interval");
    }

    @Test
    void onAReferenceTheFactorIsFreeAndThePriceShowsThatItIsOne() {
        Answer published = publishMultiple(BENCHMARKED, BENCHMARK, "3.5");

        assertThat(published.status()).as("%s", published).isEqualTo(201);
        assertThat(published.text("ruleStatus")).isEqualTo("reference_only");
        Answer check =
                agency.post(
                        "/api/price-entry-checks",
                        wish("itemCode", BENCHMARKED, "amount", "1", "validFrom", Scratch.day(30)));
        assertThat(check.body().path("lawful").isNull()).isTrue();
        assertThat(check.body().at("/benchmarks/0/ruleId").asString()).isEqualTo(BENCHMARK);
    }

    @ParameterizedTest
    @CsvSource({
        "0, factor-out-of-range",
        "101, factor-out-of-range",
        "1.0000001, factor-out-of-range",
        "１, format",
        "-1, format"
    })
    void evenAFreeFactorHasBounds(String factor, String rule) {
        assertRefused(publishMultiple(BENCHMARKED, BENCHMARK, factor), "#/factor " + rule);
    }

    @Test
    void aMultipleOfAnIntervalIsNoPrice() {
        assertRefused(publishMultiple(VAGUE, INTERVALS, "1"), "#/ruleId not-computable");
    }

    @Test
    void onARuleWithAnOpenEndOnlyTheBasesInTheOpenTierHaveNoPrice() {
        Map<String, Object> wish =
                wish("itemCode", OPEN, "form", "factor", "ruleId", OPEN_ENDED, "factor", "1");
        assertThat(agency.post("/api/price-entries", wish).status()).isEqualTo(201);

        Market.waitUntil(() -> offer("50").has("priceFen"));
        assertThat(offer("50").path("priceFen").asLong()).isEqualTo(5_500_000);
        assertThat(offer("100").path("priceFen").asLong()).isEqualTo(6_000_000);
        assertThat(offer("101").path("priceFen").isNull()).isTrue();
        assertThat(offer("101").path("reason").asString()).isNotEmpty();
    }

    private tools.jackson.databind.JsonNode offer(String base) {
        return Answer.of(
                        agency.http()
                                .get()
                                .uri(
                                        "/api/items/{item}/offers?region={region}&q={uscc}&parameters={parameters}",
                                        OPEN,
                                        PricedItems.COUNTY,
                                        agency.uscc(),
                                        "{\"base\":\"" + base + "\"}")
                                .exchange())
                .body()
                .at("/offers/0");
    }
}
