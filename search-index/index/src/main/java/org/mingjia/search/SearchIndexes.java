package org.mingjia.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The index family: made from the mapping, swapped behind its alias. */
public final class SearchIndexes {
    private static final String NEVER = "-1";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final SearchCluster cluster;
    private final IndexAdmin admin;
    private final SearchSettings settings;
    private final IndexDefinition definition;

    public SearchIndexes(SearchCluster cluster) {
        this(cluster, IndexDefinition.load());
    }

    SearchIndexes(SearchCluster cluster, IndexDefinition definition) {
        this.cluster = cluster;
        this.admin = cluster.admin();
        this.settings = cluster.settings();
        this.definition = definition;
    }

    /**
     * Makes an empty index behind the alias when there is none. Safe on several processes at once:
     * the first index has a fixed name, which only one of them can create.
     */
    public Mono<IndexState> ensure() {
        String first = settings.indexFamily() + "-v" + definition.version() + "-first";
        return state().switchIfEmpty(
                        admin.create(first, definition.creation(settings, refreshInterval(), true))
                                .flatMap(made -> made ? Mono.just(IndexState.CREATED) : state()));
    }

    /** What is behind the alias; empty when nothing is. */
    private Mono<IndexState> state() {
        return admin.meta(settings.indexFamily())
                .map(meta -> {
                    var made = meta.get(IndexDefinition.FINGERPRINT);
                    return made != null && made.to(String.class).equals(definition.fingerprint())
                            ? IndexState.CURRENT
                            : IndexState.OUTDATED;
                });
    }

    /**
     * Writes everything into a new index beside the running one, swaps the alias, deletes the old
     * one.
     *
     * <p>Ordinary indexing goes on meanwhile, into the old index. What it writes is not lost
     * because the caller replays: {@code replay} is called with an indexer for the new index before
     * the swap, and again after it with one for the alias. Each call must index every change
     * committed since a position noted <em>before</em> the snapshot was read (it may move its
     * position on after each call); a write that raced with the swap is among those of the second
     * call. Replays are harmless, for versions decide.
     *
     * <p>One rebuild at a time: the caller holds a lock, for a rebuild begins by deleting what an
     * interrupted one left. When anything fails before the swap the new index is deleted and the
     * old one stays; a failure in the second replay leaves the new one in place and is reported.
     *
     * @param snapshot every document, read once
     * @param replay indexes what was committed since the snapshot began
     * @return the outcome, {@link DocumentsRefused}, {@link SearchUnavailable} or the snapshot's
     *     error
     */
    public Mono<RebuildOutcome> rebuild(
            Flux<OfferingDocument> snapshot, Function<Indexer, Mono<Void>> replay) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            String index = newName();
            return deleteUnused()
                    .then(fill(index, snapshot, replay))
                    .flatMap(written ->
                            admin.swap(settings.indexFamily(), index).thenReturn(written))
                    .onErrorResume(error -> cleanedUp().then(Mono.error(error)))
                    .flatMap(written ->
                            replay.apply(new Indexer(cluster))
                                    .then(deleteUnused())
                                    .thenReturn(outcome(index, written, start)));
        });
    }

    /**
     * Makes findable now what has been written, rather than when the index looks by itself. Costs a
     * small segment: for who has written little and writes no more.
     */
    public Mono<Void> refresh() {
        return admin.refresh(settings.indexFamily());
    }

    /** Refreshing waits until everything is written: that halves the work. */
    private Mono<Long> fill(
            String index, Flux<OfferingDocument> snapshot, Function<Indexer, Mono<Void>> replay) {
        var into = Indexer.into(cluster, index);
        return admin.create(index, definition.creation(settings, NEVER, false))
                .then(into.indexAll(snapshot))
                .flatMap(SearchIndexes::allWritten)
                .flatMap(written -> replay.apply(into).thenReturn(written))
                .flatMap(written ->
                        admin.refreshEvery(index, refreshInterval())
                                .then(admin.refresh(index))
                                .thenReturn(written));
    }

    private static Mono<Long> allWritten(IndexOutcome outcome) {
        return outcome.failures().isEmpty()
                ? Mono.just((long) outcome.written())
                : Mono.error(new DocumentsRefused(outcome.failures()));
    }

    /** A swap whose answer was lost may have happened: only what no alias names is deleted. */
    private Mono<Void> cleanedUp() {
        return deleteUnused().onErrorComplete();
    }

    /** Deletes the family's indices that no alias names. */
    private Mono<Void> deleteUnused() {
        return admin.unused(settings.indexFamily()).flatMap(admin::delete);
    }

    private String newName() {
        String moment = MOMENT.format(Instant.now());
        return settings.indexFamily() + "-v" + definition.version() + "-" + moment;
    }

    private String refreshInterval() {
        return settings.refreshInterval().toMillis() + "ms";
    }

    private static RebuildOutcome outcome(String index, long written, long start) {
        return new RebuildOutcome(index, written, (System.nanoTime() - start) / 1_000_000);
    }
}
