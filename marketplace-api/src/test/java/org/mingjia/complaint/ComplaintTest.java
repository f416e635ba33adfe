package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;

/** 投诉 By one with standing, at the desk whose business it is, in its time. */
class ComplaintTest {

    @Test
    void whoHasStandingGetsANumberAndATokenWhichIsKeptNowhere() throws Exception {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "fee", deal.number);

        assertThat(grievance.number).matches("TS-[0-9]{6}-[0-9]{8}-[0-9]{4,}");
        assertThat(grievance.token).hasSizeGreaterThan(40);
        assertThat(Scratch.rows().values()).noneMatch(rows -> rows.contains(grievance.token));
        assertThat(grievance.desk()).isEqualTo("price");

        Answer seen = Grievance.status(grievance.number, grievance.token);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("kind")).isEqualTo("complaint");
        assertThat(seen.text("status")).isEqualTo("received");
        assertThat(seen.text("acceptBy")).isNotBlank();
        for (String wrong : new String[] {null, "", "ts_wrong", grievance.token + "x"}) {
            Answer refused = Grievance.status(grievance.number, wrong);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.body().toString()).doesNotContain("fee");
        }
        assertThat(Grievance.status("TS-433100-20260101-0001", grievance.token).status())
                .isEqualTo(404);
    }

    @Test
    void aRepeatedFilingIsNotToldTheTokenAgain() {
        var deal = Deal.drafted(8_000);
        var form = Grievance.form("delay", "contractNumber", deal.number);
        Answer first = withKey(deal.owner, form);
        Answer again = withKey(deal.owner, form);
        assertThat(first.text("queryToken")).isNotBlank();
        assertThat(again.text("number")).isEqualTo(first.text("number"));
        assertThat(again.text("queryToken")).isEmpty();
        assertThat(Grievance.file(deal.owner, form).text("rule")).isEqualTo("complaint-is-open");
    }

    private static Answer withKey(Person by, Map<String, Object> form) {
        return Answer.of(
                by.http()
                        .post()
                        .uri("/api/complaints")
                        .header("Idempotency-Key", "complain once")
                        .bodyValue(form)
                        .exchange());
    }

    @Test
    void whoHasNoStandingIsToldWhoHasIt() {
        var deal = Deal.filed(8_000);
        Person stranger = People.of(Scratch.market()).enterprise();
        for (String subject : List.of("fee", "quality", "delay", "conduct")) {
            Answer refused =
                    Grievance.file(
                            stranger, Grievance.form(subject, "contractNumber", deal.number));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("rule")).isEqualTo("no-standing");
            assertThat(refused.text("detail")).contains("由合同的");
        }
        assertThat(
                        Grievance.file(
                                        deal.agency,
                                        Grievance.form("quality", "contractNumber", deal.number))
                                .text("detail"))
                .contains("委托方");
        String request = deal.auction.request.number();
        assertThat(
                        Grievance.file(
                                        Auction.seller(2),
                                        Grievance.form("selection", "requestNumber", request))
                                .text("detail"))
                .contains("报价机构")
                .contains("线索");
        assertThat(
                        Grievance.ofRequest(Auction.seller(1), "selection", request, null)
                                .seen(Auction.seller(1))
                                .at("/against/uscc")
                                .asString())
                .as("without an agency it is the owner")
                .isEqualTo(deal.owner.uscc());
    }

    @Test
    void aFormIsToldEverythingThatIsWrongWithIt() {
        var deal = Deal.drafted(8_000);
        assertThat(Grievance.file(deal.owner, Map.of("subject", "price", "text", "太短")).faults())
                .containsExactlyInAnyOrder(
                        "#/subject one-of", "#/text length", "#/contractNumber one-target");
        assertThat(
                        Grievance.file(
                                        deal.owner,
                                        Grievance.form(
                                                "fee",
                                                "requestNumber",
                                                deal.auction.request.number()))
                                .faults())
                .containsExactly("#/contractNumber contract-needed");
        assertThat(
                        Grievance.file(
                                        deal.owner,
                                        Grievance.form(
                                                "selection",
                                                "requestNumber",
                                                deal.auction.request.number()))
                                .faults())
                .as("an owner says which bidder")
                .containsExactly("#/agencyUscc required");
        var foreign = Grievance.form("fee", "contractNumber", deal.number);
        foreign.put("fileIds", List.of(UUID.randomUUID()));
        assertThat(Grievance.file(deal.owner, foreign).faults())
                .containsExactly("#/fileIds/0 own-file");
        assertThat(
                        Grievance.file(
                                        deal.owner,
                                        Grievance.form("fee", "contractNumber", "HT-none"))
                                .faults())
                .containsExactly("#/contractNumber unknown");
    }

    @Test
    void insideThePublicityTheObjectionComesFirst() {
        var auction = Auction.selected("{}", 9_000, 10_000);
        Person other = Auction.seller(1);
        var form = Grievance.form("selection", "requestNumber", auction.request.number());
        Answer refused = Grievance.file(other, form);
        assertThat(refused.text("rule")).isEqualTo("objection-first");
        assertThat(refused.text("detail")).contains("/objections");

        var id = UUID.fromString(auction.objection(other, "评分依据与公告不一致，请求复核").text("id"));
        auction.decideObjection(id, "rejected");
        assertThat(Grievance.file(other, form).status())
                .as("of how the objection was handled one may complain")
                .isEqualTo(201);
    }

    @Test
    void theOneComplainedAboutReadsItOnceItIsAcceptedAndNeverWhoItWas() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "quality", deal.number);
        assertThat(deal.agency.get(grievance.path()).status()).isEqualTo(404);
        assertThat(numbers(deal.agency.get("/api/complaints?limit=100")))
                .doesNotContain(grievance.number);

        grievance.accepted();
        var seen = grievance.seen(deal.agency);
        assertThat(seen.path("text").asString()).isEqualTo(Grievance.TEXT);
        assertThat(seen.path("side").asString()).isEqualTo("against");
        assertThat(seen.path("complainant").isNull()).isTrue();
        assertThat(seen.toString())
                .doesNotContain(grievance.token)
                .doesNotContain(deal.owner.uscc());
        assertThat(grievance.seen(deal.owner).at("/complainant/uscc").asString())
                .isEqualTo(deal.owner.uscc());
        assertThat(Auction.seller(1).get(grievance.path()).status()).isEqualTo(404);
    }

    @Test
    void eachStepIsTakenOnceAndByTheDeskThatHasIt() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "delay", deal.number);
        assertThat(grievance.operator("acceptances", Map.of()).text("rule"))
                .isEqualTo("at-another-desk");
        assertThat(grievance.desk("extensions", Map.of("reason", "需要检测")).text("rule"))
                .isEqualTo("not-accepted");
        grievance.done("transfers", Map.of("desk", "operator", "reason", "涉及平台程序"));
        assertThat(Grievance.regulator().get(grievance.path()).status()).isEqualTo(404);
        assertThat(
                        grievance
                                .desk("transfers", Map.of("desk", "price", "reason", "再转一次"))
                                .text("rule"))
                .isEqualTo("passed-before");
        grievance.accepted();
        assertThat(grievance.desk("acceptances", Map.of()).text("rule")).isEqualTo("not-received");
        grievance.done("extensions", Map.of("reason", "需要检测"));
        assertThat(grievance.desk("extensions", Map.of("reason", "还要检测")).text("rule"))
                .isEqualTo("extended-before");
        grievance.stated(deal.agency);
        assertThat(
                        deal.agency
                                .post(
                                        grievance.path() + "/statements",
                                        Map.of("text", "本单位再补充几句陈述。"))
                                .text("rule"))
                .isEqualTo("stated-before");
        assertThat(deal.agency.post(grievance.path() + "/withdrawals", "").text("rule"))
                .isEqualTo("not-the-complainant");
        assertThat(deal.owner.post(grievance.path() + "/withdrawals", "").text("status"))
                .isEqualTo("withdrawn");
        assertThat(grievance.decide("rejected", Map.of()).text("rule")).isEqualTo("not-accepted");
    }

    @Test
    void aRefusalNamesTheRuleAndTheTokenShowsIt() {
        var deal = Deal.drafted(8_000);
        var grievance = Grievance.ofContract(deal.agency, "conduct", deal.number);
        assertThat(grievance.desk("refusals", Map.of("rule", "no", "reason", "x")).faults())
                .containsExactly("#/rule one-of", "#/reason length");
        grievance.done("refusals", Map.of("rule", "out-of-scope", "reason", "属于合同争议，请协商或者起诉"));
        Answer seen = Grievance.status(grievance.number, grievance.token);
        assertThat(seen.text("refusalRule")).isEqualTo("out-of-scope");
        assertThat(seen.text("reason")).contains("起诉");
        assertThat(deal.owner.get(grievance.path()).status())
                .as("the other side never hears of it")
                .isEqualTo(404);
    }

    static List<String> numbers(Answer page) {
        return page.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("number").asString())
                .toList();
    }
}
