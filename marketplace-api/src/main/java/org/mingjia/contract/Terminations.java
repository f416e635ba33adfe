package org.mingjia.contract;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Money;
import org.mingjia.contract.ContractForms.ContractStep;
import org.mingjia.contract.ContractForms.TerminationForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import reactor.core.publisher.Mono;

/** 终止 One side proposes, the other answers; the operator alone may end a contract by itself. */
public final class Terminations {

    private static final Set<String> GROUNDS =
            Set.of("agreement", "project-stopped", "breach", "force-majeure");

    private static final String TERMINATION =
            """
            insert into contract_termination (contract_id, termination_no, side, ground, reason, settled_fen, proposed_by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6})
            """;

    private static final String OPEN_TERMINATION =
            """
            select termination_no, side, settled_fen from contract_termination
             where contract_id = {0} and status = 'proposed'
            """;

    private static final String ANSWER_TERMINATION =
            "update contract_termination set status = {2}, decided_by = {3} where contract_id = {0} and termination_no = {1}";

    private static final String END =
            "update contract set status = 'terminated', settled_fen = {1} where id = {0}";

    private static final String SIGN_BY =
            """
            select sign_by <= clock_timestamp(), ((sign_by - interval '1 microsecond') at time zone 'Asia/Shanghai')::date
              from contract_clock where contract_id = {0}
            """;

    private Terminations() {}

    /** 终止 By agreement of the two; by the operator at once. */
    static Mono<ContractStep> propose(
            DSLContext tx, Actor actor, String number, TerminationForm form) {
        return ContractRow.lock(tx, actor, number)
                .flatMap(contract ->
                        switch (contract.status()) {
                            case "terminated" ->
                                    ContractRow.<ContractRow>refuse("terminated", "合同已经终止");
                            case "accepted" ->
                                    ContractRow.<ContractRow>refuse("accepted", "成果已经验收，合同不再终止");
                            default -> Mono.just(contract);
                        })
                .flatMap(contract ->
                        (contract.side() == null
                                        ? overrule(tx, actor, contract)
                                        : Proposals.none(tx, OPEN_TERMINATION, contract, "终止申请"))
                                .then(Mono.defer(() -> propose(tx, actor, contract, form))));
    }

    private static Mono<ContractStep> propose(
            DSLContext tx, Actor actor, ContractRow contract, TerminationForm form) {
        var checks = new FieldChecks();
        boolean operator = contract.side() == null;
        String ground = String.valueOf(form.ground());
        checks.require(
                GROUNDS.contains(ground)
                        || (operator && ground.equals("not-signed") && contract.isDrafting()),
                "#/ground",
                "one-of",
                "终止事由为 agreement 协商一致、project-stopped 项目终止、breach 违约、force-majeure 不可抗力；运行机构对未签订的合同可用 not-signed 逾期未签");
        String reason = checks.prose("#/reason", "理由", form.reason(), 10, 1000);
        long settled = form.settledFen() == null ? -1 : form.settledFen();
        long most = contract.mostSettledFen();
        checks.require(
                settled >= contract.chargedFen() && settled <= most,
                "#/settledFen",
                "settlement",
                "结算金额应在已开票的 "
                        + new Money(contract.chargedFen()).yuan()
                        + " 与"
                        + (contract.isInForce() ? "合同金额（不高于公布价格）" : "未签订合同的 ")
                        + new Money(most).yuan()
                        + " 之间");
        checks.done();
        int no = contract.terminationNo() + 1;
        return (ground.equals("not-signed") ? overdue(tx, contract) : Mono.<Void>empty())
                .then(
                        Mono.defer(() ->
                                Mono.from(
                                        tx.query(
                                                TERMINATION,
                                                contract.key(),
                                                val(no),
                                                val(contract.side(), String.class),
                                                val(ground),
                                                val(reason),
                                                val(settled),
                                                val(actor.name())))))
                .then(
                        operator
                                ? end(tx, actor, contract, no, settled)
                                : contract.tell(tx, actor.name(), "termination.proposed"))
                .then(contract.step(tx));
    }

    /** 逾期未签 Before the last day of signing is over nobody is late. */
    private static Mono<Void> overdue(DSLContext tx, ContractRow contract) {
        return Mono.from(tx.resultQuery(SIGN_BY, contract.key()))
                .flatMap(row ->
                        Boolean.TRUE.equals(row.get(0, Boolean.class))
                                ? Mono.<Void>empty()
                                : ContractRow.<Void>refuse(
                                        "not-overdue",
                                        row.get(1) == null
                                                ? "工作日历尚未载入，签订期限不能确定"
                                                : "签订期限至 "
                                                        + row.get(1, LocalDate.class)
                                                        + " 止，尚未逾期"));
    }

