package org.mingjia.complaint;

import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.mingjia.complaint.ComplaintForms.ComplaintDecisionForm;
import org.mingjia.complaint.ComplaintForms.EffectsForm;
import org.mingjia.complaint.ComplaintViews.ComplaintStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 处理决定 Once, with all that follows from it in one transaction, and published as it is made. */
@Component
final class Ruling {

    private static final String DECIDE =
            """
            update complaint set status = 'decided', outcome = {1}, findings = {2}, summary = {3}, effects = {4},
                   decided_at = clock_timestamp(), decided_by = {5}
             where id = {0}
            """;

    /**
     * Natural persons among those concerned, the people of the agencies among them, and who signed
     * what was delivered.
     */
    private static final String PERSONS =
            """
            select o.name from organisation o
             where o.kind = 'natural_person'
               and o.id in ({0}, {1}, (select r.owner_id from service_request r where r.id = {2}))
            union
            select p.name from practitioner p where p.agency_id in ({0}, {1})
            union
            select s ->> 'name' from delivery d cross join jsonb_array_elements(d.signatories) s where d.contract_id = {3}
            limit 5000
            """;

    private final Holding holding;
    private final Effects effects;

    Ruling(Holding holding, Effects effects) {
        this.holding = holding;
        this.effects = effects;
    }

    Mono<ComplaintStep> decide(
            DSLContext tx, Actor actor, String number, ComplaintDecisionForm form) {
        var checks = new FieldChecks();
        String outcome = String.valueOf(form.outcome());
        checks.require(
                outcome.matches(Words.OUTCOMES),
                "#/outcome",
                "one-of",
                "处理结果为 upheld 成立、partly 部分成立、rejected 不成立");
        String findings = checks.prose("#/findings", "查明的事实与处理意见", form.findings(), 10, 4000);
        String summary = checks.prose("#/summary", "公开的处理结果", form.summary(), 10, 2000);
        EffectsForm follows = form.effects() == null ? EffectsForm.NONE : form.effects();
        checks.require(
                !outcome.equals("rejected") || follows.isEmpty(),
                "#/effects",
                "nothing-follows",
                "投诉不成立的，不附带任何处理");
        checks.done();
        return ComplaintRow.atDesk(tx, actor, number)
                .flatMap(complaint -> complaint.being("accepted"))
                .flatMap(complaint -> heard(complaint, outcome))
                .flatMap(complaint ->
                        holding.liftAll(tx, actor, complaint, "投诉已经处理")
                                .flatMap(lifted ->
                                        effects.apply(tx, actor, complaint, outcome, follows)
                                                .flatMap(done ->
                                                        masked(tx, complaint, summary)
                                                                .flatMap(open ->
                                                                        update(
                                                                                tx, actor,
                                                                                complaint, outcome,
                                                                                findings, open,
                                                                                done)))
                                                .then(
                                                        Mono.defer(() ->
                                                                holding.goOn(tx, actor, lifted))))
                                .then(
                                        complaint.tell(
                                                tx,
                                                actor,
                                                "complaint.decided",
                                                Map.of("outcome", outcome)))
                                .then(complaint.step(tx)));
    }

    /** Nothing is upheld before the other side was heard, or has let its days pass. */
    private static Mono<ComplaintRow> heard(ComplaintRow complaint, String outcome) {
        var by = complaint.statementBy();
        return outcome.equals("rejected") || by == null || !complaint.now().isBefore(by)
                ? Mono.just(complaint)
                : ComplaintRow.refuse("not-heard", "被投诉人尚未陈述，其期限至 " + by + "；此前不能认定投诉成立");
    }

    private static Mono<String> masked(DSLContext tx, ComplaintRow complaint, String summary) {
        return Flux.from(
                        tx.resultQuery(
                                PERSONS,
                                val(complaint.complainantId()),
                                val(complaint.againstId()),
                                val(complaint.requestId()),
                                val(complaint.contractId(), UUID.class)))
                .map(row -> row.get(0, String.class))
                .collectList()
                .map(persons -> Masking.published(summary, persons));
    }

    private static Mono<Integer> update(
            DSLContext tx,
            Actor actor,
            ComplaintRow complaint,
            String outcome,
            String findings,
            String summary,
            List<String> done) {
        return Mono.from(
                tx.query(
                        DECIDE,
                        complaint.key(),
                        val(outcome),
                        val(findings),
                        val(summary),
                        val(done.toArray(String[]::new)),
                        val(actor.name())));
    }
}
