package org.mingjia.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.complaint.Grievance;
import org.springframework.http.HttpHeaders;

/** 线索 Of nobody, bounded, answered under a token. */
class LeadsTest {

    private static final String TEXT = "某机构在合同之外收取现金，\n没有发票，请查一查账目。";

    private static Answer send(Market market, Map<String, Object> lead) {
        return Answer.of(market.http().post().uri("/api/leads").bodyValue(lead).exchange());
    }

    private static Answer send(Map<String, Object> lead) {
        return send(Scratch.market(), lead);
    }

    @Test
    void nobodySignsALeadAndTheTokenShowsWhatBecameOfIt() throws Exception {
        Answer sent = send(Map.of("subject", "conduct", "text", TEXT));
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
        String number = sent.text("number");
        String token = sent.text("queryToken");
        assertThat(number).matches("XS-433100-[0-9]{8}-[0-9]{4,}");
        assertThat(Scratch.rows().values()).noneMatch(rows -> rows.contains(token));
        assertThat(Scratch.rows().get("lead")).doesNotContain("127.0.0.1");
        assertThat(Grievance.status(number, token + "x").status()).isEqualTo(404);
        assertThat(Grievance.status(number, token).text("status")).isEqualTo("received");

        assertThat(Sending.post("/api/leads/" + number + "/reads", "").text("status"))
                .isEqualTo("read");
        assertThat(Sending.post("/api/leads/" + number + "/reads", "").text("rule"))
                .isEqualTo("read-before");
        assertThat(
                        Sending.post(
                                        "/api/leads/" + number + "/answers",
                                        Map.of("outcome", "turned", "answer", "已经立案"))
                                .faults())
                .containsExactly("#/turnedInto required");
        assertThat(
                        Sending.post(
                                        "/api/leads/" + number + "/answers",
                                        Map.of(
                                                "outcome",
                                                "turned",
                                                "answer",
                                                "已经立案",
                                                "turnedInto",
                                                "湘西市监立〔2026〕12号"))
                                .status())
                .isEqualTo(201);
        Answer seen = Grievance.status(number, token);
        assertThat(seen.text("kind")).isEqualTo("lead");
        assertThat(seen.text("outcome")).isEqualTo("turned");
        assertThat(seen.text("turnedInto")).contains("12号");
    }

    @Test
    void aLeadAboutOfficialsIsNotShownToTheOperator() {
        String number = send(Map.of("subject", "misconduct", "text", TEXT)).text("number");
        var operator = Sending.get("/api/leads?limit=100");
        assertThat(operator.body().toString()).doesNotContain(number);
        assertThat(Sending.post("/api/leads/" + number + "/reads", "").status()).isEqualTo(404);
        var regulator = Grievance.regulator();
        assertThat(regulator.get("/api/leads?limit=100").body().toString()).contains(number);
        var elsewhere = People.of(Scratch.market()).regulator("433100-FGW", "433127");
        assertThat(elsewhere.get("/api/leads?limit=100").body().toString()).doesNotContain(number);
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndWhatItIsAboutIsNotLookedUp() {
        assertThat(send(Map.of("subject", "no", "text", "短", "about", "x y")).faults())
                .containsExactlyInAnyOrder("#/subject one-of", "#/text length", "#/about number");
        assertThat(
                        send(Map.of(
                                        "subject",
                                        "fee",
                                        "text",
                                        TEXT,
                                        "about",
                                        "HT-433127-20260101-0001-1"))
                                .text("number"))
                .startsWith("XS-433127-");
        assertThat(send(Map.of("subject", "fee", "text", "很".repeat(4_001))).faults())
                .containsExactly("#/text length");
    }

    @Test
    void oneAddressAndAllTogetherAreHeldToSoManyAMinute() {
        var narrow =
                Scratch.beside(
                        "--mingjia.leads.per-minute=2", "--mingjia.leads.per-minute-of-all=9");
        Map<String, Object> lead = Map.of("subject", "fee", "text", TEXT);
        assertThat(send(narrow, lead).status()).isEqualTo(201);
        assertThat(send(narrow, lead).status()).isEqualTo(201);
        var refused = narrow.http().post().uri("/api/leads").bodyValue(lead).exchange();
        refused.expectStatus().isEqualTo(429).expectHeader().exists(HttpHeaders.RETRY_AFTER);

        var crowded =
                Scratch.beside(
                        "--mingjia.leads.per-minute=9", "--mingjia.leads.per-minute-of-all=1");
        assertThat(send(crowded, lead).status()).isEqualTo(201);
        crowded.http()
                .post()
                .uri("/api/leads")
                .bodyValue(lead)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
    }
}
