package org.mingjia.contract;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Money;
import org.mingjia.contract.ContractForms.ContractStep;
import org.mingjia.contract.ContractForms.SupplementForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** 补充协议 One side proposes, the other answers; both are bound by what the bid was bound by. */
final class Supplements {

    private static final String SUPPLEMENT =
            """
            insert into contract_supplement (contract_id, supplement_no, side, ground, award_fen, bound_fen, amount_before_fen,
                                             amount_after_fen, deliver_before, deliver_after, public_reason, text, proposed_by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12})
            """;

    private static final String OPEN_SUPPLEMENT =
            """
            select supplement_no, side, amount_after_fen, deliver_after from contract_supplement
             where contract_id = {0} and status = 'proposed'
            """;

    private static final String ANSWER_SUPPLEMENT =
            "update contract_supplement set status = {2}, decided_by = {3} where contract_id = {0} and supplement_no = {1}";

    private static final String CHANGE =
            "update contract set amount_fen = {1}, deliver_by = {2}, supplement_no = {3} where id = {0}";

    private Supplements() {}

    /** 补充协议 Never above the bound of the bid, and above a tenth more only with a public reason. */
    static Mono<ContractStep> propose(
            DSLContext tx, Actor actor, String number, SupplementForm form) {
        return ContractRow.lock(tx, actor, number)
                .flatMap(Supplements::inForce)
                .flatMap(contract ->
                        Proposals.none(tx, OPEN_SUPPLEMENT, contract, "补充协议")
                                .then(Mono.defer(() -> propose(tx, actor, contract, form))));
    }

    private static Mono<ContractStep> propose(
            DSLContext tx, Actor actor, ContractRow contract, SupplementForm form) {
        var checks = new FieldChecks();
        String ground = checks.prose("#/ground", "变更理由", form.ground(), 10, 1000);
        long amount = form.amountFen() == null ? contract.amountFen() : form.amountFen();
        LocalDate day = form.deliverBy() == null ? contract.deliverBy() : form.deliverBy();
        checks.require(
                amount >= 1 && amount <= contract.boundFen(),
                "#/amountFen",
                "above-the-bound",
                "变更后的金额应在 0.01 元与最高限价 "
                        + new Money(contract.boundFen()).yuan()
                        + " 之间，现为 "
                        + new Money(amount).yuan());
        checks.require(
                amount >= contract.chargedFen(),
                "#/amountFen",
                "below-what-is-charged",
                "变更后的金额不能低于已开票的 " + new Money(contract.chargedFen()).yuan() + "；应先开具红字发票");
        boolean large =
                Math.multiplyHigh(amount, 10) == 0 && amount * 10 > contract.awardFen() * 11;
        String reason =
                form.publicReason() == null && !large
                        ? ""
                        : checks.prose(
                                "#/publicReason",
                                "公开理由（超过中选金额 10 % 必填）",
                                form.publicReason(),
                                10,
                                1000);
        checks.require(
                !day.isBefore(contract.today()) || day.equals(contract.deliverBy()),
                "#/deliverBy",
                "delivery-day",
                "交付日不能早于今天（" + contract.today() + "）");
        checks.require(
                amount != contract.amountFen() || !day.equals(contract.deliverBy()),
                "#",
                "nothing-changed",
                "补充协议应变更金额或者交付日");
        checks.done();
        @Nullable String publicReason = reason.isEmpty() ? null : reason;
        var text = new LinkedHashMap<String, @Nullable Object>();
        text.put("number", contract.number());
        text.put("supplementNo", contract.supplementNo() + 1);
        text.put("contractHash", contract.hash());
        text.put("ground", ground);
        text.put("amountBeforeFen", contract.amountFen());
        text.put("amountAfterFen", amount);
        text.put("deliverBefore", contract.deliverBy());
        text.put("deliverAfter", day);
        text.put("publicReason", publicReason);
        return Mono.from(
                        tx.query(
                                SUPPLEMENT,
                                contract.key(),
                                val(contract.supplementNo() + 1),
                                val(contract.side(), String.class),
                                val(ground),
                                val(contract.awardFen()),
                                val(contract.boundFen()),
                                val(contract.amountFen()),
                                val(amount),
                                val(contract.deliverBy()),
                                val(day),
                                val(publicReason, String.class),
                                val(JsonMapper.shared().writeValueAsString(text)),
                                val(actor.name())))
                .then(contract.tell(tx, actor.name(), "supplement.proposed"))
                .then(contract.step(tx));
    }

    static Mono<ContractStep> answer(
            DSLContext tx, Actor actor, String number, @Nullable Boolean accept) {
        boolean yes = Proposals.yes(accept);
        return ContractRow.lock(tx, actor, number)
                .flatMap(Supplements::inForce)
                .flatMap(contract ->
                        Mono.from(tx.resultQuery(OPEN_SUPPLEMENT, contract.key()))
                                .switchIfEmpty(ContractRow.refuse("nothing-proposed", "没有待答复的补充协议"))
                                .flatMap(open -> {
                                    int no = open.get(0, Integer.class);
                                    boolean own = open.get(1, String.class).equals(contract.side());
                                    if (own && yes) {
                                        return ContractRow.refuse(
                                                "the-other-side-answers", "补充协议由对方答复；本方只能撤回");
                                    }
                                    if (yes && open.get(2, Long.class) < contract.chargedFen()) {
                                        return ContractRow.refuse(
                                                "below-what-is-charged",
                                                "提出之后又开具了发票：已开票 "
                                                        + new Money(contract.chargedFen()).yuan()
                                                        + "，高于变更后的金额");
                                    }
                                    String status = yes ? "signed" : own ? "withdrawn" : "refused";
                                    return Mono.from(
                                                    tx.query(
                                                            ANSWER_SUPPLEMENT,
                                                            contract.key(),
                                                            val(no),
                                                            val(status),
                                                            val(actor.name())))
                                            .then(
                                                    yes
                                                            ? Mono.from(
                                                                    tx.query(
                                                                            CHANGE,
                                                                            contract.key(),
                                                                            val(
                                                                                    open.get(
                                                                                            2,
                                                                                            Long
                                                                                                    .class)),
                                                                            val(
                                                                                    open.get(
                                                                                            3,
                                                                                            LocalDate
                                                                                                    .class)),
                                                                            val(no)))
                                                            : Mono.<Integer>empty())
                                            .then(
                                                    contract.tell(
                                                            tx,
                                                            actor.name(),
                                                            "supplement." + status))
                                            .then(contract.step(tx));
                                }));
    }

    private static Mono<ContractRow> inForce(ContractRow contract) {
        return contract.isInForce()
                ? Mono.just(contract)
                : ContractRow.refuse("not-in-force", "合同尚未签订，或者已经验收、终止");
    }
}
