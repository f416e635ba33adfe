package org.mingjia.search;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index family: made from the mapping, swapped behind its alias. */
public final class SearchIndexes {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] NO_BODY = new byte[0];
    private static final String NEVER = "-1";
    private static final int ABSENT = 404;
    private static final int REFUSED = 400;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final SearchCluster cluster;
    private final SearchSettings settings;
    private final IndexDefinition definition;

    public SearchIndexes(SearchCluster cluster) {
        this(cluster, IndexDefinition.load());
    }

    SearchIndexes(SearchCluster cluster, IndexDefinition definition) {
        this.cluster = cluster;
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
                        call(
                                        HttpMethod.PUT,
                                        "/" + first,
                                        definition.creation(settings, refreshInterval(), true))
                                .flatMap(made -> madeOrThere(made)));
    }

    private Mono<IndexState> madeOrThere(SearchCluster.Answer made) {
        boolean already =
                made.status() == REFUSED
                        && made.reason().contains("resource_already_exists_exception");
        if (already) {
            return state();
        }
        return made.status() < 300
                ? Mono.just(IndexState.CREATED)
                : Mono.error(new SearchUnavailable(made.reason(), null));
    }

    /** What is behind the alias; empty when nothing is. */
    private Mono<IndexState> state() {
        String path = "/" + settings.indexFamily() + "/_mapping?filter_path=*.mappings._meta";
        return call(HttpMethod.GET, path, NO_BODY)
                .flatMap(answer -> {
                    if (answer.status() == ABSENT) {
                        return Mono.empty();
                    }
                    if (answer.status() >= 300) {
                        return Mono.error(new SearchUnavailable(answer.reason(), null));
                    }
                    return Mono.just(
                            answer.reason().contains(definition.fingerprint())
                                    ? IndexState.CURRENT
                                    : IndexState.OUTDATED);
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
                    .flatMap(written -> swap(index).thenReturn(written))
                    .onErrorResume(error -> cleanedUp().then(Mono.error(error)))
                    .flatMap(written ->
                            replay.apply(new Indexer(cluster))
                                    .then(deleteUnused())
                                    .thenReturn(outcome(index, written, start)));
        });
    }

    /** Refreshing waits until everything is written: that halves the work. */
    private Mono<Long> fill(
            String index, Flux<OfferingDocument> snapshot, Function<Indexer, Mono<Void>> replay) {
        var into = Indexer.into(cluster, index);
        return write(HttpMethod.PUT, "/" + index, definition.creation(settings, NEVER, false))
                .then(into.indexAll(snapshot))
                .flatMap(SearchIndexes::allWritten)
                .flatMap(written -> replay.apply(into).thenReturn(written))
                .flatMap(written ->
                        refreshAgain(index)
                                .then(write(HttpMethod.POST, "/" + index + "/_refresh"))
                                .thenReturn(written));
    }

    private static Mono<Long> allWritten(IndexOutcome outcome) {
        return outcome.failures().isEmpty()
                ? Mono.just((long) outcome.written())
                : Mono.error(new DocumentsRefused(outcome.failures()));
    }

    private Mono<byte[]> refreshAgain(String index) {
        var body = Map.of("index.refresh_interval", refreshInterval());
        return write(HttpMethod.PUT, "/" + index + "/_settings", JSON.writeValueAsBytes(body));
    }

    /** One cluster state change: no reader sees two indices, or none. */
    private Mono<byte[]> swap(String index) {
        String alias = settings.indexFamily();
        var remove = Map.of("index", alias + "-v*", "alias", alias, "must_exist", false);
        var add = Map.of("index", index, "alias", alias);
        var body = Map.of("actions", List.of(Map.of("remove", remove), Map.of("add", add)));
        return write(HttpMethod.POST, "/_aliases", JSON.writeValueAsBytes(body));
    }

    /** A swap whose answer was lost may have happened: only what no alias names is deleted. */
    private Mono<Void> cleanedUp() {
        return deleteUnused().onErrorComplete();
    }

    /** Deletes the family's indices that no alias names. */
    private Mono<Void> deleteUnused() {
        String path = "/" + settings.indexFamily() + "-v*/_alias";
        return write(HttpMethod.GET, path).flatMap(answer -> delete(unused(answer)));
    }

    private static List<String> unused(byte[] answer) {
        var unused = new ArrayList<String>();
        for (var index : JSON.readTree(answer).properties()) {
            JsonNode aliases = index.getValue().path("aliases");
            if (aliases.isEmpty()) {
                unused.add(index.getKey());
            }
        }
        return unused;
    }

    private Mono<Void> delete(List<String> indices) {
        return indices.isEmpty()
                ? Mono.empty()
                : call(
                                HttpMethod.DELETE,
                                "/" + String.join(",", indices) + "?ignore_unavailable=true",
                                NO_BODY)
                        .then();
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

    private Mono<SearchCluster.Answer> call(HttpMethod method, String path, byte[] body) {
        return cluster.call(method, path, body, settings.bulkTimeout());
    }

    private Mono<byte[]> write(HttpMethod method, String path) {
        return cluster.write(method, path, NO_BODY);
    }

    private Mono<byte[]> write(HttpMethod method, String path, byte[] body) {
        return cluster.write(method, path, body);
    }
}
