package org.mingjia.timers;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.TIMER;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/** Sets and takes back timers, in the transaction of the write that they follow from. */
public final class Timers {

    private Timers() {}

    /**
     * Sets the one timer of that kind; a time that was set before is replaced.
     *
     * @param lotNo 0 for the request as a whole
     */
    public static Mono<Void> set(
            DSLContext tx, String kind, UUID requestId, int lotNo, OffsetDateTime dueAt) {
        return Mono.from(
                        tx.insertInto(
                                        TIMER,
                                        TIMER.KIND,
                                        TIMER.REQUEST_ID,
                                        TIMER.LOT_NO,
                                        TIMER.DUE_AT)
                                .values(kind, requestId, (short) lotNo, dueAt)
                                .onConflict(TIMER.KIND, TIMER.REQUEST_ID, TIMER.LOT_NO)
                                .doUpdate()
                                .set(TIMER.DUE_AT, dueAt)
                                .set(TIMER.ATTEMPTS, 0)
                                .set(
                                        TIMER.NOT_BEFORE,
                                        org.jooq.impl.DSL.field(
                                                "'-infinity'::timestamptz", OffsetDateTime.class))
                                .setNull(TIMER.FAILURE))
                .then();
    }

    /** Takes back every timer of a request, or of one lot of it. */
    public static Mono<Void> clear(DSLContext tx, UUID requestId, int lotNo) {
        return Mono.from(
                        tx.deleteFrom(TIMER)
                                .where(TIMER.REQUEST_ID.eq(requestId))
                                .and("({0} = 0 or {1} = {0})", val(lotNo), TIMER.LOT_NO))
                .then();
    }
}
