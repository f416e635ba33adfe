package org.mingjia.charges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjia.Market.waitUntil;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.offers.OfferFixture;

/** A charge held against the list, the payer, the published price and the law of its day. */
class ChargeCheckTest {

    private static final String ITEM = "S-HJ-002";

    private static String uscc;

    @BeforeAll
    static void anAgency() {
        Scratch.market();
        uscc = OfferFixture.agency("核对环评有限公司", "433100", ITEM);
        OfferFixture.fixed(uscc, ITEM, "433100", 100_000);
        waitUntil(() ->
                check(Map.of("uscc", uscc, "amountFen", 100_000)).text("verdict").equals("within"));
    }

    @Test
    void aCentAboveThePublishedPriceIsTooMuch() {
        Answer answer = check(Map.of("uscc", uscc, "amountFen", 100_001));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("verdict")).isEqualTo("above-published-price");
        assertThat(answer.body().at("/findings/0/entryId").asString()).hasSize(36);
    }

    @Test
    void thePayerComesBeforeThePrice() {
        assertThat(check(Map.of("itemCode", "S-HJ-003", "amountFen", 1)).text("verdict"))
                .isEqualTo("nothing-may-be-charged");
        assertThat(
                        check(Map.of("itemCode", "S-HJ-003", "amountFen", 1, "payer", "government"))
                                .text("verdict"))
                .isNotEqualTo("nothing-may-be-charged");
    }

    @Test
    void whatIsNotOnTheListMayNotBeCharged() {
        assertThat(check(Map.of("itemCode", "S-XX-999")).text("verdict"))
                .isEqualTo("not-on-the-list");
    }

    @Test
    void whoPublishedNoPriceHasNoneToAsk() {
        assertThat(check(Map.of("uscc", uscc, "itemCode", "S-HJ-007")).text("verdict"))
                .isEqualTo("no-published-price");
        assertThat(check(Map.of("uscc", uscc, "chargedOn", Scratch.day(-1))).text("verdict"))
                .isEqualTo("no-published-price");
    }

    @Test
    void aBenchmarkIsNeverACeiling() {
        Answer answer =
                check(
                        Map.of(
                                "itemCode",
                                "S-HJ-001",
                                "parameters",
                                Map.of("base", "5000"),
                                "amountFen",
                                900_000_000));

        assertThat(answer.text("verdict")).isEqualTo("not-computable");
        assertThat(answer.body().toString()).contains("参考基准");
    }

    @Test
    void theLawOfTheDayOfTheChargeIsApplied() {
        var charge =
                Map.<String, Object>of(
                        "itemCode",
                        "S-ZX-011",
                        "parameters",
                        Map.of("base", "80"),
                        "amountFen",
                        99_000_000,
                        "chargedOn",
                        "2010-06-01");
        Answer answer = check(charge);

        assertThat(answer.text("verdict")).isEqualTo("outside-lawful-interval");
        assertThat(answer.body().at("/findings/0/ruleId").asString()).startsWith("R-ZB-");
        assertThat(answer.body().at("/findings/0/document").asString()).isNotBlank();
    }

    @Test
    void theAnswerStaysUnderItsAddress() {
        Answer answer = check(Map.of("uscc", uscc));
        Answer again =
                Answer.of(
                        Scratch.market().http().get().uri("/api" + answer.text("href")).exchange());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("verdict")).isEqualTo(answer.text("verdict"));
        assertThat(again.body().get("findings")).isEqualTo(answer.body().get("findings"));
    }

    @Test
    void nobodyChangesAnAnswerNotEvenTheOwner() {
        check(Map.of("uscc", uscc));
        for (String sql :
                List.of(
                        "update charge_check set verdict = 'within'",
                        "delete from charge_check",
                        "truncate charge_check")) {
            assertThatThrownBy(() -> OfferFixture.run(sql))
                    .hasRootCauseMessage(
                            "ERROR: a charge check is never changed\n  Where: PL/pgSQL function refuse_changing_a_check() line 3 at RAISE");
        }
    }

    @Test
    void theEventDoesNotTellTheAddress() {
        Answer answer = check(Map.of("uscc", uscc));

        assertThat(
                        Scratch.count(
                                "select count(*) from event where public_body::text || entity_code like '%' || ? || '%'",
                                answer.text("id")))
                .isZero();
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of("amountFen", 0),
                Arguments.of("amountFen", -1),
                Arguments.of("amountFen", 10_000_000_000_000L),
                Arguments.of("payer", "nobody"),
                Arguments.of("chargedOn", "yesterday"),
                Arguments.of("chargedOn", "2199-01-01"),
                Arguments.of("itemCode", "'; drop table charge_check"),
                Arguments.of("uscc", "91433100MA0000000I"),
                Arguments.of("regionCode", "4331"),
                Arguments.of("colour", "red"),
                Arguments.of("parameters", Map.of("base", "-5")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBeIsRefusedByName(String field, Object value) {
        Answer answer = check(Map.of(field, value));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().toString()).contains(field.equals("parameters") ? "base" : field);
    }

    @Test
    void anAgencyThatWasNeverAdmittedIsNotFound() {
        assertThat(check(Map.of("uscc", "91433100MA99999999")).status()).isEqualTo(404);
    }

    private static Answer check(Map<String, ?> parts) {
        var question = new HashMap<String, Object>();
        question.put("itemCode", ITEM);
        question.put("chargedOn", Scratch.day(0));
        question.put("amountFen", 50_000);
        question.put("payer", "enterprise");
        question.putAll(parts);
        return Answer.of(
                Scratch.market()
                        .http()
                        .post()
                        .uri("/api/charge-checks")
                        .bodyValue(question)
                        .exchange());
    }
}
