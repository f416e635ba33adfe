package org.mingjia.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Noticed.COUNTY;
import static org.mingjia.Noticed.priced;
import static org.mingjia.Noticed.seller;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mingjia.ChildService;
import org.mingjia.Noticed;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import tools.jackson.databind.JsonNode;

/** Who is found for a request, and what the agencies read of it. */
class MatchingTest {

    private static final String ITEM = "S-ZX-010";
    private static final String AROUND = "433122";

    private static Person here;
    private static Person there;
    private static Person silent;

    @BeforeAll
    static void anAgencyHereOneElsewhereAndOneWithoutAPrice() {
        Scratch.market();
        here = priced(seller("匹配甲", ITEM, COUNTY), ITEM, COUNTY, 900_000);
        there = priced(seller("匹配乙", ITEM, AROUND), ITEM, AROUND, 900_000);
        silent = seller("匹配丙", ITEM, COUNTY);
    }

    @Test
    void anEligibleAgencyIsToldOnceAndNobodyElseIs() {
        var request = Noticed.of(ITEM).publish();
        request.told();

        assertThat(messages(here, request.number())).containsExactly("request.matched");
        assertThat(messages(there, request.number())).isEmpty();
        assertThat(messages(silent, request.number())).isEmpty();
        assertThat(messages(request.owner(), request.number()))
                .containsExactly("request.published");
    }

    @Test
    void aDirectRequestIsToldToTheNamedAgencyAlone() {
        Person other = priced(seller("匹配丁", ITEM, COUNTY), ITEM, COUNTY, 800_000);
        var request = Noticed.of(ITEM).directly(other.uscc()).publish();
        request.told();

        assertThat(messages(other, request.number())).containsExactly("request.matched");
        assertThat(messages(here, request.number())).isEmpty();
        assertThat(failed(here, request.number())).containsExactly("named");
        assertThat(failed(other, request.number())).isEmpty();
    }

    @Test
    void anExtensionTellsThoseWhoWereToldAndMatchesThoseOfTheProvince() {
        var request = Noticed.of(ITEM).publish();
        request.told();
        Scratch.ask(
                """
                update service_request set extended_at = now(), closes_at = closes_at + interval '2 days', version = version + 1
                 where id = ? returning id
                """,
                request.id());
        request.then("request.extended").told();

        assertThat(messages(here, request.number()))
                .containsExactlyInAnyOrder("request.matched", "request.extended");
        assertThat(messages(there, request.number())).containsExactly("request.matched");
        assertThat(messages(silent, request.number())).isEmpty();
    }

    @Test
    void matchedRequestsAreListedNewestFirstAndOnlyOnesOwn() {
        Person agency = priced(seller("匹配戊", ITEM, COUNTY), ITEM, COUNTY, 700_000);
        var first = Noticed.of(ITEM).publish();
        Noticed.settled();
        var second = Noticed.of(ITEM).publish();
        Noticed.settled();

        JsonNode page = agency.get("/api/matched-requests?limit=1").body();
        assertThat(page.path("total").asLong()).isEqualTo(2);
        JsonNode row = page.at("/items/0");
        assertThat(row.path("number").asString()).isEqualTo(second.number());
        assertThat(row.path("title").asString()).isEqualTo(second.title());
        assertThat(row.at("/itemCodes/0").asString()).isEqualTo(ITEM);
        assertThat(row.path("ceilingFen").asLong()).isEqualTo(10_000_000);
        assertThat(row.path("status").asString()).isEqualTo("published");
        assertThat(row.path("open").asBoolean()).isTrue();
        assertThat(
                        agency.get(
                                        "/api/matched-requests?limit=1&cursor="
                                                + page.path("nextCursor").asString())
                                .body()
                                .at("/items/0/number")
                                .asString())
                .isEqualTo(first.number());
        assertThat(agency.get("/api/matched-requests?open=false").number("total")).isZero();
        assertThat(silent.get("/api/matched-requests").number("total")).isZero();
    }

    @Test
    void whoMayNotTakePartLearnsWhyPointByPoint() {
        var request =
                Noticed.of(ITEM)
                        .body(
                                """
                                {"qualifications": {"match": "all", "papers": [{"kind": "SURVEYING", "level": "乙级"}]},
                                 "practitioners": [{"certificate": "注册测绘师", "count": 2}],
                                 "avoid": [{"uscc": "%s", "reason": "业主的股东"}]}
                                """
                                        .formatted(silent.uscc()))
                        .publish();

        assertThat(failed(here, request.number()))
                .containsExactly("qualifications", "practitioners");
        assertThat(failed(there, request.number()))
                .containsExactly("region", "price", "qualifications", "practitioners");
        assertThat(failed(silent, request.number()))
                .containsExactly("price", "qualifications", "practitioners", "conflict");
        JsonNode view = eligibility(here, request.number());
        assertThat(view.path("eligible").asBoolean()).isFalse();
        assertThat(view.at("/lots/0/points/3/detail").asString())
                .startsWith("缺少：")
                .contains("乙级及以上");
        assertThat(view.at("/lots/0/points/4/detail").asString())
                .isEqualTo("人数不足：注册测绘师须 2 人，现有 0 人");
        assertThat(view.at("/lots/0/points/4/howToFix").asString()).contains("从业人员");
        assertThat(view.at("/lots/0/points/0/howToFix").isNull()).isTrue();
        request.told();
        assertThat(messages(here, request.number())).isEmpty();
    }

    @Test
    void whoMayTakePartSeesEveryPointSatisfied() {
        var request = Noticed.of(ITEM).publish();

        JsonNode view = eligibility(here, request.number());
        assertThat(view.path("eligible").asBoolean()).isTrue();
        assertThat(view.path("open").asBoolean()).isTrue();
        assertThat(view.at("/lots/0/points").valueStream().map(p -> p.path("code").asString()))
                .containsExactly(
                        "item", "region", "price", "qualifications", "practitioners", "conflict");
    }

    @Test
    void eligibilityForARequestThatIsNoneIsNotFound() {
        assertThat(here.get("/api/notices/CG-433101-20200101-0001/eligibility").status())
                .isEqualTo(404);
        assertThat(anEnterprise().get("/api/notices/CG-433101-20200101-0001/eligibility").status())
                .isEqualTo(403);
    }

    @Test
    void anInstanceThatDiesInBetweenLosesNothingAndRepeatsNothing() {
        var requests = new java.util.ArrayList<Noticed.Published>();
        try (var other = ChildService.start()) {
            for (int n = 0; n < 30; n++) {
                requests.add(Noticed.of(ITEM).publish());
                if (n == 15) {
                    other.kill();
                }
            }
        }
        Noticed.settled();

        for (var request : requests) {
            assertThat(messages(here, request.number())).containsExactly("request.matched");
            assertThat(messages(request.owner(), request.number()))
                    .containsExactly("request.published");
        }
    }

    private static Person anEnterprise() {
        return People.of(Scratch.market()).enterprise();
    }

    static List<String> messages(Person reader, String number) {
        return reader.get("/api/inbox?limit=100")
                .body()
                .path("items")
                .valueStream()
                .filter(m -> m.path("subject").asString().equals(number))
                .map(m -> m.path("kind").asString())
                .toList();
    }

    private static JsonNode eligibility(Person agency, String number) {
        return agency.get("/api/notices/" + number + "/eligibility").body();
    }

    private static List<String> failed(Person agency, String number) {
        return eligibility(agency, number)
                .at("/lots/0/points")
                .valueStream()
                .filter(point -> !point.path("satisfied").asBoolean())
                .map(point -> point.path("code").asString())
                .toList();
    }
}
