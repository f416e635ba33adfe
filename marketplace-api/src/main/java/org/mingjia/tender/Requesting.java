package org.mingjia.tender;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.REQUEST_LOT;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.MarketCalendar;
import org.mingjia.register.Rules;
import org.mingjia.tender.RequestCheck.Judged;
import org.mingjia.tender.RequestViews.CheckView;
import org.mingjia.tender.RequestViews.LotFigures;
import org.mingjia.tender.RequestViews.RequestView;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an owner does with a request, up to its publication and its withdrawal. */
@Component
class Requesting {
    /** 审核期 The operator's time, in working days from the day after the submission. */
    private static final int REVIEW_DAYS = 2;

    private static final ZoneOffset MARKET = ZoneOffset.ofHours(8);

    private final Transactor transactor;
    private final Rules rules;
    private final MarketCalendar calendar;

    Requesting(Transactor transactor, Rules rules, MarketCalendar calendar) {
        this.transactor = transactor;
        this.rules = rules;
        this.calendar = calendar;
    }

    private record Looked(Facts facts, Judged judged) {}

    static Condition own(Actor actor) {
        return SERVICE_REQUEST.OWNER_ID.eq(actor.organisation());
    }

    /** Makes a draft of what is typed so far. */
    Mono<RequestView> draft(DSLContext tx, Actor actor, RequestBody body, @Nullable UUID copied) {
        FieldChecks.keepable(body);
        UUID id = UUID.randomUUID();
        return Mono.from(
                        tx.insertInto(SERVICE_REQUEST)
                                .set(SERVICE_REQUEST.ID, id)
                                .set(SERVICE_REQUEST.OWNER_ID, actor.organisation())
                                .set(SERVICE_REQUEST.BODY, RequestFile.json(body))
                                .set(SERVICE_REQUEST.COPIED_FROM, copied)
                                .set(SERVICE_REQUEST.CREATED_BY, actor.name()))
                .then(Mono.defer(() -> RequestFile.read(tx, id, own(actor))))
                .flatMap(file -> view(tx, file));
    }

    /** A draft with the words of a former request; its deadline is not copied. */
    Mono<RequestView> copy(DSLContext tx, Actor actor, UUID id) {
        return RequestFile.read(tx, id, own(actor))
                .flatMap(file -> draft(tx, actor, undated(file.body()), id));
    }

    private static RequestBody undated(RequestBody b) {
        return new RequestBody(
                b.title(),
                b.regionCode(),
                b.projectName(),
                b.projectCode(),
                b.projectScale(),
                b.actCode(),
                b.funds(),
                b.method(),
                b.lots(),
                b.serviceDays(),
                b.qualifications(),
                b.practitioners(),
                b.avoid(),
                b.declared(),
                b.runnerUp(),
                b.attachments(),
                b.description(),
                null);
    }

    Mono<RequestView> read(Condition which, UUID id) {
        return transactor.inTransaction(
                tx -> RequestFile.read(tx, id, which).flatMap(file -> view(tx, file)));
    }

    /** Saves what was typed, if nobody has saved since that version. */
    Mono<RequestView> save(Actor actor, UUID id, int version, RequestBody body) {
        FieldChecks.keepable(body);
        return transactor.inTransaction(tx ->
                draftOf(tx, actor, id)
                        .flatMap(file ->
                                Mono.from(
                                        tx.update(SERVICE_REQUEST)
                                                .set(SERVICE_REQUEST.BODY, RequestFile.json(body))
                                                .set(
                                                        SERVICE_REQUEST.VERSION,
                                                        file.of(version).version() + 1)
                                                .where(SERVICE_REQUEST.ID.eq(id))))
                        .then(Mono.defer(() -> RequestFile.read(tx, id, own(actor))))
                        .flatMap(file -> view(tx, file)));
    }

    private static Mono<RequestFile> draftOf(DSLContext tx, Actor actor, UUID id) {
        return RequestFile.lock(tx, id, own(actor))
                .flatMap(file ->
                        file.isDraft()
                                ? Mono.just(file)
                                : RequestFile.refuse("not-a-draft", "已提交或已公告的采购需求不能修改；可撤销后重新发布"));
    }

