package org.mingjia.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Market.waitUntil;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Agencies and their offers find their way into search by their events, and leave it by the day.
 */
class SellersFeedTest {
    private static final String USCC = "91433101DEM000428P";
    private static final String NAME = "示例大龙检索勘察有限公司";

    @BeforeEach
    void anAgencyOffersAnItem() {
        Scratch.market();
        if (Scratch.count("select count(*) from organisation where uscc = ?", USCC) == 0) {
            Scratch.ask(
                    """
                    with o as (
                        insert into organisation (kind, uscc, name, region_code)
                        values ('legal_person', ?, ?, '433101') returning id
                    ), a as (
                        insert into agency (organisation_id, status, profile, admitted, admitted_on)
                        select id, 'published', '{}', '{}', market_today() from o returning organisation_id
                    ), r as (
                        insert into agency_region (agency_id, region_code, valid)
                        select id, '433101', daterange(market_today(), null) from o
                    ), q as (
                        insert into qualification (agency_id, kind, level, number, valid)
                        select id, 'SURVEYING', '乙级', 'T-1', daterange(market_today(), market_today() + 30) from o
                        returning id, agency_id
                    ), i as (
                        insert into agency_item (agency_id, item_code, qualification_id, basis, requirement, valid)
                        select agency_id, 'S-ZR-012', id, 'by_paper', '测绘资质', daterange(market_today(), market_today() + 30) from q
                    )
                    select id::text from o
                    """,
                    USCC,
                    NAME);
            tell("agency.admitted", "agency", USCC);
        }
        Scratch.waitUntilIndexed();
        waitUntil(() -> codes("大龙检索", "").contains(USCC));
    }

    @Test
    void anAgencyIsFoundByNamePinyinInitialsAndCreditCodeInAnyCase() {
        assertThat(codes("大龙检索勘察", "")).startsWith(USCC);
        assertThat(codes("dalongjiansuo", "")).contains(USCC);
        assertThat(codes("dljskc", "")).contains(USCC);
        assertThat(codes(USCC, "")).startsWith(USCC);
        assertThat(codes("91433101dem000428", "")).startsWith(USCC);
        assertThat(codes("大龙检索", "&type=offer")).containsExactly(USCC + "/S-ZR-012");
        assertThat(codes("大龙检索", "&type=item")).doesNotContain(USCC);
    }

    @Test
    void aCountyIsFoundFromWhatLiesAroundItAndNotFromBeside() {
        for (String region : List.of("433101", "433100", "430000")) {
            assertThat(codes("大龙检索", "&type=agency&region=" + region))
                    .as(region)
                    .containsExactly(USCC);
        }
        assertThat(codes("大龙检索", "&region=433122")).isEmpty();
    }

    @Test
    void aQualificationIsFoundByKindByLevelAndByBothAndCounted() {
        for (String level : List.of("SURVEYING", "乙级", "SURVEYING/乙级")) {
            assertThat(codes("大龙检索", "&type=agency&level=" + level))
                    .as(level)
                    .containsExactly(USCC);
        }
        assertThat(codes("大龙检索", "&level=甲级")).isEmpty();
        var facets = search("大龙检索", "").body().path("facets");
        assertThat(facets.path("level").valueStream().map(f -> f.path("label").asString()))
                .contains("测绘资质乙级");
        assertThat(facets.path("region").valueStream().map(f -> f.path("value").asString()))
                .contains("433101")
                .doesNotContain("433122");
    }

    @Test
    void aPaperThatRunsOutTakesItsOfferOffTheMarketOnThatDayWithoutAnEvent() {
        String lastDay = "&asOf=" + Scratch.day(29);
        String dayAfter = "&asOf=" + Scratch.day(30);

        assertThat(codes("大龙检索", "&type=offer" + lastDay)).hasSize(1);
        assertThat(codes("大龙检索", "&type=offer" + dayAfter)).isEmpty();
        JsonNode hit =
                search("大龙检索", "&type=offer&standing=expired" + dayAfter).body().at("/hits/0");
        assertThat(hit.path("standing").asString()).isEqualTo("expired");
        assertThat(codes("大龙检索", "&type=agency&level=乙级" + dayAfter)).isEmpty();
    }

    @Test
    void aSuspendedAgencyIsShownOnlyToWhoAsksForItAndReturnsByItself() {
        Scratch.ask(
                """
                insert into sanction (agency_id, kind, ground, valid, decided_by)
                select id, 'suspension', '检索测试', daterange(market_today() + 2, market_today() + 5), 'test'
                  from organisation where uscc = ? returning 1
                """,
                USCC);
        tell("agency.sanctioned", "agency", USCC);
        Scratch.waitUntilIndexed();

        String during = "&asOf=" + Scratch.day(2);
        waitUntil(() -> codes("大龙检索", during).isEmpty());
        assertThat(codes("大龙检索", "")).contains(USCC, USCC + "/S-ZR-012");
        assertThat(codes("大龙检索", "&standing=suspended" + during))
                .contains(USCC, USCC + "/S-ZR-012");
        assertThat(
                        search("大龙检索", "&standing=suspended" + during)
                                .body()
                                .path("hits")
                                .valueStream()
                                .map(h -> h.path("standing").asString()))
                .containsOnly("suspended");
        assertThat(codes("大龙检索", "&asOf=" + Scratch.day(5))).contains(USCC);
    }

    @Test
    void whatIsTypedSuggestsTheAgencyOnceAndNotItsOffers() {
        Answer answer =
                Answer.of(
                        Scratch.market()
                                .http()
                                .get()
                                .uri("/api/suggestions?q={q}", "示例大龙检索")
                                .exchange());
        assertThat(answer.body().path("items").valueStream().map(i -> i.path("code").asString()))
                .containsExactly(USCC);
    }

    @Test
    void anApplicationThatIsNotDecidedIsNoNewsToSearch() {
        long before = Scratch.count("select count(*) from event");
        tell("agency.applied", "agency", USCC);
        Scratch.waitUntilIndexed();
        assertThat(Scratch.count("select count(*) from event")).isEqualTo(before + 1);
        assertThat(codes("大龙检索", "")).contains(USCC);
    }

    private static void tell(String kind, String type, String code) {
        Scratch.ask(
                "insert into event (actor, kind, entity_type, entity_code) values ('a test', ?, ?, ?) returning id",
                kind,
                type,
                code);
    }

    private static List<String> codes(String words, String more) {
        return search(words, more)
                .body()
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("code").asString())
                .toList();
    }

    private static Answer search(String words, String more) {
        return Answer.of(
                Scratch.market().http().get().uri("/api/search?q={q}" + more, words).exchange());
    }
}
