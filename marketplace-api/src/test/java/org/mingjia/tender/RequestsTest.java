package org.mingjia.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Requests;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;

/** What an owner asks for, from the first word to the notice: 清单之外无服务. */
class RequestsTest {

    private final Person owner = People.of(Scratch.market()).enterprise();

    @Test
    void aDraftMayBeIncompleteAndSaysWhatStandsAgainstItsPublication() {
        Answer draft = Requests.draft(owner, Map.of("title", "古丈县某厂自行监测"));

        assertThat(draft.status()).isEqualTo(201);
        assertThat(rules(draft))
                .contains("#/regionCode unknown-region", "#/lots required", "#/closesAt required");
        assertThat(rules(Requests.submit(owner, draft))).contains("#/lots required");
        assertThat(owner.get("/api/requests/" + draft.text("id")).text("status"))
                .isEqualTo("draft");
    }

    @Test
    void whatIsOnTheListAndNeededByTheActIsPublishedWithItsCeiling() {
        Answer published = Requests.publish(owner, Requests.body());

        assertThat(published.text("status")).isEqualTo("published");
        assertThat(published.text("number")).matches("CG-433126-[0-9]{8}-[0-9]{4,}");
        assertThat(published.body().at("/lots/0/ceilingFen").asLong()).isEqualTo(5_000_000);
        assertThat(
                        Scratch.ask(
                                "select t.kind from timer t where t.request_id = ?::uuid and t.due_at = (select closes_at from service_request r where r.id = t.request_id)",
                                published.text("id")))
                .isEqualTo("close");
        assertThat(
                        Scratch.ask(
                                "select actor from event where kind = 'request.published' and entity_code = ?",
                                published.text("number")))
                .isEqualTo(owner.username());
    }

    @Test
    void whatIsNotOnTheListIsRefusedWhereItIsTyped() {
        assertThat(refused(lot("S-HJ-999"))).containsExactly("#/lots/0/itemCode not-on-the-list");
        assertThat(refused(lot("S-ZX-010")))
                .containsExactly("#/lots/0/itemCode not-needed-by-the-act");
        assertThat(refused(Requests.with(lot("S-HJ-003"), "actCode", "A-STHJ-001")))
                .containsExactly("#/lots/0/itemCode paid-by-government");
        assertThat(refused(Requests.with(Requests.body(), "actCode", "A-NO-1")))
                .containsExactly("#/actCode not-on-the-list");
    }

    private static Map<String, Object> lot(String item) {
        return Requests.with(
                Requests.body(), "lots", List.of(Map.of("itemCode", item, "budgetFen", 100_000)));
    }

    @Test
    void whatIsPaidByTheStateMayBeAskedForByABodyOfTheState() {
        String uscc = stateUscc();
        Person state = People.of(Scratch.market()).register("enterprise", uscc, "古丈县某局");

        Answer check =
                state.post(
                        "/api/request-checks",
                        Requests.with(lot("S-HJ-003"), "actCode", "A-STHJ-001"));

        assertThat(rules(check)).isEmpty();
        assertThat(check.body().path("acceptable").asBoolean()).isTrue();
    }

    /** 机构编制 gives codes that begin with 1; the check digits are the database's to judge. */
    private static String stateUscc() {
        return Scratch.ask(
                """
                with one as materialized (select '11433126' || lpad((random() * 9999999)::int::text, 8, '0') as stem)
                select code from (select stem || a || b as code from one,
                       unnest(string_to_array('0123456789X', null)) a,
                       unnest(string_to_array('0123456789ABCDEFGHJKLMNPQRTUWXY', null)) b) c
                 where valid_uscc(code) limit 1
                """);
    }

    @Test
    void aDeadlineBeforeTheNoticePeriodEndsOrOnAHolidayIsRefusedWhenTyped() {
        var elsewhere = Requests.with(Requests.body(), "regionCode", "433127");
        assertThat(refused(elsewhere)).containsExactly("#/closesAt notice-period");
        String sunday =
                Scratch.ask(
                        "select (d::date + time '10:00')::text || '+08:00' from generate_series(market_today() + 8, market_today() + 15, interval '1 day') d where extract(dow from d) = 0 limit 1");
        assertThat(refused(Requests.with(elsewhere, "closesAt", sunday.replace(' ', 'T'))))
                .containsExactly("#/closesAt working-day");
        assertThat(refused(Requests.with(Requests.body(), "closesAt", "2026-01-01T10:00:00+08:00")))
                .containsExactly("#/closesAt notice-period");
    }

    @Test
    void everyOtherMemberHasItsBound() {
        var body = Requests.body();
        assertThat(refused(Requests.with(body, "projectCode", "123")))
                .containsExactly("#/projectCode project-code");
        assertThat(refused(Requests.with(body, "serviceDays", 0)))
                .containsExactly("#/serviceDays bounds");
        assertThat(refused(Requests.with(body, "declared", false)))
                .containsExactly("#/declared required");
        assertThat(
                        refused(
                                Requests.with(
                                        body,
                                        "lots",
                                        List.of(
                                                Map.of(
                                                        "itemCode",
                                                        Requests.ITEM,
                                                        "budgetFen",
                                                        0)))))
                .containsExactly("#/lots/0/budgetFen amount-out-of-range");
        assertThat(
                        refused(
                                Requests.with(
                                        body,
                                        "avoid",
                                        List.of(Map.of("uscc", "1", "reason", "同一法定代表人")))))
                .hasSize(1);
        assertThat(
                        refused(
                                Requests.with(
                                        body,
                                        "qualifications",
                                        Map.of(
                                                "match",
                                                "all",
                                                "papers",
                                                List.of(Map.of("kind", "NONE"))))))
                .containsExactly("#/qualifications/papers/0/kind unknown-kind");
        assertThat(
                        refused(
                                Requests.with(
                                        body,
                                        "method",
                                        Map.of(
                                                "code",
                                                "direct",
                                                "named",
                                                People.uscc(),
                                                "reason",
                                                "原报告由其编制，须延续"))))
                .containsExactly("#/method/named agency-not-on-the-market");
        assertThat(
                        refused(
                                Requests.with(
                                        body,
                                        "attachments",
                                        List.of(
                                                Map.of(
                                                        "fileId",
                                                        "00000000-0000-0000-0000-000000000000")))))
                .containsExactly("#/attachments/0/fileId not-found");
        assertThat(
                        refused(
                                Requests.with(
                                        body, "method", Map.of("code", "best_value", "price", 90))))
                .containsExactly("#/method method-parameters");
    }

    @Test
    void aMethodThatTheRegionDoesNotWantIsRefused() {
        assertThat(
                        refused(
                                Requests.with(
                                        Requests.with(
                                                Requests.body(Duration.ofDays(20)),
                                                "method",
                                                Map.of("code", "mean")),
                                        "regionCode",
                                        "433127")))
                .contains("#/method/code method-not-allowed");
    }

    private List<String> refused(Map<String, Object> body) {
        Answer check = owner.post("/api/request-checks", body);
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.body().path("acceptable").asBoolean()).isFalse();
        return rules(check);
    }

    private static List<String> rules(Answer answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map(e -> e.path("pointer").asString() + " " + e.path("rule").asString())
                .toList();
    }
}
