package org.mingjia.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.fees.Payments.pay;
import static org.mingjia.fees.Payments.refund;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.contract.Deal;
import tools.jackson.databind.JsonNode;

/** 收费 Every fen is of the list and inside the contract, whoever asks at the same time. */
class FeesTest {

    @Test
    void awardContractInvoicesAndPaymentsAreEqualToTheFenInTheEnd() {
        var deal = Deal.filed(8_000);
        assertThat(deal.charges().path("matched").asBoolean()).isFalse();

        assertThat(deal.invoice(Deal.taxNumber(), 500_000).number("no")).isEqualTo(1);
        Answer second = deal.invoice(Deal.taxNumber(), 300_000);
        assertThat(second.number("chargedFen")).isEqualTo(800_000);
        assertThat(pay(deal, 1, 500_000, "BANK-0001").status()).isEqualTo(201);
        assertThat(pay(deal, 2, 300_000, "BANK-0002").status()).isEqualTo(201);
        assertThat(pay(deal, 2, 300_000, "BANK-0002").text("rule"))
                .isEqualTo("payment-reference-once");
        assertThat(difference(deal, "invoiced-paid")).isZero();
        assertThat(difference(deal, "paid-confirmed")).isEqualTo(-800_000);
        assertThat(deal.charges().path("matched").asBoolean())
                .as("the agency has not said that it got it")
                .isFalse();

        assertThat(confirm(deal, 1).status()).isEqualTo(201);
        assertThat(confirm(deal, 2).status()).isEqualTo(201);
        assertThat(confirm(deal, 2).text("rule")).isEqualTo("nothing-to-confirm");
        assertThat(deal.charges().path("matched").asBoolean()).isTrue();
        assertThat(
                        Sending.get("/api/contract-register/{n}", deal.number)
                                .body()
                                .at("/account/paidFen")
                                .asLong())
                .isEqualTo(800_000);
    }