    Mono<Void> discard(Actor actor, UUID id) {
        return transactor.inTransaction(tx ->
                draftOf(tx, actor, id)
                        .flatMap(_ ->
                                Mono.from(
                                        tx.deleteFrom(SERVICE_REQUEST)
                                                .where(SERVICE_REQUEST.ID.eq(id))))
                        .then());
    }

    /** Judges what is typed; nothing is written. */
    Mono<CheckView> check(@Nullable String ownerUscc, RequestBody body) {
        FieldChecks.keepable(body);
        return transactor.inTransaction(tx ->
                look(tx, body, ownerUscc)
                        .map(looked ->
                                new CheckView(
                                        looked.judged().errors().isEmpty(),
                                        looked.judged().errors(),
                                        figures(body, looked),
                                        looked.judged().closesNotBefore(),
                                        looked.facts().terms())));
    }

    private Mono<RequestView> view(DSLContext tx, RequestFile file) {
        return look(tx, file.body(), file.ownerUscc()).map(looked -> view(file, looked));
    }

    private static RequestView view(RequestFile file, Looked looked) {
        boolean open = file.number() == null;
        return new RequestView(
                file.id(),
                file.number(),
                file.status(),
                file.version(),
                file.body(),
                open ? looked.judged().errors() : List.of(),
                figures(file.body(), looked),
                looked.judged().closesNotBefore(),
                looked.facts().terms(),
                file.status().equals("in_review") ? file.reviewBy() : null,
                file.returnReason());
    }

    private static List<LotFigures> figures(RequestBody body, Looked looked) {
        var figures = new ArrayList<LotFigures>();
        for (int i = 0; i < looked.judged().ceilings().size(); i++) {
            var lot = body.lots().get(i);
            var ceiling = looked.judged().ceilings().get(i);
            var item = lot.itemCode() == null ? null : looked.facts().items().get(lot.itemCode());
            figures.add(
                    new LotFigures(
                            lot.itemCode(),
                            item == null ? null : item.name(),
                            item == null ? null : item.payer(),
                            item == null ? null : item.pricingMode(),
                            ceiling.minFen(),
                            ceiling.maxFen(),
                            ceiling.ruleId(),
                            ceiling.document(),
                            ceiling.working(),
                            ceiling.under(lot.budgetFen())));
        }
        return figures;
    }

    private Mono<Looked> look(DSLContext tx, RequestBody body, @Nullable String ownerUscc) {
        return Facts.of(tx, rules, body)
                .flatMap(facts ->
                        Mono.zip(noticeEnds(tx, facts), works(tx, facts, body))
                                .map(days ->
                                        new Looked(
                                                facts,
                                                RequestCheck.judge(
                                                        body,
                                                        facts,
                                                        ownerUscc,
                                                        days.getT1().equals(facts.today())
                                                                ? null
                                                                : days.getT1(),
                                                        days.getT2()))));
    }

    /** Today where there is no notice period. */
    private Mono<LocalDate> noticeEnds(DSLContext tx, Facts facts) {
        TenderTerms terms = facts.terms();
        return terms == null || terms.noticeDays() == 0
                ? Mono.just(facts.today())
                : calendar.after(tx, facts.today(), terms.noticeDays());
    }

    private Mono<Boolean> works(DSLContext tx, Facts facts, RequestBody body) {
        TenderTerms terms = facts.terms();
        OffsetDateTime closes = body.closesAt();
        if (terms == null || closes == null || !terms.closesOnWorkingDays()) {
            return Mono.just(true);
        }
        LocalDate day = closes.atZoneSameInstant(MARKET).toLocalDate();
        if (day.isBefore(facts.today()) || day.isAfter(facts.today().plusYears(1))) {
            // refused for that already
            return Mono.just(true);
        }
        return calendar.after(tx, day.minusDays(1), 1).map(day::equals);
    }

    /** Hands a draft in: it is published, or waits for the operator where the region wants that. */
    Mono<RequestView> submit(DSLContext tx, Actor actor, UUID id) {
        return RequestFile.lock(tx, id, own(actor))
                .flatMap(file ->
                        switch (file.status()) {
                            case "draft" -> submit(tx, actor, file);
                            case "in_review", "published" -> Mono.just(file);
                            default ->
                                    RequestFile.<RequestFile>refuse(
                                            "already-ended", "该采购需求已经截止或终止");
                        })
                .flatMap(file -> view(tx, file));
    }

