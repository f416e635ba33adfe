package org.mingjia.complaint;

import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.award.Standstill;
import org.mingjia.complaint.ComplaintForms.HoldForm;
import org.mingjia.complaint.ComplaintViews.ComplaintStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 暂停 Placed on the request or on the contract by the desk, lifted by the desk or with the decision.
 * The database keeps what is held from moving, whoever comes first.
 */
@Component
final class Holding {

    private static final String PLACE =
            """
            insert into hold (complaint_id, request_id, contract_id, reason, placed_by) values ({0}, {1}, {2}, {3}, {4})
            """;

    /** Of a complaint about a request: the contract that goes on, when there is exactly one. */
    private static final String CONTRACT =
            """
            select (array_agg(c.id))[1] from contract c
             where c.request_id = {0} and c.status not in ('terminated', 'accepted') having count(*) = 1
            """;

    private static final String LIFT =
            """
            update hold set lifted_at = clock_timestamp(), lift_reason = {1}, lifted_by = {2}
             where complaint_id = {0} and lifted_at is null
               and ({3}::text is null or (request_id is not null) = ({3} = 'request'))
            returning request_id
            """;

    private final Standstill standstill;

    Holding(Standstill standstill) {
        this.standstill = standstill;
    }

    static String target(FieldChecks checks, String pointer, @Nullable String asked) {
        String target = String.valueOf(asked);
        checks.require(
                target.equals("request") || target.equals("contract"),
                pointer,
                "one-of",
                "暂停的对象为 request 采购或者 contract 合同");
        return target;
    }

    Mono<ComplaintStep> place(DSLContext tx, Actor actor, String number, HoldForm form) {
        var checks = new FieldChecks();
        String target = target(checks, "#/target", form.target());
        String reason = checks.prose("#/reason", "暂停的理由", form.reason(), 4, 1000);
        checks.done();
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(complaint -> complaint.being("accepted"))
                .flatMap(complaint ->
                        place(tx, actor, complaint, target, reason)
                                .then(
                                        complaint.tell(
                                                tx,
                                                actor,
                                                "complaint.held",
                                                Map.of("hold", target)))
                                .then(complaint.step(tx)));
    }

    /** Whoever moves what is held waits for this transaction, and is refused after it. */
    Mono<Void> place(
            DSLContext tx, Actor actor, ComplaintRow complaint, String target, String reason) {
        if (target.equals("request")) {
            return standstill
                    .hold(tx, complaint.requestId(), actor.name())
                    .then(insert(tx, actor, complaint, complaint.requestId(), null, reason));
        }
        UUID contract = complaint.contractId();
        return contract != null
                ? insert(tx, actor, complaint, null, contract, reason)
                : Mono.from(tx.resultQuery(CONTRACT, val(complaint.requestId())))
                        .switchIfEmpty(
                                ComplaintRow.refuse("nothing-to-hold", "该采购需求没有可以暂停的合同，或者不止一份"))
                        .flatMap(row ->
                                insert(tx, actor, complaint, null, row.get(0, UUID.class), reason));
    }

    private static Mono<Void> insert(
            DSLContext tx,
            Actor actor,
            ComplaintRow complaint,
            @Nullable UUID request,
            @Nullable UUID contract,
            String reason) {
        return Mono.defer(() ->
                Mono.from(
                                tx.query(
                                        PLACE,
                                        complaint.key(),
                                        val(request, SQLDataType.UUID),
                                        val(contract, SQLDataType.UUID),
                                        val(reason),
                                        val(actor.name())))
                        .then());
    }

    Mono<ComplaintStep> lift(DSLContext tx, Actor actor, String number, HoldForm form) {
        var checks = new FieldChecks();
        String target = target(checks, "#/target", form.target());
        String reason = checks.prose("#/reason", "恢复的理由", form.reason(), 4, 1000);
        checks.done();
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(complaint -> complaint.being("accepted"))
                .flatMap(complaint ->
                        lift(tx, actor, complaint, target, reason)
                                .flatMap(lifted ->
                                        lifted.isEmpty()
                                                ? ComplaintRow.<Void>refuse("not-held", "该投诉没有暂停它")
                                                : goOn(tx, actor, lifted))
                                .then(
                                        complaint.tell(
                                                tx,
                                                actor,
                                                "complaint.hold-lifted",
                                                Map.of("hold", target)))
                                .then(complaint.step(tx)));
    }

    /** Ends every hold of a complaint; requests go on by {@link #goOn}. */
    Mono<List<Lifted>> liftAll(DSLContext tx, Actor actor, ComplaintRow complaint, String reason) {
        return lift(tx, actor, complaint, null, reason);
    }

    /**
     * A hold that has ended.
     *
     * @param requestId null where it was on a contract, whose periods give it a working day
     */
    record Lifted(@Nullable UUID requestId) {}

    private static Mono<List<Lifted>> lift(
            DSLContext tx,
            Actor actor,
            ComplaintRow complaint,
            @Nullable String target,
            String reason) {
        return Flux.from(
                        tx.resultQuery(
                                LIFT,
                                complaint.key(),
                                val(reason),
                                val(actor.name()),
                                val(target, SQLDataType.VARCHAR)))
                .map(row -> new Lifted(row.get(0, UUID.class)))
                .collectList();
    }

    Mono<Void> goOn(DSLContext tx, Actor actor, List<Lifted> lifted) {
        return Flux.fromIterable(lifted)
                .concatMap(hold -> {
                    UUID request = hold.requestId();
                    return request == null
                            ? Mono.<Void>empty()
                            : standstill.resume(tx, request, actor.name());
                })
                .then();
    }
}
