package org.mingjia.inbox;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.INBOX_MESSAGE;

import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** Messages as they are read: one statement each, and nobody finds another's. */
final class Inbox {

    private static final Field<String> PLACE =
            field("lpad({0}::text, 19, '0')", String.class, INBOX_MESSAGE.ID);

    private static final String UNREAD =
            "select json_build_object('unread', count(*))::text from inbox_message where {0} and read_at is null";

    private static final String AFTER =
            """
            select json_build_object('items', coalesce(json_agg(m order by m.id), '[]'),
                                     'next', coalesce(max(m.id), {1}))::text
              from ({0}) m
            """;

    private static final String READ =
            """
            with mine as (select id, read_at from inbox_message where id = {0} and {1}),
                 marked as (update inbox_message m set read_at = now() from mine
                             where m.id = mine.id and mine.read_at is null returning m.id)
            select (select count(*) from mine) + 0 * (select count(*) from marked)
            """;

    private static final String HEAD = "select coalesce(max(id), 0) from inbox_message";

    private Inbox() {}

    /** What is told to somebody: to his organisation, to his role, to himself. */
    static Condition of(Actor actor) {
        Condition own = INBOX_MESSAGE.ACCOUNT_ID.eq(actor.accountId());
        UUID organisation = actor.organisationId();
        if (organisation != null) {
            own = own.or(INBOX_MESSAGE.ORGANISATION_ID.eq(organisation));
        }
        return actor.role() == Role.OPERATOR ? own.or(INBOX_MESSAGE.ROLE.eq("operator")) : own;
    }

    private static List<Field<?>> columns() {
        return List.of(
                INBOX_MESSAGE.ID.as("id"),
                INBOX_MESSAGE.KIND.as("kind"),
                INBOX_MESSAGE.SUBJECT.as("subject"),
                INBOX_MESSAGE.TITLE.as("title"),
                INBOX_MESSAGE.BODY.as("body"),
                INBOX_MESSAGE.AT.as("at"),
                INBOX_MESSAGE.READ_AT.as("readAt"));
    }

    /** Newest first. */
    static Listing list(Actor actor, boolean unread) {
        var columns = new java.util.ArrayList<Field<?>>(columns());
        columns.addFirst(PLACE.as("place"));
        return new Listing(
                        columns,
                        INBOX_MESSAGE,
                        of(actor).and(unread ? INBOX_MESSAGE.READ_AT.isNull() : noCondition()),
                        PLACE,
                        "place")
                .backwards();
    }

    static Mono<String> unread(DSLContext db, Actor actor) {
        return Mono.from(db.resultQuery(UNREAD, of(actor))).map(row -> row.get(0, String.class));
    }

    /** Those after a place, oldest first, as one page. */
    static Mono<String> after(DSLContext db, Actor actor, long after, int limit) {
        return Mono.from(
                        db.resultQuery(
                                AFTER,
                                db.select(columns())
                                        .from(INBOX_MESSAGE)
                                        .where(INBOX_MESSAGE.ID.gt(after))
                                        .and(of(actor))
                                        .orderBy(INBOX_MESSAGE.ID)
                                        .limit(limit),
                                val(after)))
                .map(row -> row.get(0, String.class));
    }

    /** Marks a message; whether there is such a one. Marking it again changes nothing. */
    static Mono<Boolean> read(DSLContext tx, Actor actor, long id) {
        return Mono.from(tx.resultQuery(READ, val(id), of(actor)))
                .map(row -> row.get(0, long.class) == 1);
    }

    /** The last message of all. */
    static Mono<Long> head(DSLContext db) {
        return Mono.from(db.resultQuery(HEAD)).map(row -> row.get(0, long.class));
    }
}
