package org.mingjia.fees;

import static org.jooq.impl.DSL.val;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Money;
import org.mingjia.fees.ChargedContract.PaymentNode;
import org.mingjia.fees.FeeForms.Charged;
import org.mingjia.fees.FeeForms.InvoiceForm;
import org.mingjia.fees.FeeForms.LineForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.OfCharge.AboveBound;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 开票 Every line is of the contract's listed item under its listed name, and all of them together
 * never come to more than may be charged at this moment. The database proves the same again.
 */
final class Invoicing {

    private static final int MOST_LINES = 50;
    private static final String LINE =
            """
            insert into fee_line (contract_id, line_no, invoice_no, agency_id, item_code, item_name, signed_on, price_entry_id,
                                  node, amount_fen, before_fen)
            select c.id, 1, {1}, c.agency_id, c.item_code, c.item_name, c.signed_on, c.price_entry_id, {2}, {3}, 0
              from contract c where c.id = {0}
            """;

    private Invoicing() {}

    static Mono<Charged> invoice(DSLContext tx, Actor actor, String number, InvoiceForm form) {
        return ChargedContract.lock(tx, actor, number)
                .flatMap(ChargedContract::signed)
                .flatMap(contract ->
                        InvoicePaper.once(tx, contract, form.taxNumber())
                                .then(Mono.defer(() -> invoice(tx, actor, contract, form))));
    }

    private static Mono<Charged> invoice(
            DSLContext tx, Actor actor, ChargedContract contract, InvoiceForm form) {
        check(contract, form);
        int no = contract.invoices() + 1;
        return InvoicePaper.add(
                        tx,
                        actor,
                        contract,
                        no,
                        "invoice",
                        form.taxNumber(),
                        form.issuedOn(),
                        null,
                        null)
                .thenMany(
                        Flux.fromIterable(form.given())
                                .concatMap(line ->
                                        Mono.from(
                                                tx.query(
                                                        LINE,
                                                        contract.key(),
                                                        val(no),
                                                        val(line.node()),
                                                        val(line.amountFen())))))
                .then(contract.recorded(tx, actor, "invoice.issued", no));
    }

    private static void check(ChargedContract contract, InvoiceForm form) {
        var checks = new FieldChecks();
        InvoicePaper.check(checks, contract, form.taxNumber(), form.issuedOn());
        List<LineForm> lines = form.given();
        checks.require(
                !lines.isEmpty() && lines.size() <= MOST_LINES,
                "#/lines",
                "lines",
                "收费明细应为 1 至 " + MOST_LINES + " 行");
        long sum = 0;
        var ofNodes = new HashMap<String, Long>();
        for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            sum += line(checks, contract, ofNodes, "#/lines/" + i, lines.get(i));
        }
        checks.done();
        if (sum > contract.limitFen() - contract.chargedFen()) {
            throw new Refused(above(contract, sum));
        }
    }

    private static long line(
            FieldChecks checks,
            ChargedContract contract,
            Map<String, Long> ofNodes,
            String at,
            LineForm line) {
        String listed = contract.itemCode() + "「" + contract.itemName() + "」";
        if (!contract.itemCode().equals(line.itemCode())) {
            checks.refuse(
                    at + "/itemCode", "not-on-the-contract", "清单之外不得收费：本合同只能就事项 " + listed + " 收费");
        } else if (!contract.itemName().equals(line.itemName())) {
            boolean looksAlike = plain(contract.itemName()).equals(plain(line.itemName()));
            checks.refuse(
                    at + "/itemName",
                    looksAlike ? "name-to-the-letter" : "fee-not-on-the-list",
                    looksAlike
                            ? "事项名称须与清单逐字一致，应为 " + listed + "（空格、全角半角也算）"
                            : "清单之外不得收费：「" + shown(line.itemName()) + "」不是本合同的清单事项，应为 " + listed);
        }
        PaymentNode node = node(checks, contract, at + "/node", line.node());
        Long fen = line.amountFen();
        checks.require(
                fen != null && fen > 0 && fen <= 9_999_999_999_999L,
                at + "/amountFen",
                "amount",
                "金额应为正整数（分）；退还费用请开具红字发票");
        long charged = fen == null || fen > 9_999_999_999_999L ? 0 : fen;
        if (node != null) {
            long together = ofNodes.merge(node.name(), charged, Long::sum);
            // what is more than the whole contract is refused as that
            checks.require(
                    together <= node.leftFen()
                            || together > contract.limitFen() - contract.chargedFen(),
                    at + "/amountFen",
                    "above-the-node",
                    "付款节点「"
                            + node.name()
                            + "」还可开票 "
                            + new Money(node.leftFen()).yuan()
                            + "，本张 "
                            + new Money(together).yuan()
                            + "，超出 "
                            + new Money(together - node.leftFen()).yuan());
        }
        return charged;
    }

    private static @Nullable PaymentNode node(
            FieldChecks checks, ChargedContract contract, String at, @Nullable String name) {
        boolean onlyAdvance = contract.status().equals("signed") && contract.limitFen() > 0;
        var named = contract.nodes().stream().filter(node -> node.name().equals(name)).findFirst();
        if (named.isEmpty()) {
            checks.refuse(at, "node-of-the-contract", "应为合同的付款节点之一：" + names(contract, _ -> true));
        } else if (onlyAdvance && !named.get().advance()) {
            checks.refuse(
                    at,
                    "beyond-the-advance",
                    "备案之前只能收取约定的预付款：" + names(contract, PaymentNode::advance));
        }
        return named.orElse(null);
    }

    private static String names(ChargedContract contract, Predicate<PaymentNode> which) {
        return contract.nodes().stream()
                .filter(which)
                .map(PaymentNode::name)
                .collect(Collectors.joining("、"));
    }

    private static String shown(@Nullable String name) {
        String text = name == null ? "" : name.strip();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** Without blanks and widths, to tell a misspelt item from another one. */
    private static String plain(@Nullable String name) {
        return Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]", "");
    }

    private static AboveBound above(ChargedContract contract, long sum) {
        long left = contract.limitFen() - contract.chargedFen();
        Long price = contract.priceFen();
        String rule =
                contract.status().equals("signed")
                        ? "beyond-the-advance"
                        : contract.status().equals("terminated")
                                ? "beyond-the-settlement"
                                : price != null
                                                && contract.limitFen() == price
                                                && price < contract.amountFen()
                                        ? "above-published-price"
                                        : "above-the-contract";
        String bound =
                switch (rule) {
                    case "beyond-the-advance" -> "备案之前只能收取约定的预付款";
                    case "beyond-the-settlement" -> "合同已终止，只能收取结算金额";
                    case "above-published-price" -> "不得高于合同日有效的公布价格";
                    default -> "不得高于合同金额";
                };
        return new AboveBound(
                "#/lines",
                rule,
                bound
                        + " "
                        + new Money(contract.limitFen()).yuan()
                        + "：已开票 "
                        + new Money(contract.chargedFen()).yuan()
                        + "，还可开票 "
                        + new Money(left).yuan()
                        + "，本张 "
                        + new Money(sum).yuan()
                        + "，超出 "
                        + new Money(sum - left).yuan(),
                contract.limitFen(),
                String.valueOf(contract.priceEntryId()));
    }
}
