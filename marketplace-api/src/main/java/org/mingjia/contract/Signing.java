package org.mingjia.contract;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.bidding.Eligibility;
import org.mingjia.catalog.Money;
import org.mingjia.contract.ContractForms.ConfirmationForm;
import org.mingjia.contract.ContractForms.ContractStep;
import org.mingjia.contract.ContractForms.DraftForm;
import org.mingjia.contract.ContractForms.NodeForm;
import org.mingjia.contract.ContractText.Node;
import org.mingjia.contract.PriceOnTheDay.DayPrice;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** From the first document to the filing: proposals, the two confirmations, 备案. */
final class Signing {

    private static final int MOST_NODES = 20;
    private static final int MOST_YEARS = 10;

    private static final String CONFIRM =
            """
            insert into contract_confirmation (contract_id, document_no, hash, side, by) values ({0}, {1}, {2}, {3}, {4})
            """;

    private static final String CONFIRMED =
            "select side from contract_confirmation where contract_id = {0} and document_no = {1}";

    /** The item under the name that it has on the list today; nothing where it is on it no more. */
    private static final String SIGN =
            """
            update contract c set status = 'signed', item_name = i.name, price_entry_id = {1}, price_fen = {2}
              from service_item i
             where c.id = {0} and i.code = c.item_code and i.payer = c.payer and i.pricing_mode = c.pricing_mode
               and i.valid @> market_today()
               and exists (select from act_item a where a.act_code = c.act_code and a.item_code = c.item_code
                              and a.valid @> market_today())
            returning c.id
            """;

    /** A file of one's own that is a PDF. */
    private static final String PAPER =
            """
            select id from stored_file
             where id = {0} and organisation_id = {1} and media_type = 'application/pdf'
            """;

    private static final String FILE =
            "update contract set status = 'filed', filed_file = {1} where id = {0}";

    private Signing() {}

    /** 提出文本 The other side reads it, and both confirm it anew. */
    static Mono<ContractStep> propose(DSLContext tx, Actor actor, String number, DraftForm form) {
        return ContractRow.lock(tx, actor, number)
                .flatMap(Signing::drafting)
                .flatMap(contract -> {
                    ContractText text = agreed(contract, form);
                    if (text.written().equals(contract.text())) {
                        return ContractRow.refuse("nothing-changed", "与现有文本相同，请直接确认");
                    }
                    if (contract.documentNo() >= 50) {
                        return ContractRow.refuse("too-many-documents", "合同文本不超过 50 稿");
                    }
                    return Documents.add(
                                    tx,
                                    contract.id(),
                                    contract.documentNo() + 1,
                                    contract.side(),
                                    text,
                                    actor.name())
                            .then(contract.tell(tx, actor.name(), "contract.proposed"))
                            .then(contract.step(tx));
                });
    }

    private static ContractText agreed(ContractRow contract, DraftForm form) {
        var checks = new FieldChecks();
        ContractText text = ContractText.read(contract.text());
        LocalDate day = form.deliverBy();
        checks.require(
                day != null
                        && !day.isBefore(contract.today())
                        && day.isBefore(contract.today().plusYears(MOST_YEARS)),
                "#/deliverBy",
                "delivery-day",
                "交付日应为今天（" + contract.today() + "）起 " + MOST_YEARS + " 年以内的一天");
        String special =
                form.special() == null
                        ? ""
                        : checks.prose("#/special", "补充约定", form.special(), 0, 4000);
        List<Node> nodes = nodes(checks, form.given(), contract.amountFen());
        checks.done();
        return text.with(Objects.requireNonNull(day), nodes, special.isEmpty() ? null : special);
    }

    private static List<Node> nodes(FieldChecks checks, List<NodeForm> given, long amountFen) {
        checks.require(
                !given.isEmpty() && given.size() <= MOST_NODES,
                "#/nodes",
                "nodes",
                "付款节点应为 1 至 " + MOST_NODES + " 个");
        var nodes = new java.util.ArrayList<Node>();
        var names = new HashSet<String>();
        long sum = 0;
        for (int i = 0; i < Math.min(given.size(), MOST_NODES); i++) {
            NodeForm node = given.get(i);
            String at = "#/nodes/" + i;
            String name = checks.text(at + "/name", "付款节点", node.name(), 2, 60);
            checks.require(names.add(name), at + "/name", "node-once", "付款节点的名称不能重复");
            // clause 2: nothing is charged outside the list, under whatever name
            checks.require(
                    !name.matches(".*费用?"),
                    at + "/name",
                    "node-is-no-fee",
                    "付款节点说明何时付款，不是收费名目；清单之外不得收费");
            Long fen = node.amountFen();
            checks.require(
                    fen != null && fen > 0 && fen <= amountFen,
                    at + "/amountFen",
                    "node-amount",
                    "付款节点的金额应在 0.01 元与合同金额 " + new Money(amountFen).yuan() + " 之间");
            sum += fen == null || fen > amountFen ? 0 : fen;
            nodes.add(new Node(name, fen == null ? 0 : fen, Boolean.TRUE.equals(node.advance())));
        }
        checks.require(
                sum == amountFen,
                "#/nodes",
                "nodes-come-to-the-amount",
                "付款节点合计 " + new Money(sum).yuan() + "，应等于合同金额 " + new Money(amountFen).yuan());
        return nodes;
    }

