package org.mingjia.platform;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.EVENT;
import static org.mingjia.db.Tables.EVENT_ORDER;

import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The gap-free order in which events were committed: the one feed that search, notices and open
 * data read.
 *
 * <p>A plain {@code id > cursor} overtakes a slower transaction and loses its event for good. Here
 * an event gets its position only when no transaction that began before it can still commit ({@code
 * pg_snapshot_xmin}); the lock on the sequencer's row makes the sequencer one, on any number of
 * instances.
 */
public final class EventOrder {

    /**
     * The turn's place is looked up and not joined: a comparison of rows with a joined one is no
     * condition of an index, and every look would read the whole log.
     */
    static final String ADVANCE =
            """
            with turn as (
                select xid, id, position from event_sequencer for update skip locked
            ), next as (
                select event.id, event.xid, event.entity_type <> 'sealed-bid' as told,
                       (select position from turn) + count(*) filter (where event.entity_type <> 'sealed-bid')
                           over (order by event.xid, event.id) as position
                  from event
                 where (event.xid, event.id) > ((select xid from turn), (select id from turn))
                   and event.xid < pg_snapshot_xmin(pg_current_snapshot())
                 order by event.xid, event.id
                 limit {0}
            ), placed as (
                insert into event_order (position, event_id) select position, id from next where told
            ), moved as (
                update event_sequencer set xid = last.xid, id = last.id, position = last.position
                  from (select xid, id, position from next order by xid desc, id desc limit 1) last
            )
            select count(*) from next
            """;

    private EventOrder() {}

    /**
     * One event in its place.
     *
     * @param position place in the commit order, from 1, without gaps
     * @param at when the transaction began, by the database's clock
     * @param kind what happened, as {@code item.published}
     * @param type kind of thing
     * @param code its identifier
     * @param name its name at that time, if it has one
     */
    public record Placed(
            long position,
            OffsetDateTime at,
            String kind,
            String type,
            String code,
            @Nullable String name) {}

    /**
     * Gives places to the events that can have one now; how many were looked at. A sealed bid gets
     * none: even a gap in the order would tell how many there are. Needs a transaction.
     */
    public static Mono<Long> advance(DSLContext tx, int most) {
        return Mono.from(tx.resultQuery(ADVANCE, org.jooq.impl.DSL.val(most)))
                .map(row -> row.get(0, long.class));
    }

    /** The last place given, 0 when there is none. */
    public static Mono<Long> head(DSLContext db) {
        return Mono.from(db.select(max(EVENT_ORDER.POSITION)).from(EVENT_ORDER))
                .map(row -> row.value1() == null ? 0L : row.value1());
    }

    /** The events after a place, in order. */
    public static Flux<Placed> after(DSLContext db, long position, int limit) {
        return after(db, position, limit, noCondition());
    }

    /**
     * The same without what is nobody else's business: accounts, registrations, applications that
     * were not decided or were returned, leads, and complaints until they are decided. The log
     * keeps them; the public feed does not show them.
     */
    public static Flux<Placed> publicAfter(DSLContext db, long position, int limit) {
        return after(
                db,
                position,
                limit,
                EVENT.ENTITY_TYPE
                        .notIn("account", "organisation", "request-draft", "lead")
                        .and(
                                EVENT.ENTITY_TYPE
                                        .ne("complaint")
                                        .or(EVENT.KIND.eq("complaint.decided")))
                        .and(
                                EVENT.KIND.notIn(
                                        "agency.applied", "agency.returned", "question.asked")));
    }

    private static Flux<Placed> after(DSLContext db, long position, int limit, Condition which) {
        var name = field("{0}->>'name'", SQLDataType.VARCHAR, EVENT.PUBLIC_BODY);
        return Flux.from(
                        db.select(
                                        EVENT_ORDER.POSITION,
                                        EVENT.AT,
                                        EVENT.KIND,
                                        EVENT.ENTITY_TYPE,
                                        EVENT.ENTITY_CODE,
                                        name)
                                .from(EVENT_ORDER)
                                .join(EVENT)
                                .on(EVENT.ID.eq(EVENT_ORDER.EVENT_ID))
                                .where(EVENT_ORDER.POSITION.gt(position))
                                .and(which)
                                .orderBy(EVENT_ORDER.POSITION)
                                .limit(limit))
                .map(row ->
                        new Placed(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6()));
    }
}
