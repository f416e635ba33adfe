package org.mingjia.tender;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.REQUEST_AMENDMENT;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.mingjia.tender.RequestViews.RequestView;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an owner may still do once its request is published: add to it, and take it back. */
@Component
class Amending {
    private static final ZoneOffset MARKET = ZoneOffset.ofHours(8);
    private static final int FARTHEST_DAYS = 366;

    private final Looking looking;
    private final MarketCalendar calendar;

    Amending(Looking looking, MarketCalendar calendar) {
        this.looking = looking;
        this.calendar = calendar;
    }

    /**
     * What is added to a notice.
     *
     * @param closesAt a later deadline; null where it stays
     */
    record Amendment(@Nullable String text, @Nullable OffsetDateTime closesAt) {}

    /** Withdraws a published request, with a ground that everybody reads. */
    Mono<RequestView> cancel(DSLContext tx, Actor actor, UUID id, @Nullable String why) {
        var checks = new FieldChecks();
        String reason = checks.prose("#/reason", "撤销理由", why, 4, 1000);
        checks.done();
        return published(tx, actor, id, "只有公告中、尚未截止的采购需求可以撤销")
                .flatMap(file ->
                        Timers.clear(tx, id, 0)
                                .then(
                                        Mono.from(
                                                tx.update(SERVICE_REQUEST)
                                                        .set(SERVICE_REQUEST.STATUS, "cancelled")
                                                        .set(
                                                                SERVICE_REQUEST.VERSION,
                                                                file.version() + 1)
                                                        .set(SERVICE_REQUEST.END_REASON, reason)
                                                        .set(
                                                                SERVICE_REQUEST.ENDED_AT,
                                                                field(
                                                                        "now()",
                                                                        OffsetDateTime.class))
                                                        .where(SERVICE_REQUEST.ID.eq(id))))
                                .then(tell(tx, actor, "request.cancelled", file, reason)))
                .then(Mono.defer(() -> RequestFile.read(tx, id, Requesting.own(actor))))
                .flatMap(file -> looking.view(tx, file));
    }

    private static Mono<RequestFile> published(
            DSLContext tx, Actor actor, UUID id, String otherwise) {
        return RequestFile.lock(tx, id, Requesting.own(actor))
                .flatMap(file ->
                        file.status().equals("published")
                                        && file.now()
                                                .isBefore(Objects.requireNonNull(file.closesAt()))
                                ? Mono.just(file)
                                : RequestFile.refuse("not-published", otherwise));
    }

    private static Mono<Void> tell(
            DSLContext tx, Actor actor, String kind, RequestFile file, String reason) {
        return Events.tell(
                tx,
                actor.name(),
                kind,
                "request",
                Objects.requireNonNull(file.number()),
                Map.of("name", String.valueOf(file.body().title()), "reason", reason));
    }

    /**
     * Adds to a published request: the words that were published stay, and who bids has a whole
     * working day at the least to read what was added.
     */
    Mono<RequestView> amend(DSLContext tx, Actor actor, UUID id, Amendment amendment) {
        var checks = new FieldChecks();
        String text = amendment.text() == null ? "" : amendment.text().strip();
        checks.require(
                text.length() >= 4 && text.length() <= 4000,
                "#/text",
                "length",
                "修改内容应为 4 至 4000 个字符");
        checks.done();
        FieldChecks.keepable(amendment);
        return published(tx, actor, id, "只有公告中、尚未截止的采购需求可以修改或澄清")
                .flatMap(file ->
                        deadline(tx, file, amendment.closesAt())
                                .flatMap(closes -> amend(tx, actor, file, text, closes)))
                .then(Mono.defer(() -> RequestFile.read(tx, id, Requesting.own(actor))))
                .flatMap(file -> looking.view(tx, file));
    }

    /** The deadline after the amendment; refused where it leaves too little time to read it. */
    private Mono<OffsetDateTime> deadline(
            DSLContext tx, RequestFile file, @Nullable OffsetDateTime wanted) {
        OffsetDateTime before = Objects.requireNonNull(file.closesAt());
        OffsetDateTime closes = wanted == null ? before : wanted;
        if (closes.isBefore(before)) {
            return refuse("deadline-only-later", "截止时间只能推后，现为 " + Looking.local(before));
        }
        if (closes.isAfter(file.now().plusDays(FARTHEST_DAYS))) {
            return refuse("bounds", "截止时间应在 " + FARTHEST_DAYS + " 天以内");
        }
        if (file.noticeDays() == 0) {
            return Mono.just(closes);
        }
        return calendar.after(tx, file.today(), 1)
                .flatMap(day -> {
                    var earliest = day.plusDays(1).atStartOfDay().atOffset(MARKET);
                    return closes.isBefore(earliest)
                            ? refuse(
                                    "amendment-notice",
                                    "修改后至少留一个完整的工作日，截止时间最早 " + Looking.local(earliest))
                            : Mono.just(closes);
                });
    }

    private static Mono<OffsetDateTime> refuse(String rule, String detail) {
        return RequestFile.refuse(new ContentRefused("#/closesAt", rule, detail));
    }

    private static Mono<Void> amend(
            DSLContext tx, Actor actor, RequestFile file, String text, OffsetDateTime closes) {
        return Mono.from(
                        tx.insertInto(REQUEST_AMENDMENT)
                                .set(REQUEST_AMENDMENT.REQUEST_ID, file.id())
                                .set(
                                        REQUEST_AMENDMENT.AMENDMENT_NO,
                                        field(
                                                "(select coalesce(max(amendment_no), 0) + 1 from request_amendment where request_id = {0})",
                                                Integer.class, val(file.id())))
                                .set(REQUEST_AMENDMENT.TEXT, text)
                                .set(REQUEST_AMENDMENT.CLOSES_BEFORE, file.closesAt())
                                .set(REQUEST_AMENDMENT.CLOSES_AFTER, closes))
                .then(
                        Mono.from(
                                tx.update(SERVICE_REQUEST)
                                        .set(SERVICE_REQUEST.VERSION, file.version() + 1)
                                        .set(SERVICE_REQUEST.CLOSES_AT, closes)
                                        .where(SERVICE_REQUEST.ID.eq(file.id()))))
                .then(Timers.set(tx, Publication.CLOSE, file.id(), 0, closes))
                .then(tell(tx, actor, "request.amended", file, text));
    }
}
