package org.mingjia.pricing;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.files.Blobs;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.pricing.PriceViews.ListOutcome;
import org.mingjia.sheets.Upload;
import org.mingjia.web.Listing;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** What was sent by whom, what came of it, and the files themselves; another agency's is none. */
@Component
final class PriceAttempts {

    private static final String KEEP =
            """
            insert into price_import (id, agency_id, actor, idempotency_key, request, outcome, files, published,
                drafted, unchanged, error_count, errors, dry_run, replay_of)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}::jsonb, {7}, {8}, {9}, {10}, {11}::jsonb, {12}, {13})
            """;

    private static final String KEEP_FILE =
            """
            insert into price_import_file (import_id, position, name, size, sha256)
            values ({0}, {1}, {2}, {3}, {4})
            """;

    private static final String ONE =
            """
            select json_build_object('id', i.id, 'at', i.at, 'actor', i.actor, 'outcome', i.outcome,
                       'dryRun', i.dry_run, 'replayOf', i.replay_of,
                       'replayable', exists (select from price_import_file f where f.import_id = i.id),
                       'files', coalesce((select json_agg(json_build_object('position', f.position, 'name', f.name,
                               'size', f.size, 'href', '/api/price-list/imports/' || i.id || '/files/' || f.position)
                               order by f.position)
                           from price_import_file f where f.import_id = i.id), '[]'::json),
                       'published', i.published, 'drafted', i.drafted, 'unchanged', i.unchanged,
                       'errorCount', i.error_count, 'errors', i.errors)::text
              from price_import i where i.id = {0} and i.agency_id = {1}
            """;

    private static final String FILES =
            """
            select f.name, f.size, f.sha256
              from price_import_file f join price_import i on i.id = f.import_id
             where i.id = {0} and i.agency_id = {1} and ({2}::int is null or f.position = {2})
             order by f.position
            """;

    private final Transactor transactor;
    private final Blobs blobs;
    private final JsonMapper json;

    PriceAttempts(Transactor transactor, Blobs blobs, JsonMapper json) {
        this.transactor = transactor;
        this.blobs = blobs;
        this.json = json;
    }

    /** A file that is kept; {@code size} in bytes. */
    record Kept(String name, long size, String sha256) {}

    /**
     * What is asked for.
     *
     * @param dryRun tries only
     * @param key the sender's name for this request, so that a repetition is no second one
     * @param replayOf the attempt whose files these are
     */
    record Attempt(
            Actor actor,
            Upload upload,
            boolean dryRun,
            @Nullable String key,
            @Nullable UUID replayOf) {

        /** The same files tried, published and run again are three requests. */
        String request() {
            return upload.sha256()
                    + (dryRun ? " tried" : "")
                    + (replayOf == null ? "" : " again " + replayOf);
        }
    }

    /** Keeps the bytes; what nothing came of may keep them too. */
    Mono<List<Kept>> kept(Upload upload) {
        return Flux.fromIterable(upload.files())
                .concatMap(
                        file ->
                                blobs.keep(file.path())
                                        .publishOn(Schedulers.boundedElastic())
                                        .handle((sha256, sink) -> {
                                            try {
                                                sink.next(
                                                        new Kept(
                                                                file.name(),
                                                                Files.size(file.path()),
                                                                sha256));
                                            } catch (java.io.IOException gone) {
                                                sink.error(gone);
                                            }
                                        }),
                        1)
                .cast(Kept.class)
                .collectList();
    }

    /** Writes down an attempt, in the transaction of what it did. */
    Mono<Void> keep(
            DSLContext tx,
            Attempt attempt,
            List<Kept> files,
            ListOutcome outcome,
            List<?> errors,
            long errorCount) {
        boolean refused = errorCount > 0;
        return Mono.from(
                        tx.query(
                                KEEP,
                                val(outcome.importId()),
                                val(attempt.actor().organisation()),
                                val(attempt.actor().name()),
                                val(refused ? null : attempt.key(), String.class),
                                val(attempt.request()),
                                val(refused ? "refused" : "published"),
                                val(
                                        json.writeValueAsString(
                                                files.stream().map(Kept::name).toList())),
                                val(outcome.published()),
                                val(outcome.drafted()),
                                val(outcome.unchanged()),
                                val(errorCount),
                                val(json.writeValueAsString(errors)),
                                val(attempt.dryRun()),
                                val(attempt.replayOf(), UUID.class)))
                .thenMany(
                        Flux.fromIterable(files)
                                .index()
                                .concatMap(
                                        file ->
                                                tx.query(
                                                        KEEP_FILE,
                                                        val(outcome.importId()),
                                                        val((int) (file.getT1() + 1)),
                                                        val(file.getT2().name()),
                                                        val(file.getT2().size()),
                                                        val(file.getT2().sha256())),
                                        1))
                .then();
    }

    /** Attempts of an agency, the newest first. */
    static Listing list(UUID agency) {
        return new Listing(
                        List.of(
                                field("id::text").as("id"),
                                field(name("at")),
                                field(name("actor")),
                                field(name("outcome")),
                                field(name("dry_run")).as("dryRun"),
                                field("replay_of::text").as("replayOf"),
                                field(name("files")),
                                field(name("published")),
                                field(name("drafted")),
                                field(name("unchanged")),
                                field(name("error_count")).as("errorCount"),
                                field(name("errors"))),
                        table(name("price_import")),
                        field(name("agency_id"), UUID.class).eq(agency),
                        field("id::text", String.class),
                        "id")
                .backwards();
    }

    /** One attempt as JSON. */
    Mono<String> one(Actor actor, UUID id) {
        return transactor
                .one(db -> Mono.from(db.resultQuery(ONE, val(id), val(actor.organisation()))))
                .map(row -> row.get(0, String.class))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("导入记录", id.toString()))));
    }

    /** Files of an attempt that were kept, or the one of that position. */
    Mono<List<Kept>> files(Actor actor, UUID id, @Nullable Integer position) {
        return transactor
                .many(db ->
                        db.resultQuery(
                                FILES,
                                val(id),
                                val(actor.organisation()),
                                val(position, Integer.class)))
                .map(row ->
                        new Kept(
                                row.get(0, String.class),
                                row.get(1, long.class),
                                row.get(2, String.class)))
                .collectList()
                .filter(files -> !files.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("导入文件", id.toString()))));
    }

    /** Lays the files of an attempt out as they were sent, for as long as the work takes. */
    <T> Mono<T> again(Actor actor, UUID id, java.util.function.Function<Upload, Mono<T>> work) {
        return files(actor, id, null)
                .flatMap(files ->
                        Upload.again(
                                files.stream().map(Kept::name).toList(),
                                (n, path) -> blobs.copy(files.get(n).sha256(), path),
                                work));
    }

    /** The bytes of a file. */
    Flux<org.springframework.core.io.buffer.DataBuffer> bytes(Kept file) {
        return blobs.read(file.sha256());
    }
}
