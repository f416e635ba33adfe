package org.mingjia.admission;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.ORGANISATION;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.mingjia.admission.AdmissionViews.ApplicationView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refusal.StaleVersion;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.MarketCalendar;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an agency does with its own application: read it, save it, submit it. */
@Component
final class Applying {

    /** 两个工作日 The operator's time, counted from the day after the submission. */
    private static final int WORKING_DAYS = 2;

    private final Transactor transactor;
    private final MarketCalendar calendar;

    Applying(Transactor transactor, MarketCalendar calendar) {
        this.transactor = transactor;
        this.calendar = calendar;
    }

    Mono<ApplicationView> read(Actor actor) {
        return transactor.inTransaction(tx -> own(tx, actor).flatMap(file -> view(tx, file)));
    }

    private static Condition ofActor(Actor actor) {
        return ORGANISATION.ID.eq(actor.organisation());
    }

    private static Mono<AgencyFile> own(DSLContext tx, Actor actor) {
        return AgencyFile.read(tx, ofActor(actor))
                .next()
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("单位", actor.name()))));
    }

    private static Mono<ApplicationView> view(DSLContext tx, AgencyFile file) {
        return Reference.of(tx, file.id(), file.application()).map(file::view);
    }

    /** Saves what was typed, complete or not, if nobody has saved since that version. */
    Mono<ApplicationView> save(Actor actor, int version, AgencyApplication application) {
        FieldChecks.keepable(application);
        return transactor.inTransaction(tx ->
                begin(tx, actor, version)
                        .thenMany(AgencyFile.lock(tx, ofActor(actor)))
                        .next()
                        .switchIfEmpty(Mono.error(() -> new Refused(new StaleVersion("\"0\""))))
                        .flatMap(file -> {
                            if (file.version() != Math.max(version, 1)) {
                                return refuse(new StaleVersion('"' + "" + file.version() + '"'));
                            }
                            if (file.isUnderReview()) {
                                return refuse(new NotNow("under-review", "申请已提交，正在审核，决定作出前不能修改"));
                            }
                            return Mono.from(
                                    tx.update(AGENCY)
                                            .set(AGENCY.APPLICATION, AgencyFile.json(application))
                                            .set(AGENCY.VERSION, AGENCY.VERSION.plus(1))
                                            .where(AGENCY.ORGANISATION_ID.eq(file.id())));
                        })
                        .then(Mono.defer(() -> own(tx, actor)))
                        .flatMap(file -> view(tx, file)));
    }

    /** The first save makes the dossier; only the one that saw none there may. */
    private static Mono<Void> begin(DSLContext tx, Actor actor, int version) {
        return version > 0
                ? Mono.empty()
                : Mono.from(
                                tx.insertInto(AGENCY)
                                        .set(AGENCY.ORGANISATION_ID, actor.organisation())
                                        .onConflictDoNothing())
                        .filter(made -> made == 0)
                        .flatMap(_ -> refuse(new StaleVersion("\"1\"")))
                        .then();
    }

    /**
     * Submits the application and starts the clock. Submitting what is under review already changes
     * nothing, however often it is done.
     */
    Mono<ApplicationView> submit(Actor actor) {
        return transactor.inTransaction(tx ->
                AgencyFile.lock(tx, ofActor(actor).and(AGENCY.ORGANISATION_ID.isNotNull()))
                        .next()
                        .switchIfEmpty(
                                Mono.error(() ->
                                        new Refused(
                                                new ContentRefused(
                                                        "#/profile", "required", "申请尚未填写"))))
                        .flatMap(file ->
                                file.isUnderReview() ? Mono.just(file) : submit(tx, actor, file))
                        .flatMap(file -> view(tx, file)));
    }

    private Mono<AgencyFile> submit(DSLContext tx, Actor actor, AgencyFile file) {
        if (file.status().equals("removed")) {
            return refuse(new NotNow("removed", "单位已被清退，不能提交申请"));
        }
        if (file.asksForNothingNew()) {
            return refuse(new NotNow("nothing-changed", "申请内容与已公布的内容相同"));
        }
        return Reference.of(tx, file.id(), file.application())
                .doOnNext(reference -> refuseIncomplete(file, reference))
                .then(calendar.after(tx, file.today(), WORKING_DAYS))
                .flatMap(decideBy -> start(tx, file, decideBy))
                .then(
                        Events.tell(
                                tx,
                                actor.name(),
                                "agency.applied",
                                "agency",
                                String.valueOf(file.uscc()),
                                Map.of()))
                .then(Mono.defer(() -> own(tx, actor)));
    }

    private static Mono<Integer> start(DSLContext tx, AgencyFile file, LocalDate decideBy) {
        return Mono.from(
                tx.update(AGENCY)
                        .set(AGENCY.STATUS, "applied")
                        .set(AGENCY.VERSION, AGENCY.VERSION.plus(1))
                        .set(AGENCY.APPLIED_AT, field("now()", OffsetDateTime.class))
                        .set(AGENCY.DECIDE_BY, decideBy)
                        .setNull(AGENCY.DECISION_REASON)
                        .where(AGENCY.ORGANISATION_ID.eq(file.id())));
    }

    static void refuseIncomplete(AgencyFile file, Reference reference) {
        var errors =
                Completeness.of(file.application(), reference).stream()
                        .flatMap(section -> section.errors().stream())
                        .toList();
        if (!errors.isEmpty()) {
            throw new Refused(new ContentRefused(errors));
        }
    }

    private static <T> Mono<T> refuse(org.mingjia.platform.Refusal refusal) {
        return Mono.error(() -> new Refused(refusal));
    }
}