    /**
     * 确认 By each side once, of the exact text; with the second the contract is signed. Before that
     * everything is looked at again: who it is, the list, the price of the day.
     */
    static Mono<ContractStep> confirm(
            DSLContext tx, Actor actor, String number, ConfirmationForm form, DayPrice price) {
        return ContractRow.lock(tx, actor, number)
                .flatMap(Signing::drafting)
                .flatMap(contract -> {
                    if (form.documentNo() == null
                            || form.documentNo() != contract.documentNo()
                            || !contract.hash().equals(form.hash())) {
                        return ContractRow.refuse(
                                "not-the-last-document",
                                "现有文本为第 "
                                        + contract.documentNo()
                                        + " 稿，SHA-256 "
                                        + contract.hash());
                    }
                    return sides(tx, contract)
                            .flatMap(before ->
                                    before.contains(contract.side())
                                            ? ContractRow.<Boolean>refuse(
                                                    "already-confirmed", "本方已经确认这一稿")
                                            : Mono.just(!before.isEmpty()))
                            .flatMap(second ->
                                    confirm(tx, actor, contract)
                                            .then(
                                                    second
                                                            ? sign(tx, actor, contract, price)
                                                            : Mono.<Void>empty()))
                            .then(contract.step(tx));
                });
    }

    private static Mono<List<String>> sides(DSLContext tx, ContractRow contract) {
        return reactor.core.publisher.Flux.from(
                        tx.resultQuery(CONFIRMED, contract.key(), val(contract.documentNo())))
                .map(row -> row.get(0, String.class))
                .collectList();
    }

    private static Mono<Void> confirm(DSLContext tx, Actor actor, ContractRow contract) {
        return Mono.from(
                        tx.query(
                                CONFIRM,
                                contract.key(),
                                val(contract.documentNo()),
                                val(contract.hash()),
                                val(contract.side(), String.class),
                                val(actor.name())))
                .then(contract.tell(tx, actor.name(), "contract.confirmed"));
    }

    private static Mono<Void> sign(
            DSLContext tx, Actor actor, ContractRow contract, DayPrice price) {
        return Eligibility.problems(tx, contract.requestId(), contract.lotNo(), contract.agencyId())
                .flatMap(problems -> {
                    if (!problems.isEmpty()) {
                        return ContractRow.refuse("gate", "签约前复核未通过：" + String.join("；", problems));
                    }
                    UUID entry = price.entryId();
                    Long fen = price.fen();
                    return entry == null || fen == null
                            ? ContractRow.refuse("no-published-price", price.reason())
                            : Mono.from(tx.resultQuery(SIGN, contract.key(), val(entry), val(fen)));
                })
                .switchIfEmpty(ContractRow.refuse("not-on-the-list", "事项或其收费方式、付费主体已不在今天的清单内，不能签约"))
                .then(contract.tell(tx, actor.name(), "contract.signed"));
    }

    private static Mono<ContractRow> drafting(ContractRow contract) {
        return contract.isDrafting()
                ? Mono.just(contract)
                : ContractRow.refuse("not-drafting", "合同已经签订或者终止；变更请签补充协议");
    }

    /** 备案 With it the whole amount may be charged, and the contract is on the public register. */
    static Mono<ContractStep> file(
            DSLContext tx, Actor actor, String number, @Nullable UUID fileId) {
        return ContractRow.lock(tx, actor, number)
                .flatMap(contract ->
                        contract.status().equals("signed")
                                ? Mono.just(contract)
                                : ContractRow.<ContractRow>refuse(
                                        "not-signed", "只有已签订、尚未备案的合同可以备案"))
                .flatMap(contract ->
                        paper(tx, actor, fileId)
                                .then(
                                        Mono.from(
                                                tx.query(
                                                        FILE,
                                                        contract.key(),
                                                        val(fileId, UUID.class))))
                                .then(contract.tell(tx, actor.name(), "contract.filed"))
                                .then(contract.step(tx)));
    }

    private static Mono<Void> paper(DSLContext tx, Actor actor, @Nullable UUID fileId) {
        if (fileId == null) {
            return Mono.empty();
        }
        return Mono.from(tx.resultQuery(PAPER, val(fileId), val(actor.organisation())))
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new ContentRefused(
                                                "#/fileId", "own-pdf", "应为本单位上传的一份 PDF"))))
                .then();
    }
}
