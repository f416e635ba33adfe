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
import org.mingjia.pricing.PriceAttempts.Attempt;
import org.mingjia.pricing.PriceAttempts.Kept;
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
 * drafts. Every attempt that published or was refused is kept with its files.
 */
@Component
final class PriceImport {

    private final Transactor transactor;
    private final Publishing publishing;
    private final Drafts drafts;
    private final PriceAttempts attempts;
    private final JsonMapper json;
    private final MingjiaSettings.Imports bounds;
    private final String defaultRegion;

    PriceImport(
            Transactor transactor,
            Publishing publishing,
            Drafts drafts,
            PriceAttempts attempts,
            JsonMapper json,
            MingjiaSettings settings) {
        this.transactor = transactor;
        this.publishing = publishing;
        this.drafts = drafts;
        this.attempts = attempts;
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

    Mono<ListOutcome> publish(Attempt attempt) {
        var errors = new RowErrors(bounds.maxReportedErrors());
        return Mono.fromCallable(() -> read(attempt.upload(), errors))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(lines ->
                        // what is only tried leaves nothing behind
                        (attempt.dryRun()
                                        ? Mono.just(List.<Kept>of())
                                        : attempts.kept(attempt.upload()))
                                .flatMap(kept -> publish(attempt, kept, lines, errors)))
                .onErrorResume(DryRun.class, done -> Mono.just(done.outcome))
                .onErrorResume(
                        Refused.class,
                        refused ->
                                refused.refusal() instanceof ImportRefused(var rows, var count)
                                        ? keepRefused(attempt, rows, count)
                                                .then(Mono.error(refused))
                                        : Mono.error(refused));
    }

    private Mono<ListOutcome> publish(
            Attempt attempt, List<Kept> kept, List<Line> lines, RowErrors errors) {
        return transactor.inTransaction(tx ->
                Publishing.begin(tx, attempt.actor())
                        .then(repeated(tx, attempt))
                        .switchIfEmpty(Mono.defer(() -> lines(tx, attempt, kept, lines, errors))));
    }

    /** Runs the files of an attempt of the actor's again; that is an attempt of its own. */
    Mono<ListOutcome> replay(Actor actor, UUID id, boolean dryRun, @Nullable String key) {
        return attempts.again(
                actor, id, upload -> publish(new Attempt(actor, upload, dryRun, key, id)));
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

    private static Mono<ListOutcome> repeated(DSLContext tx, Attempt attempt) {
        String key = attempt.key();
        if (key == null) {
            return Mono.empty();
        }
        return Mono.from(
                        tx.resultQuery(
                                "select id, request, published, drafted, unchanged from price_import where agency_id = {0} and idempotency_key = {1}",
                                val(attempt.actor().organisation()), val(key)))
                .map(row -> {
                    if (!attempt.request().equals(row.get(1, String.class))) {
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
            DSLContext tx, Attempt attempt, List<Kept> kept, List<Line> lines, RowErrors errors) {
        Actor actor = attempt.actor();
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
                            new ListOutcome(
                                    done.getT2(),
                                    counts[0],
                                    counts[1],
                                    counts[2],
                                    attempt.dryRun());
                    return attempt.dryRun()
                            ? Mono.<ListOutcome>error(new DryRun(outcome))
                            : attempts.keep(tx, attempt, kept, outcome, List.of(), 0)
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
                        : drafts.keep(tx, actor, line.wanted()).map(changed -> changed ? 1 : 2);
        return Mono.from(tx.query("savepoint one_row"))
                .then(done)
                .flatMap(what -> Mono.from(tx.query("release savepoint one_row")).thenReturn(what))
                .onErrorResume(error ->
                        ConstraintNames.meaning(error) instanceof Refused refused
                                        && refused.refusal() instanceof ContentRefused(var found)
                                ? Mono.from(tx.query("rollback to savepoint one_row"))
                                        // the statement has no count to give on
                                        .then(
                                                Mono.fromSupplier(() -> {
                                                    line.refuse(errors, found);
                                                    return 2;
                                                }))
                                : Mono.error(error));
    }

    private Mono<Void> keepRefused(Attempt attempt, List<?> rows, long count) {
        return attempts.kept(attempt.upload())
                .flatMap(kept ->
                        transactor.inTransaction(tx ->
                                identifier(tx)
                                        .map(id -> new ListOutcome(id, 0, 0, 0, attempt.dryRun()))
                                        .flatMap(outcome ->
                                                attempts.keep(
                                                        tx, attempt, kept, outcome, rows, count))));
    }

    /** Identifiers of attempts are in the order of time. */
    private static Mono<UUID> identifier(DSLContext tx) {
        return Mono.from(tx.resultQuery("select uuidv7()")).map(row -> row.get(0, UUID.class));
    }
}