    static Mono<ContractStep> answer(
            DSLContext tx, Actor actor, String number, @Nullable Boolean accept) {
        boolean yes = Proposals.yes(accept);
        return ContractRow.lock(tx, actor, number)
                .flatMap(contract ->
                        Mono.from(tx.resultQuery(OPEN_TERMINATION, contract.key()))
                                .switchIfEmpty(ContractRow.refuse("nothing-proposed", "没有待答复的终止申请"))
                                .flatMap(open -> {
                                    int no = open.get(0, Integer.class);
                                    boolean own = open.get(1, String.class).equals(contract.side());
                                    if (own && yes) {
                                        return ContractRow.refuse(
                                                "the-other-side-answers", "终止由对方答复；本方只能撤回");
                                    }
                                    long settled = open.get(2, Long.class);
                                    if (yes && settled < contract.chargedFen()) {
                                        return ContractRow.refuse(
                                                "below-what-is-charged",
                                                "提出之后又开具了发票：已开票 "
                                                        + new Money(contract.chargedFen()).yuan()
                                                        + "，高于结算金额 "
                                                        + new Money(settled).yuan());
                                    }
                                    if (yes && settled > contract.mostSettledFen()) {
                                        return ContractRow.refuse(
                                                "above-what-is-agreed",
                                                "提出之后合同金额已变更为 "
                                                        + new Money(contract.mostSettledFen())
                                                                .yuan()
                                                        + "，低于结算金额 "
                                                        + new Money(settled).yuan()
                                                        + "，请重新提出");
                                    }
                                    return (yes
                                                    ? end(tx, actor, contract, no, settled)
                                                    : answered(
                                                            tx,
                                                            actor,
                                                            contract,
                                                            no,
                                                            own ? "withdrawn" : "refused"))
                                            .then(contract.step(tx));
                                }));
    }

    /**
     * Ends the contract of a lot whose award an upheld complaint cancels; refused once it is signed
     * (终止 is the way then). A lot without a contract has nothing to end.
     */
    public static Mono<Void> byComplaint(
            DSLContext tx, Actor actor, UUID requestId, int lotNo, String reason) {
        return ContractRow.lockOf(tx, requestId, lotNo)
                .flatMap(contract ->
                        contract.isDrafting()
                                ? overrule(tx, actor, contract)
                                        .then(terminate(tx, actor, contract, reason))
                                : ContractRow.<Void>refuse(
                                        "contract-is-signed", "合同已经签订，不能再取消中选；应终止合同"));
    }

    private static Mono<Void> terminate(
            DSLContext tx, Actor actor, ContractRow contract, String reason) {
        int no = contract.terminationNo() + 1;
        return Mono.from(
                        tx.query(
                                TERMINATION,
                                contract.key(),
                                val(no),
                                val(null, String.class),
                                val("complaint"),
                                val(reason),
                                val(0L),
                                val(actor.name())))
                .then(end(tx, actor, contract, no, 0));
    }

    /** What one side has proposed does not keep the operator from deciding. */
    private static Mono<Void> overrule(DSLContext tx, Actor actor, ContractRow contract) {
        return Mono.from(
                        tx.query(
                                "update contract_termination set status = 'refused', decided_by = {1} where contract_id = {0} and status = 'proposed'",
                                contract.key(), val(actor.name())))
                .then();
    }

    private static Mono<Void> end(
            DSLContext tx, Actor actor, ContractRow contract, int no, long settledFen) {
        return answered(tx, actor, contract, no, "agreed")
                .then(Mono.from(tx.query(END, contract.key(), val(settledFen))))
                .then(
                        Mono.from(
                                tx.query(
                                        "update contract_supplement set status = 'withdrawn', decided_by = {1} where contract_id = {0} and status = 'proposed'",
                                        contract.key(), val(actor.name()))))
                .then(contract.tell(tx, actor.name(), "contract.terminated"));
    }

    private static Mono<Void> answered(
            DSLContext tx, Actor actor, ContractRow contract, int no, String status) {
        return Mono.from(
                        tx.query(
                                ANSWER_TERMINATION,
                                contract.key(),
                                val(no),
                                val(status),
                                val(actor.name())))
                .then(contract.tell(tx, actor.name(), "termination." + status));
    }
}