    @Test
    void oneFenMoreIsRefusedWithTheRuleTheVersionAndTheBound() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 500_000);
        Answer refused = deal.invoice(Deal.taxNumber(), 300_001);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("charge-above-bound");
        assertThat(refused.text("rule")).isEqualTo("above-the-contract");
        assertThat(refused.number("bound")).isEqualTo(800_000);
        assertThat(refused.text("priceEntryId"))
                .isEqualTo(deal.seen().at("/price/entryId").asString());
        assertThat(refused.text("detail")).contains("超出 0.01 元");
        assertThat(deal.charges().path("invoices").size()).isEqualTo(1);
        assertThat(deal.invoice(Deal.taxNumber(), 300_000).status()).isEqualTo(201);
    }

    @Test
    void tenInvoicesAtOnceNeverComeToMoreThanTheContract() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 500_000);
        var body = deal.line(Deal.NODE, 100_000);
        var answers =
                IntStream.range(0, 10)
                        .mapToObj(_ ->
                                Scratch.beside(() ->
                                        deal.agency.post(
                                                deal.path() + "/invoices",
                                                deal.invoiceBody(Deal.taxNumber(), body))))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() == 422)).hasSize(7);
        assertThat(deal.charges().path("chargedFen").asLong()).isEqualTo(800_000);
    }

    @Test
    void takingBackAndChargingAgainInARaceStaysInsideTheContract() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 400_000);
        deal.invoice(Deal.taxNumber(), 400_000);
        var line = deal.line(Deal.NODE, 400_000);
        var answers =
                IntStream.range(0, 12)
                        .mapToObj(n ->
                                Scratch.beside(() ->
                                        n % 3 == 0
                                                ? credit(deal, n % 2 + 1, n % 2 + 1)
                                                : deal.agency.post(
                                                        deal.path() + "/invoices",
                                                        deal.invoiceBody(Deal.taxNumber(), line))))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 422);
        long sum =
                Scratch.count(
                        "select sum(amount_fen) from fee_line where contract_id = ?", deal.id());
        assertThat(sum).isEqualTo(deal.charges().path("chargedFen").asLong());
        assertThat(sum).isLessThanOrEqualTo(800_000);
        assertThat(
                        Scratch.count(
                                "select count(*) from fee_line where contract_id = ? and after_fen > 800000",
                                deal.id()))
                .isZero();
    }

    @Test
    void beforeTheFilingOnlyTheAdvanceIsCharged() {
        var none = Deal.signed(8_000);
        assertThat(none.invoice(Deal.taxNumber(), 1).text("rule")).isEqualTo("beyond-the-advance");

        var deal = Deal.signedWithAdvance(8_000, 2_000);
        assertThat(deal.invoice(Deal.taxNumber(), Deal.ADVANCE, 200_001).number("bound"))
                .isEqualTo(200_000);
        assertThat(deal.invoice(Deal.taxNumber(), Deal.ADVANCE, 200_000).status()).isEqualTo(201);
        deal.file();
        assertThat(deal.invoice(Deal.taxNumber(), 600_000).status()).isEqualTo(201);

        var draft = Deal.drafted(8_000);
        assertThat(draft.invoice(Deal.taxNumber(), 1).text("rule")).isEqualTo("not-signed");
    }

    @Test
    void aLineHasNoNameOfItsOwn() {
        var deal = Deal.filed(8_000);
        String name = deal.seen().path("itemName").asString();
        assertThat(refusal(deal, Map.of("itemName", "加急费")))
                .containsExactly("#/lines/0/itemName fee-not-on-the-list");
        assertThat(
                        refusal(
                                deal,
                                Map.of("itemName", name.substring(0, 2) + "　" + name.substring(2))))
                .as("a full-width space")
                .containsExactly("#/lines/0/itemName name-to-the-letter");
        assertThat(refusal(deal, Map.of("itemCode", "S-ZX-001")))
                .containsExactly("#/lines/0/itemCode not-on-the-contract");
        assertThat(refusal(deal, Map.of("node", "另付")))
                .containsExactly("#/lines/0/node node-of-the-contract");
        for (long none : new long[] {0, -1}) {
            assertThat(refusal(deal, Map.of("amountFen", none)))
                    .containsExactly("#/lines/0/amountFen amount");
        }
        assertThat(deal.count("fee_line where contract_id = ?")).isZero();
    }

    @Test
    void anInvoiceHasANumberOnceAndADayBetweenTheSignatureAndToday() {
        var deal = Deal.filed(8_000);
        String number = Deal.taxNumber();
        assertThat(deal.invoice(number, 100).status()).isEqualTo(201);
        assertThat(deal.invoice(number, 100).text("rule")).isEqualTo("invoice-number-once");
        var body = new HashMap<>(deal.invoiceBody("123", deal.line(Deal.NODE, 100)));
        body.put("issuedOn", Scratch.day(1));
        assertThat(deal.agency.post(deal.path() + "/invoices", body).faults())
                .containsExactly("#/taxNumber tax-number", "#/issuedOn issued-after-the-signature");
    }

    @Test
    void aCreditNoteTakesBackWholeLinesOnceAndWhatWasOverpaidIsSeenAndRefunded() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 500_000);
        pay(deal, 1, 500_000, "BANK-0001");
        assertThat(credit(deal, 1, 2).faults()).containsExactly("#/lines lines-that-stand");
        assertThat(credit(deal, 1, 1).number("chargedFen")).isZero();
        assertThat(credit(deal, 1, 1).faults()).containsExactly("#/lines lines-that-stand");
        assertThat(difference(deal, "invoiced-paid")).isEqualTo(500_000);

        assertThat(refund(deal, 1, 500_000, "BACK-0001").status()).isEqualTo(201);
        assertThat(difference(deal, "invoiced-paid")).isZero();
        assertThat(deal.owner.post(deal.path() + "/payments/2/confirmations", Map.of()).status())
                .isEqualTo(201);
        assertThat(deal.invoice(Deal.taxNumber(), 800_000).status()).isEqualTo(201);
    }

    @Test
    void aLineIsWalkedUpToTheLawAndAnActDownToItsLinesAndTheSumsAgree() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 123_400);
        Answer ground = deal.owner.get(deal.path() + "/fee-lines/1/ground");
        assertThat(ground.status()).as(ground.body().toString()).isEqualTo(200);
        String act = ground.body().at("/act/code").asString();
        assertThat(ground.body().at("/act/legalGround").asString()).isNotBlank();
        assertThat(ground.body().at("/item/legalBasis").asString()).isNotBlank();
        assertThat(ground.body().at("/price/comesToFen").asLong()).isEqualTo(2_000_000);
        assertThat(ground.body().at("/award/amountFen").asLong()).isEqualTo(800_000);

        JsonNode fees = Sending.get("/api/acts/{code}/fees", act).body();
        assertThat(fees.path("chargedFen").asLong())
                .isEqualTo(
                        fees.path("items")
                                .valueStream()
                                .mapToLong(item -> item.path("chargedFen").asLong())
                                .sum())
                .isEqualTo(
                        Scratch.count(
                                "select sum(l.amount_fen) from fee_line l join contract c on c.id = l.contract_id where c.act_code = ?",
                                act))
                .isGreaterThanOrEqualTo(123_400);
        JsonNode lines = Sending.get("/api/acts/{code}/fee-lines?limit=100", act).body();
        assertThat(lines.path("total").asLong()).isEqualTo(fees.path("lineCount").asLong());
        assertThat(deal.owner.get(deal.path() + "/fee-lines/2/ground").status()).isEqualTo(404);
        assertThat(Sending.get("/api/acts/{code}/fees", "A-NO-001").status()).isEqualTo(404);
    }

    private static Answer confirm(Deal deal, int paymentNo) {
        return deal.agency.post(
                deal.path() + "/payments/" + paymentNo + "/confirmations", Map.of());
    }

    private static Answer credit(Deal deal, int invoiceNo, int line) {
        return deal.agency.post(
                deal.path() + "/invoices/" + invoiceNo + "/credits",
                Map.of(
                        "taxNumber",
                        Deal.taxNumber(),
                        "issuedOn",
                        Scratch.day(0),
                        "reason",
                        "开票内容有误",
                        "lines",
                        List.of(line)));
    }

    private static String[] refusal(Deal deal, Map<String, Object> change) {
        var line = deal.line(Deal.NODE, 100);
        line.putAll(change);
        Answer refused =
                deal.agency.post(
                        deal.path() + "/invoices", deal.invoiceBody(Deal.taxNumber(), line));
        assertThat(refused.status()).isEqualTo(422);
        return refused.faults();
    }

    private static long difference(Deal deal, String step) {
        return deal.charges()
                .path("differences")
                .valueStream()
                .filter(one -> one.path("step").asString().equals(step))
                .findFirst()
                .orElseThrow()
                .path("differenceFen")
                .asLong();
    }
}
