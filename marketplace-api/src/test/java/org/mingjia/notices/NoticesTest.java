package org.mingjia.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.PassingTime;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Requests;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.springframework.http.HttpHeaders;

/** What everybody reads of requests, and what agencies ask of their owners. */
class NoticesTest {

    private final Person owner = People.of(Scratch.market()).enterprise();

    @Test
    void aNoticeIsReadByEverybodyUnderAnAddressThatStays() {
        Answer published = Requests.publish(owner, Requests.body());
        String at = "/api/notices/" + published.text("number");

        var read = Scratch.market().http().get().uri(at).exchange();
        Answer notice = Answer.of(read);
        String tag = read.returnResult(Void.class).getResponseHeaders().getETag();

        assertThat(notice.status()).isEqualTo(200);
        assertThat(notice.body().at("/owner/name").asString()).isEqualTo("试验企业");
        assertThat(notice.body().at("/lots/0/itemCode").asString()).isEqualTo(Requests.ITEM);
        assertThat(notice.body().at("/terms/minimumBids").asInt()).isEqualTo(2);
        assertThat(notice.body().at("/methodParameters/explainBelowPercent").asInt()).isEqualTo(70);
        Scratch.market()
                .http()
                .get()
                .uri(at)
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified();
        assertThat(Sending.get("/api/notices/CG-433126-20200101-0001").status()).isEqualTo(404);
    }

    @Test
    void draftsAreNobodysBusiness() {
        String title = "尚未公告的需求" + System.nanoTime();
        Requests.draft(owner, Requests.with(Requests.body(), "title", title));

        assertThat(Sending.get("/api/notices?q={q}", title).number("total")).isZero();
        assertThat(Sending.get("/api/changes?after=0&limit=500").body().toString())
                .doesNotContain(title)
                .doesNotContain("request-draft");
    }

    @Test
    void theListIsNarrowedByPlaceItemMethodStatusAndTime() {
        String title = "可以查到的需求" + System.nanoTime();
        Requests.publish(owner, Requests.with(Requests.body(), "title", title));

        for (String filter :
                List.of(
                        "&region=433100",
                        "&region=433126",
                        "&item=S-HJ-005",
                        "&category=环境监测",
                        "&method=lowest_price",
                        "&funds=social",
                        "&status=published",
                        "&closesWithinHours=3")) {
            assertThat(found(title, filter)).as(filter).isOne();
        }
        for (String filter :
                List.of(
                        "&region=433101",
                        "&item=S-HJ-006",
                        "&method=mean",
                        "&funds=state",
                        "&status=awarded",
                        "&closesWithinHours=1")) {
            assertThat(found(title, filter)).as(filter).isZero();
        }
        assertThat(Sending.get("/api/notices?method=dutch").status()).isEqualTo(400);
        assertThat(Sending.get("/api/notices?colour=red").status()).isEqualTo(400);
        String csv =
                new String(
                        Scratch.market()
                                .http()
                                .get()
                                .uri("/api/notices?format=csv&q={q}", title)
                                .exchange()
                                .expectBody()
                                .returnResult()
                                .getResponseBodyContent(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(2).last().asString().contains(title);
    }

    private static long found(String title, String filter) {
        return Sending.get("/api/notices?q={q}" + filter, title).number("total");
    }

    @Test
    void aQuestionIsAnsweredToAllAndWhoAskedIsNeverSaid() {
        Answer published = Requests.publish(owner, Requests.body());
        String notice = "/api/notices/" + published.text("number");
        Applicant agency = Applicant.register().item("S-ZX-010");
        agency.admitted();
        Person newcomer = People.of(Scratch.market()).agency();

        assertThat(newcomer.post(notice + "/questions", Map.of("question", "能否延期？")).problem())
                .isEqualTo("agency-not-on-the-market");
        Answer asked =
                agency.person.post(notice + "/questions", Map.of("question", "监测频次是否含雨季加测？"));

        assertThat(asked.status()).isEqualTo(201);
        assertThat(Sending.get(notice).body().path("questions")).isEmpty();
        String own = "/api/requests/" + published.text("id") + "/questions";
        Answer inbox = owner.get(own);
        assertThat(inbox.body().toString()).doesNotContain(agency.uscc).doesNotContain("试验中介");
        String answers = own + "/" + asked.text("id") + "/answers";
        assertThat(owner.post(answers, Map.of("answer", "不含。")).status()).isEqualTo(201);
        assertThat(owner.post(answers, Map.of("answer", "改口：含。")).status()).isEqualTo(404);
        Answer read = Sending.get(notice);
        assertThat(read.body().at("/questions/0/answer").asString()).isEqualTo("不含。");
        assertThat(read.body().toString()).doesNotContain(agency.uscc);
        assertThat(
                        Scratch.count(
                                "select count(*) from event where entity_code = ? and actor = ?",
                                published.text("number"),
                                agency.person.username()))
                .isZero();
    }

    @Test
    void nothingIsAskedAfterTheDeadline() {
        Answer published = Requests.publish(owner, Requests.body());
        Applicant agency = Applicant.register().item("S-ZX-010");
        agency.admitted();
        PassingTime.deadline(UUID.fromString(published.text("id")));

        assertThat(
                        agency.person
                                .post(
                                        "/api/notices/" + published.text("number") + "/questions",
                                        Map.of("question", "还来得及吗？"))
                                .problem())
                .isEqualTo("bidding-closed");
    }

    @Test
    void theClockIsTheDatabases() {
        assertThat(Sending.get("/api/clock").text("now")).isNotBlank();
    }
}
