package org.mingjia.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Requests;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What becomes of a request: kept, read by the operator, published, added to, withdrawn, copied.
 */
class RequestsLifeTest {

    private final Person owner = People.of(Scratch.market()).enterprise();

    @Test
    void anEditOfAnOlderVersionIsRefusedAndAPublishedRequestIsNotEdited() {
        Answer draft = Requests.draft(owner, Requests.body());
        assertThat(save(draft, "\"1\"").status()).isEqualTo(200);
        assertThat(save(draft, "\"1\"").problem()).isEqualTo("stale-version");
        assertThat(save(draft, null).problem()).isEqualTo("version-required");
        Answer now = owner.get("/api/requests/" + draft.text("id"));
        assertThat(Requests.submit(owner, draft).problem()).isEqualTo("stale-version");
        assertThat(Requests.submit(owner, now).status()).isEqualTo(200);

        assertThat(save(draft, "\"3\"").status()).isEqualTo(409);
        assertThat(
                        Answer.of(
                                        owner.http()
                                                .delete()
                                                .uri("/api/requests/" + draft.text("id"))
                                                .exchange())
                                .status())
                .isEqualTo(409);
    }

    private Answer save(Answer draft, String version) {
        return Requests.save(owner, draft, version, Requests.body());
    }

    @Test
    void theSameSubmissionTwentyTimesAtOncePublishesOnce() {
        Answer draft = Requests.draft(owner, Requests.body());

        var sent =
                IntStream.range(0, 20)
                        .mapToObj(_ -> Scratch.beside(() -> submitUnderOneKey(draft)))
                        .toList();
        var answers = sent.stream().map(f -> f.join()).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(a -> a.text("number")).distinct()).hasSize(1);
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'request.published' and entity_code = ?",
                                answers.getFirst().text("number")))
                .isOne();
    }

    private Answer submitUnderOneKey(Answer draft) {
        return Answer.of(
                owner.http()
                        .post()
                        .uri("/api/requests/" + draft.text("id") + "/submissions")
                        .header(HttpHeaders.IF_MATCH, "\"1\"")
                        .header("Idempotency-Key", "once " + draft.text("id"))
                        .exchange());
    }

    @Test
    void directSelectionWithPublicMoneyIsReadByTheOperatorFirst() {
        Requests.terms("direct", "state", Map.of("reviewRequired", true));
        var named = org.mingjia.admission.Applicant.register().item("S-ZX-010");
        named.admitted();
        var body =
                Requests.with(
                        Requests.with(
                                Requests.body(),
                                "method",
                                Map.of(
                                        "code",
                                        "direct",
                                        "named",
                                        named.uscc,
                                        "reason",
                                        "原报告由其编制，须延续原有监测数据")),
                        "funds",
                        "state");
        Answer draft = Requests.draft(owner, body);

        Answer handed = Requests.submit(owner, draft);

        assertThat(handed.text("status")).isEqualTo("in_review");
        assertThat(handed.text("reviewBy")).isGreaterThan(Scratch.day(0));
        String at = "/api/request-reviews/" + draft.text("id");
        assertThat(decide(at, 1, "publish", null).problem()).isEqualTo("stale-version");
        assertThat(rules(decide(at, 2, "return", null))).containsExactly("#/reason required");
        Answer returned = decide(at, 2, "return", "理由不充分，请补充");
        assertThat(returned.text("status")).isEqualTo("draft");
        assertThat(owner.get("/api/requests/" + draft.text("id")).text("returnReason"))
                .isEqualTo("理由不充分，请补充");
        Answer again = Requests.submit(owner, owner.get("/api/requests/" + draft.text("id")));
        assertThat(decide(at, (int) again.number("version"), "publish", null).text("status"))
                .isEqualTo("published");
    }

    private static Answer decide(String at, int version, String outcome, String reason) {
        return Answer.of(
                Scratch.market()
                        .operator()
                        .post()
                        .uri(at + "/decisions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(
                                reason == null
                                        ? Map.of("version", version, "outcome", outcome)
                                        : Map.of(
                                                "version", version,
                                                "outcome", outcome,
                                                "reason", reason))
                        .exchange());
    }

    @Test
    void aFormerRequestIsTheDraftOfTheNextButForItsDeadline() {
        Answer published = Requests.publish(owner, Requests.body());

        Answer copy = owner.post("/api/requests/" + published.text("id") + "/copies", Map.of());

        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.body().at("/body/title")).isEqualTo(published.body().at("/body/title"));
        assertThat(copy.body().at("/body/closesAt").isNull()).isTrue();
        assertThat(rules(copy)).containsExactly("#/closesAt required");
    }

    @Test
    void anotherOwnersRequestDoesNotExist() {
        Answer published = Requests.publish(owner, Requests.body());
        Person other = People.of(Scratch.market()).enterprise();

        String at = "/api/requests/" + published.text("id");

        assertThat(other.get(at).status()).isEqualTo(404);
        assertThat(other.post(at + "/cancellations", Map.of("reason", "不需要了")).status())
                .isEqualTo(404);
        assertThat(other.post(at + "/copies", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void anAmendmentHasANumberAndTheDeadlineOnlyMovesAway() {
        Answer published = Requests.publish(owner, Requests.body());
        String at = "/api/requests/" + published.text("id") + "/amendments";
        var closes = OffsetDateTime.parse(published.text("closesAt"));

        Answer earlier =
                owner.post(
                        at,
                        Map.of("text", "监测点位增加一处", "closesAt", closes.minusMinutes(1).toString()));
        Answer later =
                owner.post(
                        at, Map.of("text", "监测点位增加一处", "closesAt", closes.plusDays(1).toString()));

        assertThat(rules(earlier)).containsExactly("#/closesAt deadline-only-later");
        assertThat(later.status()).isEqualTo(200);
        Answer notice = owner.get("/api/notices/" + published.text("number"));
        assertThat(notice.body().at("/amendments/0/amendmentNo").asInt()).isOne();
        assertThat(OffsetDateTime.parse(notice.text("closesAt")).toInstant())
                .isEqualTo(closes.plusDays(1).toInstant());
        assertThat(
                        Scratch.ask(
                                "select (due_at = (select closes_at from service_request r where r.id = t.request_id))::text from timer t where request_id = ?::uuid",
                                published.text("id")))
                .isEqualTo("true");
    }

    @Test
    void aWithdrawalSaysWhyAndStaysToBeRead() {
        Answer published = Requests.publish(owner, Requests.body());
        String at = "/api/requests/" + published.text("id") + "/cancellations";

        assertThat(rules(owner.post(at, Map.of("reason", "无")))).containsExactly("#/reason length");
        assertThat(owner.post(at, Map.of("reason", "项目停建")).text("status")).isEqualTo("cancelled");

        Answer notice = owner.get("/api/notices/" + published.text("number"));
        assertThat(notice.text("endReason")).isEqualTo("项目停建");
        assertThat(notice.body().path("timeline").findValuesAsString("kind"))
                .containsExactly("request.published", "request.cancelled");
        assertThat(owner.post(at, Map.of("reason", "再次撤销")).status()).isEqualTo(409);
    }

    private static List<String> rules(Answer answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map(e -> e.path("pointer").asString() + " " + e.path("rule").asString())
                .toList();
    }
}
