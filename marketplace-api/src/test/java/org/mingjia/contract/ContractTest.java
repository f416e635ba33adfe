package org.mingjia.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.PassingTime;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.mingjia.award.Auction;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;

/** 合同 Drafted by the market, signed by both sides with the hash of the exact text, filed. */
class ContractTest {

    @Test
    void anAwardBecomesAContractOfItsAmountWithTheClausesOfItsCategory() throws Exception {
        var deal = Deal.drafted(8_000);
        var seen = deal.seen();

        assertThat(seen.path("status").asString()).isEqualTo("drafting");
        assertThat(seen.at("/account/awardFen").asLong()).isEqualTo(800_000);
        assertThat(seen.at("/account/limitFen").asLong())
                .as("nothing is charged of a draft")
                .isZero();
        assertThat(seen.path("signBy").asString()).isNotBlank();
        assertThat(seen.path("overdue").asBoolean()).isFalse();
        var text = deal.text();
        assertThat(text.path("amountInWords").asString()).isEqualTo("捌仟元整");
        assertThat(text.at("/owner/uscc").asString()).isEqualTo(deal.owner.uscc());
        assertThat(text.at("/agency/uscc").asString()).isEqualTo(deal.agency.uscc());
        assertThat(text.at("/price/entryId").asString()).hasSize(36);
        assertThat(text.path("clauses").toString()).contains("清单之外不得收取任何费用");
        assertThat(text.at("/nodes/0/amountFen").asLong()).isEqualTo(800_000);
        assertThat(deal.document().path("hash").asString())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(
                                                        deal.document()
                                                                .path("text")
                                                                .asString()
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8))));
        assertThat(deal.auction.count("timer where request_id = ?")).isZero();
    }

    @Test
    void bothSidesConfirmTheLastTextAndEitherFilesIt() {
        var deal = Deal.drafted(8_000);
        Answer proposed =
                deal.propose(
                        deal.agency,
                        List.of(
                                Deal.node(Deal.ADVANCE, 2_000, true),
                                Deal.node(Deal.NODE, 6_000, false)));
        assertThat(proposed.number("documentNo")).isEqualTo(2);
        String first = deal.seen().at("/documents/0/hash").asString();
        Answer old =
                deal.owner.post(
                        deal.path() + "/confirmations", Map.of("documentNo", 1, "hash", first));
        assertThat(old.text("rule")).isEqualTo("not-the-last-document");
        assertThat(old.text("detail")).contains(deal.document().path("hash").asString());

        assertThat(deal.confirm(deal.owner).text("status")).isEqualTo("drafting");
        assertThat(deal.confirm(deal.owner).text("rule")).isEqualTo("already-confirmed");
        assertThat(deal.agency.post(deal.path() + "/filings", Map.of()).text("rule"))
                .isEqualTo("not-signed");
        assertThat(deal.confirm(deal.agency).text("status")).isEqualTo("signed");

        var seen = deal.seen();
        assertThat(seen.at("/price/entryId").asString()).hasSize(36);
        assertThat(seen.at("/account/limitFen").asLong())
                .as("the advance until it is filed")
                .isEqualTo(200_000);
        assertThat(seen.path("fileBy").asString()).isNotBlank();
        assertThat(Sending.get("/api/contract-register/{n}", deal.number).status()).isEqualTo(404);

        deal.file();
        assertThat(deal.seen().at("/account/limitFen").asLong()).isEqualTo(800_000);
        Answer open = Sending.get("/api/contract-register/{n}", deal.number);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.text("documentHash")).isEqualTo(deal.document().path("hash").asString());
        assertThat(open.body().toString()).doesNotContain("clauses");
        assertThat(
                        Sending.get("/api/contract-register?q={n}", deal.number)
                                .body()
                                .at("/items/0/agencyName")
                                .asString())
                .isNotBlank();
        assertThat(deal.agency.post(deal.path() + "/filings", Map.of()).text("rule"))
                .isEqualTo("not-signed");
        assertThat(deal.confirm(deal.owner).text("rule")).isEqualTo("not-drafting");
    }

    @Test
    void aTextThatDoesNotComeToTheAmountIsRefusedWithEveryFault() {
        var deal = Deal.drafted(8_000);
        Answer refused =
                deal.propose(
                        deal.owner,
                        List.of(
                                Deal.node("首付", 7_999, false),
                                Deal.node("首付", 2, false),
                                Map.of("name", "x", "amountFen", 0)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults())
                .contains(
                        "#/nodes/1/name node-once",
                        "#/nodes/2/name length",
                        "#/nodes/2/amountFen node-amount",
                        "#/nodes nodes-come-to-the-amount");
        Answer past =
                deal.owner.post(
                        deal.path() + "/documents",
                        Map.of(
                                "deliverBy",
                                Scratch.day(-1),
                                "nodes",
                                List.of(Deal.node("付清", 8_000, false))));
        assertThat(past.faults()).containsExactly("#/deliverBy delivery-day");
        assertThat(deal.document().path("documentNo").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyElseFindsIt() {
        var deal = Deal.drafted(8_000);
        var stranger = People.of(Scratch.market()).enterprise();
        assertThat(stranger.get(deal.path()).status()).isEqualTo(404);
        assertThat(Auction.seller(1).get(deal.path()).status()).isEqualTo(404);
        assertThat(
                        Auction.seller(1)
                                .post(
                                        deal.path() + "/confirmations",
                                        Map.of("documentNo", 1, "hash", "x"))
                                .status())
                .isEqualTo(404);
        assertThat(stranger.get("/api/contracts").body().path("total").asInt()).isZero();
        assertThat(deal.owner.get("/api/contracts").body().path("total").asInt()).isEqualTo(1);
        assertThat(deal.owner.get("/api/contracts?overdue=true").body().path("total").asInt())
                .isZero();
    }

    @Test
    void whatIsLateIsSeenByBothAndByTheOperator() {
        var deal = Deal.drafted(8_000);
        PassingTime.asIfPast(
                deal.id(),
                "contract",
                "update contract set awarded_on = awarded_on - 60 where id = ?");
        assertThat(deal.seen(deal.agency).path("overdue").asBoolean()).isTrue();
        assertThat(deal.owner.get("/api/contracts?overdue=true").body().path("total").asInt())
                .isEqualTo(1);
        assertThat(
                        Answer.of(
                                        Scratch.market()
                                                .operator()
                                                .get()
                                                .uri("/api/contracts?overdue=true&limit=100")
                                                .exchange())
                                .body()
                                .toString())
                .contains(deal.number);
        deal.sign();
        assertThat(deal.seen().path("overdue").asBoolean()).isFalse();
    }

    @Test
    void whoMayNotServeAnyMoreDoesNotSign() {
        var agency = Auction.ownSeller();
        var deal = Deal.drafted(agency, 8_000);
        assertThat(deal.confirm(deal.owner).status()).isEqualTo(201);
        Answer suspended =
                Answer.of(
                        Scratch.market()
                                .operator()
                                .post()
                                .uri("/api/agencies/{uscc}/sanctions", agency.uscc())
                                .bodyValue(
                                        Map.of(
                                                "kind",
                                                "suspension",
                                                "ground",
                                                "出具不实报告",
                                                "document",
                                                "州市监罚〔2026〕1号",
                                                "to",
                                                Scratch.day(30)))
                                .exchange());
        assertThat(suspended.status()).as(suspended.body().toString()).isIn(200, 201);
        Answer refused = deal.confirm(agency);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(409);
        assertThat(refused.text("rule")).isEqualTo("gate");
        assertThat(deal.count("contract_confirmation where contract_id = ?")).isEqualTo(1);
    }

    @Test
    void twentyConfirmationsAtOnceSignOnce() {
        var deal = Deal.drafted(8_000);
        deal.confirm(deal.owner);
        var body = Map.of("documentNo", 1, "hash", deal.document().path("hash").asString());
        var answers =
                java.util.stream.IntStream.range(0, 20)
                        .mapToObj(_ ->
                                Scratch.beside(() ->
                                        deal.agency.post(deal.path() + "/confirmations", body)))
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(19);
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'contract.signed' and entity_code = ?",
                                deal.number))
                .isEqualTo(1);
    }

    @Test
    void aPdfThatWasSignedElsewhereIsFiledByWhoUploadedItAndReadByBoth() {
        var deal = Deal.signed(8_000);
        String pdf = upload(deal.agency);
        String filings = deal.path() + "/filings";
        assertThat(deal.owner.post(filings, Map.of("fileId", pdf)).faults())
                .as("another's file")
                .containsExactly("#/fileId own-pdf");
        assertThat(deal.owner.get("/api/files/" + pdf).status()).isEqualTo(404);

        assertThat(deal.agency.post(filings, Map.of("fileId", pdf)).text("status"))
                .isEqualTo("filed");
        assertThat(deal.seen().path("filedFileId").asString()).isEqualTo(pdf);
        deal.owner.http().get().uri("/api/files/" + pdf).exchange().expectStatus().isOk();
        assertThat(Auction.seller(1).get("/api/files/" + pdf).status()).isEqualTo(404);
    }

    private static String upload(Person by) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", Applicant.A_PDF)
                .filename("合同.pdf")
                .contentType(MediaType.APPLICATION_PDF);
        return Answer.of(
                        by.http()
                                .post()
                                .uri("/api/files")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(BodyInserters.fromMultipartData(parts.build()))
                                .exchange())
                .text("id");
    }
}
