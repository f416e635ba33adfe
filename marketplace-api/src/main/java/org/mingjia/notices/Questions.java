package org.mingjia.notices;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.REQUEST_QUESTION;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.notices.NoticeViews.Question;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** Questions about a notice while bids are received, and their answers. */
final class Questions {

    private static final String MAY_ASK =
            "exists (select from agencies_standing_on(market_today()) s where s.agency_id = {0} and s.standing in ('available', 'warned'))";

    private static final int MOST = 20;

    private Questions() {}

    private record Open(UUID id, String number, boolean open) {}

    /** The request, locked against its end; refused when there is none such. */
    private static Mono<Open> request(DSLContext tx, Condition which, String what) {
        return Mono.from(
                        tx.select(
                                        SERVICE_REQUEST.ID,
                                        SERVICE_REQUEST.NUMBER,
                                        field(
                                                "({0} = 'published' and {1} > clock_timestamp())",
                                                Boolean.class,
                                                SERVICE_REQUEST.STATUS,
                                                SERVICE_REQUEST.CLOSES_AT))
                                .from(SERVICE_REQUEST)
                                .where(which)
                                .and(SERVICE_REQUEST.PUBLISHED_AT.isNotNull())
                                .forShare())
                .map(row -> new Open(row.value1(), row.value2(), row.value3()))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("采购公告", what))))
                .map(open -> {
                    if (!open.open()) {
                        throw new Refused(new NotNow("bidding-closed", "报价已截止，不再提问和答复"));
                    }
                    return open;
                });
    }

    /** Asks; the owner reads it without a name. */
    static Mono<Question> ask(
            DSLContext tx, Actor actor, String number, @Nullable String question) {
        var checks = new FieldChecks();
        String text = checks.prose("#/question", "问题", question, 4, 1000);
        checks.done();
        return request(tx, SERVICE_REQUEST.NUMBER.eq(number), number)
                .flatMap(open -> mayAsk(tx, actor, open).thenReturn(open))
                .flatMap(open ->
                        Mono.from(
                                        tx.insertInto(REQUEST_QUESTION)
                                                .set(REQUEST_QUESTION.REQUEST_ID, open.id())
                                                .set(
                                                        REQUEST_QUESTION.ASKED_BY,
                                                        actor.organisation())
                                                .set(REQUEST_QUESTION.QUESTION, text)
                                                .returning())
                                .map(row ->
                                        new Question(
                                                row.get(REQUEST_QUESTION.ID).toString(),
                                                text,
                                                row.get(REQUEST_QUESTION.ASKED_AT),
                                                null,
                                                null))
                                .flatMap(asked ->
                                        // who asks is nobody's business: the event has no name
                                        Events.tell(
                                                        tx,
                                                        "an agency",
                                                        "question.asked",
                                                        "request",
                                                        open.number(),
                                                        Map.of())
                                                .thenReturn(asked)));
    }

    private static Mono<Void> mayAsk(DSLContext tx, Actor actor, Open open) {
        return Mono.from(
                        tx.select(
                                field(MAY_ASK, Boolean.class, val(actor.organisation())),
                                field(
                                        "(select count(*) from request_question q where q.request_id = {0} and q.asked_by = {1})",
                                        Integer.class, val(open.id()), val(actor.organisation()))))
                .doOnNext(row -> {
                    if (!row.value1()) {
                        throw new Refused(
                                new NotNow("agency-not-on-the-market", "尚未入驻，或已暂停、退出，不能提问"));
                    }
                    if (row.value2() >= MOST) {
                        throw new Refused(new NotNow("too-many", "一家机构对一份公告至多提 " + MOST + " 个问题"));
                    }
                })
                .then();
    }

    /** Answers, to everybody at once and once for all. */
    static Mono<Question> answer(
            DSLContext tx, Actor actor, UUID request, UUID question, @Nullable String answer) {
        var checks = new FieldChecks();
        String text = checks.prose("#/answer", "答复", answer, 1, 2000);
        checks.done();
        return request(
                        tx,
                        SERVICE_REQUEST
                                .ID
                                .eq(request)
                                .and(SERVICE_REQUEST.OWNER_ID.eq(actor.organisation())),
                        request.toString())
                .flatMap(open ->
                        Mono.from(
                                        tx.update(REQUEST_QUESTION)
                                                .set(REQUEST_QUESTION.ANSWER, text)
                                                .set(
                                                        REQUEST_QUESTION.ANSWERED_AT,
                                                        field("now()", OffsetDateTime.class))
                                                .where(REQUEST_QUESTION.ID.eq(question))
                                                .and(REQUEST_QUESTION.REQUEST_ID.eq(request))
                                                .and(REQUEST_QUESTION.ANSWERED_AT.isNull())
                                                .returning())
                                .switchIfEmpty(
                                        Mono.error(() ->
                                                new Refused(
                                                        new NotFound(
                                                                "待答复的问题", question.toString()))))
                                .flatMap(row ->
                                        Events.tell(
                                                        tx,
                                                        actor.name(),
                                                        "request.answered",
                                                        "request",
                                                        open.number(),
                                                        Map.of())
                                                .thenReturn(
                                                        new Question(
                                                                question.toString(),
                                                                row.get(REQUEST_QUESTION.QUESTION),
                                                                row.get(REQUEST_QUESTION.ASKED_AT),
                                                                text,
                                                                row.get(
                                                                        REQUEST_QUESTION
                                                                                .ANSWERED_AT)))));
    }
}
