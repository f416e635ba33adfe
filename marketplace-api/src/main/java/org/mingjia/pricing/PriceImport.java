package org.mingjia.pricing;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.IdempotencyKeyReused;
import org.mingjia.platform.Refusal.ImportRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.pricing.PriceSheet.Line;
import org.mingjia.pricing.PriceViews.ListOutcome;
import org.mingjia.sheets.RowErrors;
import org.mingjia.sheets.Sheet;
import org.mingjia.sheets.SheetFiles;
import org.mingjia.sheets.Upload;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes a price list, whole or not at all. Rows of an agency that is not admitted yet become
 * drafts.
 */
@Component
final class PriceImport {

    private static final String KEEP =
            """
            insert into price_import (id, agency_id, actor, idempotency_key, request, outcome, files, published,
                drafted, unchanged, error_count, errors)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}::jsonb, {7}, {8}, {9}, {10}, {11}::jsonb)
            """;

    private final Transactor transactor;
    private final Publishing publishing;
    private final Drafts drafts;
    private final JsonMapper json;
    private final MingjiaSettings.Imports bounds;
    private final String defaultRegion;

    PriceImport(
            Transactor transactor,
            Publishing publishing,
            Drafts drafts,
            JsonMapper json,
            MingjiaSettings settings) {
        this.transactor = transactor;
        this.publishing = publishing;
        this.drafts = drafts;
        this.json = json;
        this.bounds = settings.imports();
        this.defaultRegion = settings.defaultRegion();
    }

    /** Rolls a tried import back and carries its result out. */
    private static final class DryRun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ListOutcome outcome;

        DryRun(ListOutcome outcome) {
            super("dry run", null, false, false);
            this.outcome = outcome;
        }
    }

    Mono<ListOutcome> publish(
            Actor actor, Upload upload, boolean dryRun, @Nullable String idempotencyKey) {
        var errors = new RowErrors(bounds.maxReportedErrors());
        return Mono.fromCallable(() -> read(upload, errors))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(lines ->
                        transactor.inTransaction(tx ->
                                Publishing.begin(tx, actor)
                                        .then(repeated(tx, actor, upload, dryRun, idempotencyKey))
                                        .switchIfEmpty(
                                                Mono.defer(() ->
                                                        lines(
                                                                tx,
                                                                actor,
                                                                upload,
                                                                lines,
                                                                errors,
                                                                dryRun,
                                                                idempotencyKey)))))
                .onErrorResume(DryRun.class, done -> Mono.just(done.outcome))
                .onErrorResume(
                        Refused.class,
                        refused ->
                                refused.refusal() instanceof ImportRefused(var rows, var count)
                                        ? keepRefused(actor, upload, dryRun, rows, count)
                                                .then(Mono.error(refused))
                                        : Mono.error(refused));
    }

    private List<Line> read(Upload upload, RowErrors errors) {
        var files = new SheetFiles(bounds, errors);
        var lines = new ArrayList<Line>();
        for (Upload.Stored file : upload.files()) {
            for (Sheet sheet : files.read(file.name(), file.path())) {
                lines.addAll(PriceSheet.read(sheet, defaultRegion, json, errors));
            }
        }
        errors.refuseIfAny();
        return lines;
    }

    private static Mono<ListOutcome> repeated(
            DSLContext tx, Actor actor, Upload upload, boolean dryRun, @Nullable String key) {
        if (key == null) {
            return Mono.empty();
        }
        return Mono.from(
                        tx.resultQuery(
                                "select id, request, published, drafted, unchanged from price_import where agency_id = {0} and idempotency_key = {1}",
                                val(actor.organisation()), val(key)))
                .map(row -> {
                    if (!request(upload, dryRun).equals(row.get(1, String.class))) {
                        throw new Refused(new IdempotencyKeyReused(key));
                    }
                    return new ListOutcome(
                            row.get(0, UUID.class),
                            row.get(2, long.class),
                            row.get(3, long.class),
                            row.get(4, long.class),
                            false);
                });
    }

    private Mono<ListOutcome> lines(
            DSLContext tx,
            Actor actor,
            Upload upload,
            List<Line> lines,
            RowErrors errors,
            boolean dryRun,
            @Nullable String key) {
        return drafts.admitted(tx, actor.organisation())
                .flatMap(admitted ->
                        Flux.fromIterable(lines)
                                .concatMap(line -> line(tx, actor, line, admitted, errors), 1)
                                .reduce(
                                        new long[3],
                                        (counts, one) -> {
                                            counts[one]++;
                                            return counts;
                                        }))
                .zipWith(identifier(tx))
                .flatMap(done -> {
                    errors.refuseIfAny();
                    long[] counts = done.getT1();
                    var outcome =
                            new ListOutcome(done.getT2(), counts[0], counts[1], counts[2], dryRun);
                    return dryRun
                            ? Mono.<ListOutcome>error(new DryRun(outcome))
                            : keep(tx, actor, upload, outcome, "published", key, List.of(), 0)
                                    .thenReturn(outcome);
                });
    }

    /**
     * 0 published, 1 drafted, 2 unchanged; a broken row goes to the errors and the rest goes on.
     */
    private Mono<Integer> line(
            DSLContext tx, Actor actor, Line line, boolean admitted, RowErrors errors) {
        Mono<Integer> done =
                admitted
                        ? publishing
                                .publish(tx, actor, line.wanted())
                                .map(published -> published.unchanged() ? 2 : 0)
                        : drafts.keep(tx, actor, line.wanted(), line.request()).thenReturn(1);
        return Mono.from(tx.query("savepoint one_row"))
                .then(done)
                .flatMap(what -> Mono.from(tx.query("release savepoint one_row")).thenReturn(what))
                .onErrorResume(error ->
                        ConstraintNames.meaning(error) instanceof Refused refused
                                        && refused.refusal() instanceof ContentRefused(var found)
                                ? Mono.from(tx.query("rollback to savepoint one_row"))
                                        .doOnNext(_ -> line.refuse(errors, found))
                                        .thenReturn(2)
                                : Mono.error(error));
    }

    private Mono<Void> keepRefused(
            Actor actor, Upload upload, boolean dryRun, List<?> rows, long count) {
        return transactor.inTransaction(tx ->
                identifier(tx)
                        .map(id -> new ListOutcome(id, 0, 0, 0, dryRun))
                        .flatMap(outcome ->
                                keep(tx, actor, upload, outcome, "refused", null, rows, count)));
    }

    /** Identifiers of attempts are in the order of time. */
    private static Mono<UUID> identifier(DSLContext tx) {
        return Mono.from(tx.resultQuery("select uuidv7()")).map(row -> row.get(0, UUID.class));
    }

    private Mono<Void> keep(
            DSLContext tx,
            Actor actor,
            Upload upload,
            ListOutcome outcome,
            String result,
            @Nullable String key,
            List<?> errors,
            long errorCount) {
        return Mono.from(
                        tx.query(
                                KEEP,
                                val(outcome.importId()),
                                val(actor.organisation()),
                                val(actor.name()),
                                val(key, String.class),
                                val(request(upload, outcome.dryRun())),
                                val(result),
                                val(
                                        json.writeValueAsString(
                                                upload.files().stream()
                                                        .map(Upload.Stored::name)
                                                        .toList())),
                                val(outcome.published()),
                                val(outcome.drafted()),
                                val(outcome.unchanged()),
                                val(errorCount),
                                val(json.writeValueAsString(errors))))
                .then();
    }

    /** What was asked for: the same files tried and published are two requests. */
    private static String request(Upload upload, boolean dryRun) {
        return upload.sha256() + (dryRun ? " tried" : "");
    }
}
