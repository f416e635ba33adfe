package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RebuildTest {
    private SearchEngine engine;

    @BeforeEach
    void start() {
        engine = new SearchEngine("rebuild");
        engine.holding(List.of(Offerings.item("S-T-001", "原有检测", null, null, 1)));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aRebuildLeavesOneIndexWithExactlyTheSnapshot() {
        var outcome =
                engine.indexes
                        .rebuild(
                                Flux.range(1, 2500).map(RebuildTest::numbered),
                                indexer -> Mono.empty())
                        .block(SearchEngine.PATIENCE);

        assertThat(outcome.written()).isEqualTo(2500);
        assertThat(engine.indexNames()).containsExactly(outcome.index());
        assertThat(engine.search("").path("total").longValue()).isEqualTo(2500);
    }

    @Test
    void whatIsWrittenMeanwhileIsNotLost() {
        var late = Offerings.item("S-T-777", "重建期间发布", null, null, 50);
        var replays = new AtomicInteger();
        var snapshot =
                Flux.range(1, 10)
                        .map(RebuildTest::numbered)
                        .concatWith(
                                // the relay writes behind the alias after the snapshot was read
                                engine.indexer.index(List.of(late)).thenMany(Flux.empty()));

        engine.indexes
                .rebuild(
                        snapshot,
                        indexer -> {
                            replays.incrementAndGet();
                            return indexer.index(List.of(late)).then();
                        })
                .block(SearchEngine.PATIENCE);

        assertThat(replays).hasValue(2);
        assertThat(engine.search("").path("total").longValue()).isEqualTo(11);
    }

    @Test
    void aReplayedNewerVersionOutlivesTheSnapshotsOlderOne() {
        var newer = Offerings.item("S-T-0001", "更新后", null, null, 90);

        engine.indexes
                .rebuild(
                        Flux.range(1, 3).map(RebuildTest::numbered),
                        indexer -> indexer.index(List.of(newer, numbered(1))).then())
                .block(SearchEngine.PATIENCE);
        engine.refresh();

        assertThat(engine.search("S-T-0001").at("/hits/0/name").asString()).isEqualTo("更新后");
    }

    @Test
    void readersAreAnsweredAllTheWhile() {
        var done = new AtomicBoolean();
        var failures = new AtomicInteger();
        var answers = new AtomicInteger();
        var reading =
                Mono.defer(() ->
                                engine.searcher.search(
                                        OfferingQuery.of("检测", SearchEngine.TODAY, 5)))
                        .doOnNext(answer -> answers.incrementAndGet())
                        .doOnError(error -> failures.incrementAndGet())
                        .onErrorComplete()
                        .repeat(() -> !done.get())
                        .subscribeOn(Schedulers.boundedElastic())
                        .subscribe();
        try {
            for (int i = 0; i < 4; i++) {
                engine.indexes
                        .rebuild(
                                Flux.range(1, 300).map(RebuildTest::numbered),
                                indexer -> Mono.empty())
                        .block(SearchEngine.PATIENCE);
            }
        } finally {
            done.set(true);
            reading.dispose();
        }

        assertThat(failures).hasValue(0);
        assertThat(answers.get()).isPositive();
    }

    @Test
    void aFailingSnapshotLeavesTheOldIndexInPlace() {
        var failing =
                Flux.range(1, 5)
                        .map(RebuildTest::numbered)
                        .concatWith(Mono.error(new IllegalArgumentException("database went away")));

        assertThatThrownBy(() -> engine.indexes.rebuild(failing, indexer -> Mono.empty()).block())
                .hasMessage("database went away");

        assertThat(engine.indexNames()).hasSize(1);
        assertThat(engine.search("原有").path("total").longValue()).isEqualTo(1);
    }

    @Test
    void aRefusedDocumentStopsTheRebuildByName() {
        var bad = Flux.just(Offerings.viewed("S-T-002", "坏", "{\"half\":}"));

        assertThatThrownBy(() -> engine.indexes.rebuild(bad, indexer -> Mono.empty()).block())
                .isInstanceOfSatisfying(
                        DocumentsRefused.class,
                        refused ->
                                assertThat(refused.failures())
                                        .singleElement()
                                        .extracting(IndexOutcome.Failure::id)
                                        .isEqualTo("item/S-T-002/-"));
        assertThat(engine.search("原有").path("total").longValue()).isEqualTo(1);
    }

    @Test
    void anotherDefinitionIsNoticed() {
        var current = IndexDefinition.load();
        var other = new IndexDefinition(current.version() + 1, "another", current.definition());

        assertThat(engine.indexes.ensure().block()).isEqualTo(IndexState.CURRENT);
        assertThat(new SearchIndexes(engine.cluster, other).ensure().block())
                .isEqualTo(IndexState.OUTDATED);
    }

    @Test
    void severalProcessesMakeOneIndex() {
        var fresh = new SearchEngine("ensure");
        try {
            var states =
                    Flux.merge(IntStream.range(0, 4).mapToObj(i -> fresh.indexes.ensure()).toList())
                            .collectList()
                            .block(SearchEngine.PATIENCE);

            assertThat(states).containsOnlyOnce(IndexState.CREATED).hasSize(4);
            assertThat(fresh.indexNames()).hasSize(1);
        } finally {
            fresh.close();
        }
    }

    private static OfferingDocument numbered(int number) {
        return Offerings.item("S-T-%04d".formatted(number), "检测服务" + number, null, null, 10);
    }
}
