package org.mingjia.tender;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Transactor;
import org.mingjia.tender.RequestViews.RequestCheckView;
import org.mingjia.tender.RequestViews.RequestView;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an owner does with a request before it is published. */
@Component
public class Requesting {

    private static final String AGAIN =
            """
            insert into service_request (id, owner_id, body, copied_from, created_by)
            select {0}, r.owner_id,
                   (r.body - 'closesAt') || jsonb_build_object(
                       'lots', jsonb_path_query_array(r.body, '$.lots[$n]', jsonb_build_object('n', {2} - 1)),
                       'avoid', jsonb_path_query_array(r.body, '$.avoid[*]')
                                || jsonb_build_array(jsonb_build_object('uscc', {3}, 'reason', {4}))),
                   r.id, {5}
              from service_request r where r.id = {1}
            """;

    private final Transactor transactor;
    private final Looking looking;

    Requesting(Transactor transactor, Looking looking) {
        this.transactor = transactor;
        this.looking = looking;
    }

    /**
     * Makes a draft for the owner of what one lot of its request asked for, to be run again without
     * one agency; it cannot be published with that agency let in.
     */
    public static Mono<UUID> again(
            DSLContext tx,
            String actor,
            UUID requestId,
            int lotNo,
            String withoutUscc,
            String reason) {
        UUID id = UUID.randomUUID();
        return Mono.from(
                        tx.query(
                                AGAIN,
                                val(id),
                                val(requestId),
                                val(lotNo),
                                val(withoutUscc),
                                val(reason),
                                val(actor)))
                .then(
                        Mono.defer(() ->
                                Events.tell(
                                        tx,
                                        actor,
                                        "request.drafted",
                                        "request-draft",
                                        id.toString(),
                                        Map.of())))
                .thenReturn(id);
    }

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
                .then(tell(tx, actor, "request.drafted", id))
                .then(Mono.defer(() -> RequestFile.read(tx, id, own(actor))))
                .flatMap(file -> looking.view(tx, file));
    }

    /** Of a draft: its words are nobody's business yet, so the event has none. */
    private static Mono<Void> tell(DSLContext tx, Actor actor, String kind, UUID id) {
        return Events.tell(tx, actor.name(), kind, "request-draft", id.toString(), Map.of());
    }

    /** A draft with the words of a former request; its deadline is not copied. */
    Mono<RequestView> copy(DSLContext tx, Actor actor, UUID id) {
        return RequestFile.read(tx, id, own(actor))
                .flatMap(file -> draft(tx, actor, file.body().closing(null), id));
    }

    Mono<RequestView> read(Condition which, UUID id) {
        return transactor.inTransaction(
                tx -> RequestFile.read(tx, id, which).flatMap(file -> looking.view(tx, file)));
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
                        .then(tell(tx, actor, "request.saved", id))
                        .then(Mono.defer(() -> RequestFile.read(tx, id, own(actor))))
                        .flatMap(file -> looking.view(tx, file)));
    }

    /** The owner's draft, locked; refused when it is one no more. */
    static Mono<RequestFile> draftOf(DSLContext tx, Actor actor, UUID id) {
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
                        .then(tell(tx, actor, "request.discarded", id)));
    }

    /** Judges what is typed; nothing is written. */
    Mono<RequestCheckView> check(Actor actor, RequestBody body) {
        FieldChecks.keepable(body);
        return transactor.inTransaction(tx -> looking.check(tx, actor.organisation(), body));
    }
}
