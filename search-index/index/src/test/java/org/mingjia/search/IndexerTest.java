package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.search.Indexer.Removal;

class IndexerTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    private SearchEngine engine;

    @BeforeEach
    void start() {
        engine = new SearchEngine("indexer");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void anIndexIsMadeOnceAndThenKnown() {
        assertThat(engine.indexes.ensure().block()).isEqualTo(IndexState.CREATED);
        assertThat(engine.indexes.ensure().block()).isEqualTo(IndexState.CURRENT);
        assertThat(engine.searcher.ping().block()).isTrue();
    }

    @Test
    void writingTwiceChangesNothingAndOlderNeverOverwritesNewer() {
        engine.indexes.ensure().block();
        var newer = Offerings.item("S-T-001", "新名称", null, null, 7);
        var older = Offerings.item("S-T-001", "旧名称", null, null, 3);

        assertThat(write(newer)).isEqualTo(new IndexOutcome(1, 0, List.of()));
        assertThat(write(newer)).isEqualTo(new IndexOutcome(1, 0, List.of()));
        assertThat(write(older)).isEqualTo(new IndexOutcome(0, 1, List.of()));

        engine.refresh();
        assertThat(engine.search("").at("/hits/0/name").asString()).isEqualTo("新名称");
        assertThat(engine.search("").path("total").longValue()).isEqualTo(1);
    }

    @Test
    void aRemovedVersionIsNotBroughtBackByALateWrite() {
        engine.indexes.ensure().block();
        write(Offerings.item("S-T-001", "名称", NEW_YEAR, null, 3));

        var removal = new Removal(OfferingType.ITEM, "S-T-001", NEW_YEAR, 5);
        assertThat(engine.indexer.remove(List.of(removal)).block().written()).isEqualTo(1);
        assertThat(engine.indexer.remove(List.of(removal)).block().failures()).isEmpty();
        assertThat(write(Offerings.item("S-T-001", "名称", NEW_YEAR, null, 4)).stale()).isEqualTo(1);

        engine.refresh();
        assertThat(engine.search("").path("total").longValue()).isZero();
    }

    @Test
    void eachDayFindsTheVersionOfThatDay() {
        engine.indexes.ensure().block();
        engine.indexer
                .index(
                        List.of(
                                Offerings.item("S-T-001", "旧检测", null, NEW_YEAR, 1),
                                Offerings.item("S-T-001", "新检测", NEW_YEAR, null, 2)))
                .block();
        engine.refresh();

        assertThat(nameOn(NEW_YEAR.minusDays(1))).isEqualTo("旧检测");
        assertThat(nameOn(NEW_YEAR)).isEqualTo("新检测");
        assertThat(nameOn(LocalDate.MIN.plusDays(1).withYear(1))).isEqualTo("旧检测");
    }

    @Test
    void aDocumentTheEngineRefusesIsNamedAndTheOthersAreWritten() {
        engine.indexes.ensure().block();

        var outcome =
                engine.indexer
                        .index(
                                List.of(
                                        Offerings.item("S-T-001", "好"),
                                        Offerings.viewed("S-T-002", "坏", "{\"half\":}"),
                                        Offerings.item("S-T-003", "好")))
                        .block();

        assertThat(outcome.written()).isEqualTo(2);
        assertThat(outcome.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.id()).isEqualTo("item/S-T-002/-"))
                .satisfies(failure -> assertThat(failure.reason()).contains("parsing"));
    }

    @Test
    void aViewThatIsNotAnObjectIsRefusedAtOnce() {
        assertThatThrownBy(() -> Offerings.viewed("S-T-002", "坏", "[1]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1]");
    }

    @Test
    void aViewIsShownAsItWasWritten() {
        engine.indexes.ensure().block();
        String view = "{ \"note\" : \"</script>\\\"\\\\ 😀\\n\",\n \"n\":[1,{\"x\":null}] }";
        write(Offerings.viewed("S-T-001", "<b>\"名\"&称</b>", view));
        engine.refresh();

        var hit = engine.search("名").at("/hits/0");

        assertThat(hit.path("note").asString()).isEqualTo("</script>\"\\ 😀\n");
        assertThat(hit.at("/n/1/x").isNull()).isTrue();
        assertThat(hit.path("name").asString()).isEqualTo("<b>\"名\"&称</b>");
        assertThat(hit.at("/highlight/name").asString())
                .isEqualTo("&lt;b&gt;&quot;<em>名</em>&quot;&amp;称&lt;/b&gt;");
    }

    @Test
    void nothingIsWrittenWhereNoIndexWasMade() {
        assertThatThrownBy(() -> write(Offerings.item("S-T-001", "名称")))
                .isInstanceOf(SearchUnavailable.class);
        assertThat(engine.indexNames()).isEmpty();
        assertThat(engine.searcher.ping().block()).isFalse();
        assertThatThrownBy(() -> engine.search("名")).isInstanceOf(SearchUnavailable.class);
    }

    private IndexOutcome write(OfferingDocument document) {
        return engine.indexer.index(List.of(document)).block(SearchEngine.PATIENCE);
    }

    private String nameOn(LocalDate day) {
        return engine.search(OfferingQuery.of("检测", day, 5)).at("/hits/0/name").asString();
    }
}
