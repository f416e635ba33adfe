package org.mingjia.complaint;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.mingjia.agency.Sanctions;
import org.mingjia.award.Standstill;
import org.mingjia.award.Standstill.Cancelled;
import org.mingjia.catalog.Money;
import org.mingjia.complaint.ComplaintForms.EffectsForm;
import org.mingjia.contract.Terminations;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refused;
import org.mingjia.tender.Requesting;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What follows from an upheld complaint, in its transaction: an award is cancelled and the lot goes
 * on without the one excluded, a refund is owed, findings go into the agency's record, a sanction.
 */
@Component
final class Effects {

    /** The most that may be ordered; read after the contract's row was taken. */
    private static final String REFUNDABLE =
            """
            select o.due_fen from refund_owed o where o.contract_id = {0}
            """;

    private static final String ORDER =
            """
            insert into refund_order (complaint_id, contract_id, amount_fen, charged_fen, owed_before_fen, by)
            values ({0}, {1}, {2}, 0, 0, {3})
            """;

    private static final String FINDING =
            """
            insert into conduct_finding (agency_id, contract_id, kind, found_on, ground, source, by)
            values ({0}, {1}, {2}, market_today(), {3}, {4}, {5})
            """;

    private static final String LOT =
            """
            select c.lot_no::int from contract c where c.id = {0}
            """;

    private final Standstill standstill;

    Effects(Standstill standstill) {
        this.standstill = standstill;
    }

    /** Applies what was asked for; the codes of what was done. */
    Mono<List<String>> apply(
            DSLContext tx, Actor actor, ComplaintRow complaint, String outcome, EffectsForm asked) {
        List<String> kinds = kinds(complaint, outcome, asked);
        check(actor, complaint, outcome, asked);
        var done = new ArrayList<String>();
        Integer lot = asked.cancelAwardOfLot();
        Long refund = asked.refundFen();
        var steps = new ArrayList<Mono<Void>>();
        if (lot != null) {
            done.add("award-cancelled");
            steps.add(cancel(tx, actor, complaint, lot));
        }
        if (refund != null) {
            done.add("refund-owed");
            steps.add(refund(tx, actor, complaint, refund));
        }
        if (!kinds.isEmpty()) {
            done.add("finding");
            steps.add(findings(tx, actor, complaint, kinds));
        }
        if (asked.sanction() != null) {
            done.add("sanction");
            steps.add(sanction(tx, actor, complaint, asked));
        }
        return Flux.fromIterable(steps).concatMap(step -> step).then(Mono.just(done));
    }

    /** Every upheld complaint against an agency is in its record. */
    private static List<String> kinds(ComplaintRow complaint, String outcome, EffectsForm asked) {
        var kinds = new ArrayList<String>();
        if (outcome.equals("upheld") && complaint.agencyUscc() != null) {
            kinds.add("complaint_upheld");
        }
        asked.kinds().stream().filter(kind -> !kinds.contains(kind)).forEach(kinds::add);
        return kinds;
    }

    private static void check(
            Actor actor, ComplaintRow complaint, String outcome, EffectsForm asked) {
        var checks = new FieldChecks();
        boolean agency = complaint.agencyUscc() != null;
        for (int i = 0; i < asked.kinds().size(); i++) {
            String at = "#/effects/findings/" + i;
            String kind = asked.kinds().get(i);
            checks.require(
                    kind.matches("complaint_upheld|false_material|refused_to_sign|price_violation"),
                    at,
                    "one-of",
                    "记录的种类为 complaint_upheld、false_material 弄虚作假、refused_to_sign 拒绝签约、price_violation 价格违法");
            checks.require(agency, at, "agency-needed", "只记录中介机构的行为");
            checks.require(
                    !kind.equals("price_violation") || complaint.subject().equals("fee"),
                    at,
                    "of-fees-only",
                    "价格违法由收费投诉认定");
        }
        checks.require(
                asked.refundFen() == null || (complaint.contractId() != null && agency),
                "#/effects/refundFen",
                "agency-needed",
                "应退费用由合同的受托机构退还，只能在对它的合同投诉中责令");
        checks.require(
                asked.refundFen() == null || asked.refundFen() > 0,
                "#/effects/refundFen",
                "amount",
                "应退金额应为正整数（分）");
        checks.require(
                asked.cancelAwardOfLot() == null
                        || complaint.subject().matches("selection|conduct"),
                "#/effects/cancelAwardOfLot",
                "of-selections-only",
                "取消中选由选取投诉或者行为投诉决定");
        checks.require(
                asked.cancelAwardOfLot() == null || outcome.equals("upheld"),
                "#/effects/cancelAwardOfLot",
                "upheld-only",
                "投诉成立的才能取消中选");
        checks.require(
                asked.sanction() == null || actor.role() == Role.OPERATOR,
                "#/effects/sanction",
                "operator-only",
                "惩戒由运行机构作出；可以移送运行机构");
        checks.require(
                asked.sanction() == null || agency,
                "#/effects/sanction",
                "agency-needed",
                "惩戒只针对中介机构");
        checks.done();
    }

