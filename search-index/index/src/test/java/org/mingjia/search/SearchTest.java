package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The answer's shape and promises, on the real catalogue. */
class SearchTest {
    private static final List<OfferingDocument> CATALOGUE = new SampleCatalogue().documents();

    private static SearchEngine engine;

    @BeforeAll
    static void indexTheCatalogue() {
        engine = new SearchEngine("search").holding(CATALOGUE);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void anAnswerHasHitsFacetsAndTotalAndNoWordOfTheEngine() {
        JsonNode answer = engine.search("环评");

        assertThat(answer.propertyNames())
                .containsExactlyInAnyOrder(
                        "hits", "facets", "total", "nextCursor", "degraded", "tookMs");
        assertThat(answer.path("degraded").booleanValue()).isFalse();
        assertThat(answer.path("hits").get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "type",
                        "code",
                        "name",
                        "highlight",
                        "category",
                        "payer",
                        "pricingMode",
                        "acts");
        assertThat(answer.path("facets").propertyNames())
                .containsExactly(
                        "type",
                        "kind",
                        "department",
                        "category",
                        "pricingMode",
                        "payer",
                        "region",
                        "level");
        assertThat(answer.toString()).doesNotContain("_source", "_score", "doc_count", "tieHash");
    }

    @ParameterizedTest
    @CsvSource({"S-HJ-001", "s-hj-001", "SHJ001", "hj001", "s hj 001", "Ｓ－ＨＪ－００１"})
    void aCodeInAnyDressComesFirst(String code) {
        assertThat(engine.search(code).at("/hits/0/code").asString()).isEqualTo("S-HJ-001");
    }

    @ParameterizedTest
    @CsvSource({
        "环境影响报告书,<em>环境影响报告书</em>编制",
        "huanjing,<em>环境</em>影响报告书编制",
        "hjyx,<em>环境影响</em>报告书编制",
        "环jing影响,<em>环境影响</em>报告书编制",
        "环镜影响报告书,环境<em>影响报告书</em>编制",
    })
    void theNameShowsWhatWasMeant(String text, String expected) {
        var hits = engine.search(text).path("hits").valueStream();

        assertThat(hits.filter(hit -> hit.path("code").asString().equals("S-HJ-001")))
                .singleElement()
                .satisfies(hit ->
                        assertThat(hit.at("/highlight/name").asString()).isEqualTo(expected));
    }

    @Test
    void anAliasIsShownWhenTheNameDoesNotSayIt() {
        var hit = engine.search("塔吊检测").at("/hits/0");

        assertThat(hit.path("code").asString()).isEqualTo("S-JS-018");
        assertThat(hit.at("/highlight/alias").asString()).isEqualTo("<em>塔吊检测</em>");
    }

    @Test
    void eachFacetCountsUnderWhatIsChosenInTheOthersOnly() {
        var chosen =
                new OfferingQuery(
                        "评价",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("安全评价"),
                        List.of(),
                        List.of("enterprise", "either"),
                        SearchEngine.TODAY,
                        100,
                        null);
        var free = engine.search(OfferingQuery.of("评价", SearchEngine.TODAY, 100));
        var answer = engine.search(chosen);

        long inBoth =
                free.path("hits")
                        .valueStream()
                        .filter(hit -> hit.path("category").asString("").equals("安全评价"))
                        .filter(hit -> !hit.path("payer").asString("").equals("government"))
                        .count();
        assertThat(answer.path("total").longValue()).isEqualTo(inBoth).isPositive();
        assertThat(answer.path("hits").size()).isEqualTo((int) inBoth);
        assertThat(count(answer, "category", "安全评价")).isEqualTo(inBoth);
        assertThat(answer.at("/facets/category").size()).isGreaterThan(1);
        assertThat(count(answer, "pricingMode", "market")).isEqualTo(inBoth);
        assertThat(count(answer, "type", "act")).isZero();
    }

    @Test
    void facetCountsAreThoseOfTheWholeResult() {
        var query = OfferingQuery.of("检测", SearchEngine.TODAY, 100);
        var answer = engine.search(query);
        var all = everyHit(query);

        assertThat(all).hasSize(answer.path("total").intValue());
        for (String payer : List.of("enterprise", "government", "either")) {
            long hits =
                    all.stream().filter(h -> h.path("payer").asString("").equals(payer)).count();
            assertThat(count(answer, "payer", payer)).isEqualTo(hits);
        }
        long types = count(answer, "type", "act") + count(answer, "type", "item");
        assertThat(types).isEqualTo(answer.path("total").longValue());
    }

    @Test
    void aDepartmentIsCountedByCodeAndShownByName() {
        var first = engine.search("环境").at("/facets/department/0");

        assertThat(first.path("value").asString()).isEqualTo("433100-STHJ");
        assertThat(first.path("label").asString()).contains("生态环境局");
    }

    @Test
    void pagesTogetherShowEveryHitOnceInOneOrder() {
        for (String text : List.of("", "评估", "jiance")) {
            var wide = OfferingQuery.of(text, SearchEngine.TODAY, 100);
            var narrow = OfferingQuery.of(text, SearchEngine.TODAY, 7);

            assertThat(codes(narrow))
                    .containsExactlyElementsOf(codes(wide))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void browsingShowsEverythingInAnOrderThatFavoursNoCode() {
        var codes = codes(OfferingQuery.of(" ", SearchEngine.TODAY, 50));

        assertThat(codes).hasSize(CATALOGUE.size());
        assertThat(codes)
                .isSortedAccordingTo(
                        Comparator.comparingInt(code -> BulkBody.tieHash(OfferingType.ITEM, code)));
        assertThat(codes).isNotEqualTo(codes.stream().sorted().toList());
    }

    @Test
    void theLastPageHasNoCursor() {
        var page = OfferingQuery.of("加油站", SearchEngine.TODAY, 20);
        int total = engine.search(page).path("total").intValue();

        assertThat(
                        engine.search(OfferingQuery.of("加油站", SearchEngine.TODAY, total))
                                .path("nextCursor")
                                .isNull())
                .isTrue();
    }

    @Test
    void aCursorOfAnotherQuestionIsRefused() {
        var cursor =
                engine.search(OfferingQuery.of("评估", SearchEngine.TODAY, 2))
                        .path("nextCursor")
                        .asString();

        assertThatThrownBy(() ->
                        engine.search(OfferingQuery.of("检测", SearchEngine.TODAY, 2).after(cursor)))
                .isInstanceOf(InvalidCursor.class);
        assertThatThrownBy(() ->
                        engine.search(
                                OfferingQuery.of("评估", SearchEngine.TODAY.plusDays(1), 2)
                                        .after(cursor)))
                .isInstanceOf(InvalidCursor.class);
        var sameInOtherDress = OfferingQuery.of(" 评估 ", SearchEngine.TODAY, 3).after(cursor);
        assertThat(engine.search(sameInOtherDress).path("hits").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAA", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "环评"})
    void aMadeUpCursorIsRefused(String cursor) {
        assertThatThrownBy(() ->
                        engine.search(OfferingQuery.of("评估", SearchEngine.TODAY, 2).after(cursor)))
                .isInstanceOf(InvalidCursor.class);
    }

    @ParameterizedTest
    @CsvSource({
        "环评,S-HJ-001",
        "huanp,S-HJ-001",
        "hp,S-HJ-001",
        "环境ying,S-HJ-001",
        "S-HJ-001,S-HJ-001",
        "施工许,A-ZJJ-001",
        "shigongxuk,A-ZJJ-001",
        "能,S-ZX-005",
        "dianti,S-SC-005",
    })
    void suggestionsFollowTheTyping(String typed, String wanted) {
        var items = engine.suggest(typed).path("items");

        assertThat(SearchEngine.codes(items)).contains(wanted).hasSizeLessThanOrEqualTo(8);
        assertThat(items.get(0).propertyNames())
                .containsExactlyInAnyOrder("type", "code", "name", "highlight");
    }

    @Test
    void whatIsTypedByItsInitialsComesBeforeARareReading() {
        // 毁坏 can be read pi in old books, so 毁坏 of A-LYJ-005 can be heard as hp too
        var names = SearchEngine.codes(engine.suggest("hp").path("items"));

        // more than five are typed exactly so (航评, 洪评 …), and they tie fairly
        assertThat(names.subList(0, 5))
                .contains("S-HJ-001", "A-STHJ-001")
                .doesNotContain("A-LYJ-005");
        assertThat(names).contains("S-HJ-002");
    }

    @Test
    void nothingTypedSuggestsNothing() {
        assertThat(engine.suggest(" ,， ").path("items").size()).isZero();
    }

    @Test
    void limitsAreRefusedBeforeTheEngineIsAsked() {
        assertThatThrownBy(() -> OfferingQuery.of("x", SearchEngine.TODAY, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OfferingQuery.of("x", SearchEngine.TODAY, 101))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.searcher.suggest("x", 21, SearchEngine.TODAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> codes(OfferingQuery query) {
        return everyHit(query).stream().map(hit -> hit.path("code").asString()).toList();
    }

    private static List<JsonNode> everyHit(OfferingQuery query) {
        var hits = new ArrayList<JsonNode>();
        var cursors = new HashSet<String>();
        for (var answer = engine.search(query); ; ) {
            answer.path("hits").forEach(hits::add);
            if (answer.path("nextCursor").isNull()) {
                return hits;
            }
            String next = answer.path("nextCursor").asString();
            assertThat(cursors.add(next)).as("a cursor leads on").isTrue();
            answer = engine.search(query.after(next));
        }
    }

    private static long count(JsonNode answer, String facet, String value) {
        return answer.at("/facets/" + facet)
                .valueStream()
                .filter(bucket -> bucket.path("value").asString().equals(value))
                .mapToLong(bucket -> bucket.path("count").longValue())
                .sum();
    }
}
