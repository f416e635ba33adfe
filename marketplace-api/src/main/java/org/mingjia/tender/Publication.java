package org.mingjia.tender;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.REQUEST_LOT;
import static org.mingjia.db.Tables.SERVICE_REQUEST;
import static org.mingjia.db.Tables.STORED_FILE;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.register.MarketCalendar;
import org.mingjia.sealing.Sealing;
import org.mingjia.tender.Looking.Looked;
import org.mingjia.tender.RequestViews.RequestView;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * From a draft to a notice: submitted by its owner, read by the operator where the region wants it,
 * published with its lots. What is published was judged in the same transaction.
 */
@Component
class Publication {
    /** 审核期 The operator's time, in working days from the day after the submission. */
    private static final int REVIEW_DAYS = 2;

    /** The timer that ends the reception of bids. */
    static final String CLOSE = "close";

    private final Looking looking;
    private final MarketCalendar calendar;

    private final Sealing sealing;

    Publication(Looking looking, MarketCalendar calendar, Sealing sealing) {
        this.looking = looking;
        this.calendar = calendar;
        this.sealing = sealing;
    }

    /** Hands a draft in: to the operator where these terms want a review, else to the public. */
    Mono<RequestView> submit(DSLContext tx, Actor actor, UUID id, int version) {
        return Requesting.draftOf(tx, actor, id)
                .map(file -> file.of(version))
                .flatMap(file ->
                        publishable(tx, file)
                                .flatMap(looked ->
                                        Objects.requireNonNull(looked.facts().terms())
                                                        .reviewRequired()
                                                ? review(tx, actor, file)
                                                : publish(tx, actor, file, looked)))
                .then(Mono.defer(() -> RequestFile.read(tx, id, Requesting.own(actor))))
                .flatMap(file -> looking.view(tx, file));
    }

    private Mono<Looked> publishable(DSLContext tx, RequestFile file) {
        return looking.look(tx, file.ownerId(), file.body())
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
                                "request-draft",
                                file.id().toString(),
                                Map.of()));
    }

    /** Publishes what was judged in this very transaction. */
    private Mono<Void> publish(DSLContext tx, Actor actor, RequestFile file, Looked looked) {
        RequestBody body = file.body();
        var closesAt = Objects.requireNonNull(body.closesAt());
        return lots(tx, file, looked)
                .then(attachments(tx, body))
                // the key that bids are sealed with, and the promise of the draw's seed
                .then(sealing.prepare(tx, file.id()))
                .then(Timers.set(tx, CLOSE, file.id(), 0, closesAt))
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
                                        .set(
                                                SERVICE_REQUEST.METHOD,
                                                Objects.requireNonNull(body.method()).code())
                                        .set(
                                                SERVICE_REQUEST.METHOD_PARAMETERS,
                                                RequestFile.json(
                                                        Objects.requireNonNull(
                                                                looked.judged().method())))
                                        .set(
                                                SERVICE_REQUEST.TERMS,
                                                RequestFile.json(
                                                        Objects.requireNonNull(
                                                                looked.facts().terms())))
                                        .set(
                                                SERVICE_REQUEST.CLOSES_NOT_BEFORE,
                                                looked.judged().closesNotBefore())
                                        .set(SERVICE_REQUEST.CLOSES_AT, closesAt)
                                        .where(SERVICE_REQUEST.ID.eq(file.id()))))
                .then(
                        Mono.defer(() ->
                                RequestFile.read(tx, file.id(), SERVICE_REQUEST.ID.eq(file.id()))))
                .flatMap(published ->
                        Events.tell(
                                tx,
                                actor.name(),
                                "request.published",
                                "request",
                                Objects.requireNonNull(published.number()),
                                Map.of("name", String.valueOf(stripped(body.title())))));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Mono<Integer> attachments(DSLContext tx, RequestBody body) {
        UUID[] open =
                body.attachments().stream()
                        .filter(file -> !Boolean.FALSE.equals(file.open()))
                        .map(RequestBody.Attachment::fileId)
                        .filter(Objects::nonNull)
                        .toArray(UUID[]::new);
        return open.length == 0
                ? Mono.just(0)
                : Mono.from(
                        tx.update(STORED_FILE)
                                .set(STORED_FILE.PUBLISHED, true)
                                .where("{0} = any({1})", STORED_FILE.ID, val(open)));
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
    Mono<RequestView> decide(DSLContext tx, Actor actor, UUID id, ReviewDecision decision) {
        var checks = new FieldChecks();
        boolean publish = "publish".equals(decision.outcome());
        checks.require(
                publish || "return".equals(decision.outcome()),
                "#/outcome",
                "one-of",
                "outcome 应为 publish 或 return");
        checks.require(decision.version() != null, "#/version", "required", "请给出所审阅的版本");
        String reason = publish ? "" : checks.prose("#/reason", "退回理由", decision.reason(), 2, 1000);
        checks.done();
        return RequestFile.lock(tx, id, SERVICE_REQUEST.STATUS.eq("in_review"))
                .map(file -> file.of(Objects.requireNonNull(decision.version())))
                .flatMap(file ->
                        publish
                                ? publishable(tx, file)
                                        .flatMap(looked -> publish(tx, actor, file, looked))
                                : sendBack(tx, actor, file, reason))
                .then(Mono.defer(() -> RequestFile.read(tx, id, SERVICE_REQUEST.ID.eq(id))))
                .flatMap(file -> looking.view(tx, file));
    }

    /**
     * What the operator says of a request under review.
     *
     * @param version that was read
     * @param outcome {@code publish} or {@code return}
     * @param reason what has to be mended, when it is returned
     */
    record ReviewDecision(
            @Nullable Integer version, @Nullable String outcome, @Nullable String reason) {}

    private static Mono<Void> sendBack(
            DSLContext tx, Actor actor, RequestFile file, String reason) {
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
                                "request-draft",
                                file.id().toString(),
                                Map.of()));
    }
}