    /**
     * 取消中选 Before the signature only. The next in rank follows where the notice said so; else the
     * owner finds a draft of the lot in which the one excluded has to be avoided.
     */
    private Mono<Void> cancel(DSLContext tx, Actor actor, ComplaintRow complaint, int askedLot) {
        String reason = "投诉 " + complaint.number() + " 成立，取消中选";
        return lockRequest(tx, complaint)
                .then(Mono.defer(() -> lot(tx, complaint, askedLot)))
                .flatMap(lot ->
                        Terminations.byComplaint(tx, actor, complaint.requestId(), lot, reason)
                                .then(
                                        Mono.defer(() ->
                                                standstill.cancel(
                                                        tx,
                                                        complaint.requestId(),
                                                        lot,
                                                        actor.name(),
                                                        reason)))
                                .filter(cancelled -> !cancelled.followed())
                                .flatMap(cancelled ->
                                        again(tx, actor, complaint, lot, cancelled, reason)));
    }

    private static Mono<Void> lockRequest(DSLContext tx, ComplaintRow complaint) {
        return Mono.from(
                        tx.resultQuery(
                                "select r.id from service_request r where r.id = {0} for update",
                                val(complaint.requestId())))
                .then();
    }

    private static Mono<Integer> lot(DSLContext tx, ComplaintRow complaint, int asked) {
        if (complaint.contractId() == null) {
            return Mono.just(asked);
        }
        return Mono.from(tx.resultQuery(LOT, val(complaint.contractId())))
                .map(row -> row.get(0, Integer.class))
                .filter(lot -> lot == asked)
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new ContentRefused(
                                                "#/effects/cancelAwardOfLot",
                                                "lot-of-the-contract",
                                                "应为被投诉的合同的标段"))));
    }

    private static Mono<Void> again(
            DSLContext tx,
            Actor actor,
            ComplaintRow complaint,
            int lot,
            Cancelled cancelled,
            String reason) {
        return Requesting.again(
                        tx, actor.name(), complaint.requestId(), lot, cancelled.uscc(), reason)
                .then();
    }

    private static Mono<Void> refund(
            DSLContext tx, Actor actor, ComplaintRow complaint, long amountFen) {
        var contract = val(Objects.requireNonNull(complaint.contractId()));
        return Mono.from(
                        tx.resultQuery(
                                "select c.id from contract c where c.id = {0} for update",
                                contract))
                .then(Mono.defer(() -> Mono.from(tx.resultQuery(REFUNDABLE, contract))))
                .map(row -> row.get(0, Long.class))
                .doOnNext(most -> {
                    if (amountFen > most) {
                        throw new Refused(
                                new ContentRefused(
                                        "#/effects/refundFen",
                                        "above-what-was-charged",
                                        "应退金额不得超过已收而尚未责令退还的 "
                                                + new Money(Math.max(0, most)).yuan()));
                    }
                })
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(
                                                ORDER,
                                                complaint.key(),
                                                contract,
                                                val(amountFen),
                                                val(actor.name())))))
                .then();
    }

    private static Mono<Void> findings(
            DSLContext tx, Actor actor, ComplaintRow complaint, List<String> kinds) {
        return Flux.fromIterable(kinds)
                .concatMap(kind ->
                        Mono.from(
                                tx.query(
                                        FINDING,
                                        val(complaint.againstId()),
                                        val(complaint.contractId(), java.util.UUID.class),
                                        val(kind),
                                        val("投诉 " + complaint.number() + " 的处理决定"),
                                        val(complaint.number()),
                                        val(actor.name()))))
                .then();
    }

    private static Mono<Void> sanction(
            DSLContext tx, Actor actor, ComplaintRow complaint, EffectsForm asked) {
        return Sanctions.impose(
                        tx,
                        actor,
                        Objects.requireNonNull(complaint.agencyUscc()),
                        Objects.requireNonNull(asked.sanction()))
                .onErrorMap(Refused.class, Effects::inEffects)
                .then();
    }

    /** The same refusal, with the members where the decision has them. */
    private static Refused inEffects(Refused refused) {
        return refused.refusal() instanceof ContentRefused(var errors)
                ? new Refused(
                        new ContentRefused(
                                errors.stream()
                                        .map(error ->
                                                new FieldError(
                                                        error.pointer()
                                                                .replaceFirst(
                                                                        "^#", "#/effects/sanction"),
                                                        error.rule(),
                                                        error.detail()))
                                        .toList()))
                : refused;
    }
}
