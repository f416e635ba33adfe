package org.mingjia.intake;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.intake.Publication.Outcome;
import org.mingjia.intake.SetChecks.BrokenRow;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.ImportBusy;
import org.mingjia.platform.Refusal.ImportRefused;
import org.mingjia.platform.Refusal.RowError;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.sheets.RowErrors;
import org.mingjia.sheets.Sheet;
import org.mingjia.sheets.SheetFiles;
import org.mingjia.sheets.Upload;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Publishes a set of files, whole or not at all. */
@Component
final class Importing {

    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('register import', 0))";

    private final Transactor transactor;
    private final RuleCheck ruleCheck;
    private final MingjiaSettings.Imports bounds;
    private final ImportLog log;
    private final JsonMapper json;

    Importing(
            Transactor transactor,
            RuleCheck ruleCheck,
            ImportLog log,
            MingjiaSettings settings,
            JsonMapper json) {
        this.transactor = transactor;
        this.ruleCheck = ruleCheck;
        this.bounds = settings.imports();
        this.json = json;
        this.log = log;
    }

    /**
     * What the sender wants.
     *
     * @param effectiveFrom first day of the new versions; null for today
     * @param startUnstated things that are new start on a day which the source does not state
     * @param endAbsent things that a table does not name any more are ended
     * @param dryRun everything is tried, nothing is kept
     * @param idempotencyKey the sender's name for this attempt, so that a repetition is no second
     *     one
     */
    record Order(
            @Nullable LocalDate effectiveFrom,
            boolean startUnstated,
            boolean endAbsent,
            boolean dryRun,
            @Nullable String idempotencyKey) {}

    /** One table of an import. */
    record FileOutcome(String file, String kind, int rows) {}

    /**
     * What came of it.
     *
     * @param published versions that are new
     * @param ended versions ended without a successor
     * @param unchanged rows that say what the register says already
     */
    record Result(
            UUID importId,
            List<FileOutcome> files,
            long published,
            long ended,
            long unchanged,
            @Nullable LocalDate effectiveFrom,
            boolean dryRun) {}

    Mono<Result> publish(Actor actor, Upload upload, Order order) {
        var errors = new RowErrors(bounds.maxReportedErrors());
        return Mono.fromCallable(() -> read(upload, errors))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(read ->
                        transactor.inTransaction(tx -> attempt(tx, actor, upload, order, read)))
                .onErrorResume(DryRun.class, done -> Mono.just(done.result))
                .onErrorResume(
                        Refused.class,
                        refused ->
                                refused.refusal() instanceof ImportRefused(var rows, var count)
                                        ? log.keepRefused(actor, upload, order, rows, count)
                                                .then(Mono.error(refused))
                                        : Mono.error(refused));
    }

    private record Read(Staged staged, List<FileOutcome> files, RowErrors errors) {}

    private Read read(Upload upload, RowErrors errors) {
        var sheets = new SheetFiles(bounds, errors);
        var staged = new Staged(errors);
        var files = new ArrayList<FileOutcome>();
        for (Upload.Stored file : upload.files()) {
            for (Sheet sheet : sheets.read(file.name(), file.path())) {
                Kind kind = staged.take(sheet);
                if (kind != null) {
                    files.add(new FileOutcome(sheet.name(), kind.entity(), sheet.rows().size()));
                }
            }
        }
        errors.refuseIfAny();
        return new Read(staged, files, errors);
    }

    private Mono<Result> attempt(
            DSLContext tx, Actor actor, Upload upload, Order order, Read read) {
        return lock(tx).then(
                        Mono.defer(() ->
                                order.idempotencyKey() == null
                                        ? Mono.<Result>empty()
                                        : log.repeated(
                                                tx, actor, upload, order, order.idempotencyKey())))
                .switchIfEmpty(
                        Mono.defer(() ->
                                begun(tx)
                                        .flatMap(begun ->
                                                publish(tx, actor, upload, order, read, begun))));
    }

    private static Mono<Void> lock(DSLContext tx) {
        return Mono.from(tx.resultQuery(LOCK))
                .flatMap(row ->
                        row.get(0, boolean.class)
                                ? Mono.empty()
                                : Mono.error(new Refused(new ImportBusy(Duration.ofSeconds(5)))));
    }

    /** What the database says of an import that begins: its identifier, by time, and the day. */
    private record Begun(UUID importId, LocalDate today) {}

    private static Mono<Begun> begun(DSLContext tx) {
        return Mono.from(tx.resultQuery("select uuidv7(), market_today()"))
                .map(row -> new Begun(row.get(0, UUID.class), row.get(1, LocalDate.class)));
    }

    private Mono<Result> publish(
            DSLContext tx, Actor actor, Upload upload, Order order, Read read, Begun begun) {
        LocalDate change = order.effectiveFrom() == null ? begun.today() : order.effectiveFrom();
        LocalDate from = order.startUnstated() ? null : change;
        var terms = new Terms(begun.importId(), actor.name(), from, change, order.endAbsent());
        var publication = new Publication(tx, json, terms);
        var checks = new SetChecks(tx, terms);
        Staged staged = read.staged();
        RowErrors errors = read.errors();
        List<Kind> kinds = staged.kinds();
        return Flux.fromIterable(kinds)
                .concatMap(kind -> publication.stage(kind, staged), 1)
                .then(noRewriting(checks, kinds, errors))
                .thenMany(Flux.fromIterable(kinds).concatMap(publication::publish, 1))
                .reduce(Outcome.NOTHING, Outcome::plus)
                .flatMap(outcome ->
                        ReferenceCheck.nothingDangles(checks, kinds, errors)
                                .then(ruleCheck.check(tx, checks, kinds, change, errors))
                                .then(Mono.fromRunnable(errors::refuseIfAny))
                                .then(
                                        keepPublished(
                                                tx, actor, upload, order, read, terms, outcome)));
    }

    private static Mono<Void> noRewriting(SetChecks checks, List<Kind> kinds, RowErrors errors) {
        return Flux.fromIterable(kinds)
                .concatMap(
                        kind ->
                                Flux.concat(
                                        checks.tooLate(kind)
                                                .map(row ->
                                                        rewriting(
                                                                row, "内容有变，但生效日早于今天或不晚于现行版本的起始日")),
                                        checks.againTooEarly(kind)
                                                .map(row ->
                                                        rewriting(row, "重新公布的生效日早于今天或早于原版本的终止日")),
                                        checks.goneTooEarly(kind)
                                                .map(row ->
                                                        rewriting(row, "不再列出的内容不能自今天以前或其起始日当日终止"))),
                        1)
                .doOnNext(errors::add)
                .then(Mono.fromRunnable(errors::refuseIfAny));
    }

    private static RowError rewriting(BrokenRow row, String what) {
        return new RowError(
                row.file(),
                row.line(),
                null,
                "no-rewriting",
                what + (row.detail() == null ? "" : " " + row.detail()) + "；已公布的内容只能自以后某日起更新");
    }

    private Mono<Result> keepPublished(
            DSLContext tx,
            Actor actor,
            Upload upload,
            Order order,
            Read read,
            Terms terms,
            Outcome outcome) {
        var result =
                new Result(
                        terms.importId(),
                        read.files(),
                        outcome.published(),
                        outcome.ended(),
                        outcome.unchanged(),
                        terms.from(),
                        order.dryRun());
        if (order.dryRun()) {
            return Mono.error(new DryRun(result));
        }
        return log.keep(tx, actor, upload, order, result, "published", List.of(), 0)
                .thenReturn(result);
    }

    /** Rolls a tried import back and carries its result out. */
    private static final class DryRun extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Result result;

        DryRun(Result result) {
            super("dry run", null, false, false);
            this.result = result;
        }
    }
}