    private Mono<RequestFile> submit(DSLContext tx, Actor actor, RequestFile file) {
        return publishable(tx, file)
                .flatMap(looked ->
                        Objects.requireNonNull(looked.facts().terms()).reviewRequired()
                                ? review(tx, actor, file)
                                : publish(tx, actor, file, looked))
                .then(Mono.defer(() -> RequestFile.read(tx, file.id(), own(actor))));
    }

    private Mono<Looked> publishable(DSLContext tx, RequestFile file) {
        return look(tx, file.body(), file.ownerUscc())
                .flatMap(looked ->
                        looked.judged().errors().isEmpty()
                                ? Mono.just(looked)
                                : RequestFile.refuse(new ContentRefused(looked.judged().errors())));
    }

    private Mono<Void> review(DSLContext tx, Actor actor, RequestFile file) {
        return calendar.after(tx, file.today(), REVIEW_DAYS)
                .flatMap(by ->
                        Mono.from(
                                tx.update(SERVICE_REQUEST)
                                        .set(SERVICE_REQUEST.STATUS, "in_review")
                                        .set(SERVICE_REQUEST.VERSION, file.version() + 1)
                                        .set(SERVICE_REQUEST.REVIEW_BY, by)
                                        .setNull(SERVICE_REQUEST.RETURN_REASON)
                                        .where(SERVICE_REQUEST.ID.eq(file.id()))))
                .then(
                        Events.tell(
                                tx,
                                actor.name(),
                                "request.submitted",
                                "request",
                                file.id().toString(),
                                Map.of()));
    }

    /** Publishes what was judged in this very transaction. */
    private static Mono<Void> publish(DSLContext tx, Actor actor, RequestFile file, Looked looked) {
        RequestBody body = file.body();
        Facts facts = looked.facts();
        var method = Objects.requireNonNull(body.method());
        return lots(tx, file, looked)
                .then(
                        Mono.from(
                                tx.update(SERVICE_REQUEST)
                                        .set(SERVICE_REQUEST.STATUS, "published")
                                        .set(SERVICE_REQUEST.VERSION, file.version() + 1)
                                        .set(SERVICE_REQUEST.TITLE, stripped(body.title()))
                                        .set(SERVICE_REQUEST.REGION_CODE, body.regionCode())
                                        .set(
                                                SERVICE_REQUEST.PROJECT_NAME,
                                                stripped(body.projectName()))
                                        .set(
                                                SERVICE_REQUEST.PROJECT_CODE,
                                                stripped(body.projectCode()))
                                        .set(SERVICE_REQUEST.ACT_CODE, body.actCode())
                                        .set(SERVICE_REQUEST.FUNDS, body.funds())
                                        .set(SERVICE_REQUEST.METHOD, method.code())
                                        .set(
                                                SERVICE_REQUEST.METHOD_PARAMETERS,
                                                RequestFile.json(
                                                        Methods.parameters(
                                                                Objects.requireNonNull(
                                                                        looked.judged().method()))))
                                        .set(
                                                SERVICE_REQUEST.TERMS,
                                                RequestFile.json(
                                                        Objects.requireNonNull(facts.terms())))
                                        .set(
                                                SERVICE_REQUEST.CLOSES_NOT_BEFORE,
                                                looked.judged().closesNotBefore())
                                        .set(SERVICE_REQUEST.CLOSES_AT, body.closesAt())
                                        .where(SERVICE_REQUEST.ID.eq(file.id()))
                                        .returning(SERVICE_REQUEST.NUMBER)))
                .flatMap(row ->
                        Events.tell(
                                tx,
                                actor.name(),
                                "request.published",
                                "request",
                                row.get(SERVICE_REQUEST.NUMBER),
                                Map.of("name", String.valueOf(stripped(body.title())))));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Mono<Void> lots(DSLContext tx, RequestFile file, Looked looked) {
        RequestBody body = file.body();
        return Flux.range(0, body.lots().size())
                .concatMap(i -> {
                    var lot = body.lots().get(i);
                    var ceiling = looked.judged().ceilings().get(i);
                    var item =
                            Objects.requireNonNull(
                                    looked.facts()
                                            .items()
                                            .get(Objects.requireNonNull(lot.itemCode())));
                    return Mono.from(
                            tx.insertInto(REQUEST_LOT)
                                    .set(REQUEST_LOT.REQUEST_ID, file.id())
                                    .set(REQUEST_LOT.LOT_NO, (short) (i + 1))
                                    .set(REQUEST_LOT.ACT_CODE, body.actCode())
                                    .set(REQUEST_LOT.ITEM_CODE, item.code())
                                    .set(REQUEST_LOT.PAYER, item.payer())
                                    .set(REQUEST_LOT.PRICING_MODE, item.pricingMode())
                                    .set(REQUEST_LOT.PUBLISHED_ON, looked.facts().today())
                                    .set(
                                            REQUEST_LOT.PARAMETERS,
                                            RequestFile.json(
                                                    lot.parameters() == null
                                                            ? Map.of()
                                                            : lot.parameters()))
                                    .set(REQUEST_LOT.BUDGET_FEN, lot.budgetFen())
                                    .set(REQUEST_LOT.LAWFUL_MIN_FEN, ceiling.minFen())
                                    .set(REQUEST_LOT.LAWFUL_MAX_FEN, ceiling.maxFen())
                                    .set(REQUEST_LOT.LAWFUL_RULE_ID, ceiling.ruleId()));
                })
                .then();
    }

    /** The operator's decision on a request under review. */
    Mono<RequestView> decide(
            DSLContext tx,
            Actor actor,
            UUID id,
            int version,
            boolean publish,
            @Nullable String why) {
        return RequestFile.lock(tx, id, SERVICE_REQUEST.STATUS.eq("in_review"))
                .map(file -> file.of(version))
                .flatMap(file ->
                        (publish
                                        ? publishable(tx, file)
                                                .flatMap(looked -> publish(tx, actor, file, looked))
                                        : sendBack(tx, actor, file, why))
                                .then(
                                        Mono.defer(() ->
                                                RequestFile.read(
                                                        tx, id, SERVICE_REQUEST.ID.eq(id)))))
                .flatMap(file -> view(tx, file));
    }

    private static Mono<Void> sendBack(
            DSLContext tx, Actor actor, RequestFile file, @Nullable String why) {
        var checks = new FieldChecks();
        String reason = checks.text("#/reason", "退回理由", why, 2, 1000);
        checks.done();
        return Mono.from(
                        tx.update(SERVICE_REQUEST)
                                .set(SERVICE_REQUEST.STATUS, "draft")
                                .set(SERVICE_REQUEST.VERSION, file.version() + 1)
                                .setNull(SERVICE_REQUEST.REVIEW_BY)
                                .set(SERVICE_REQUEST.RETURN_REASON, reason)
                                .where(SERVICE_REQUEST.ID.eq(file.id())))
                .then(
                        Events.tell(
                                tx,
                                actor.name(),
                                "request.returned",
                                "request",
                                file.id().toString(),
                                Map.of()));
    }

    /** Withdraws a published request, with a ground that everybody reads. */
    Mono<RequestView> cancel(DSLContext tx, Actor actor, UUID id, @Nullable String why) {
        var checks = new FieldChecks();
        String reason = checks.text("#/reason", "撤销理由", why, 4, 1000);
        checks.done();
        return RequestFile.lock(tx, id, own(actor))
                .flatMap(file ->
                        file.status().equals("published")
                                ? Mono.just(file)
                                : RequestFile.<RequestFile>refuse(
                                        "not-published", "只有公告中的采购需求可以撤销"))
                .flatMap(file ->
                        Mono.from(
                                        tx.update(SERVICE_REQUEST)
                                                .set(SERVICE_REQUEST.STATUS, "cancelled")
                                                .set(SERVICE_REQUEST.VERSION, file.version() + 1)
                                                .set(SERVICE_REQUEST.END_REASON, reason)
                                                .set(
                                                        SERVICE_REQUEST.ENDED_AT,
                                                        field("now()", OffsetDateTime.class))
                                                .where(SERVICE_REQUEST.ID.eq(id)))
                                .then(
                                        Events.tell(
                                                tx,
                                                actor.name(),
                                                "request.cancelled",
                                                "request",
                                                Objects.requireNonNull(file.number()),
                                                Map.of(
                                                        "name",
                                                        String.valueOf(file.body().title()),
                                                        "reason",
                                                        reason))))
                .then(Mono.defer(() -> RequestFile.read(tx, id, own(actor))))
                .flatMap(file -> view(tx, file));
    }
}
