package org.mingjia.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.fees.Payments.pay;
import static org.mingjia.fees.Payments.refund;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.contract.Deal;

/**
 * 付款节点与付款 What was agreed is charged when it was agreed, and what cannot have happened is not
 * recorded.
 */
class PaymentsTest {

    @Test
    void aNodeIsChargedUpToWhatItComesToAndBeforeTheFilingOnlyAnAdvance() {
        var deal = Deal.signedWithAdvance(8_000, 2_000);
        assertThat(deal.invoice(Deal.taxNumber(), Deal.NODE, 100_000).faults())
                .containsExactly("#/lines/0/node beyond-the-advance");
        deal.file();
        assertThat(deal.invoice(Deal.taxNumber(), Deal.ADVANCE, 200_001).faults())
                .containsExactly("#/lines/0/amountFen above-the-node");
        assertThat(deal.invoice(Deal.taxNumber(), Deal.ADVANCE, 200_000).status()).isEqualTo(201);
        assertThat(
                        deal.propose(
                                        deal.owner,
                                        List.of(
                                                Deal.node("加急费", 1_000, false),
                                                Deal.node(Deal.NODE, 7_000, false)))
                                .status())
                .as("signed already")
                .isEqualTo(409);
        var draft = Deal.drafted(8_000);
        assertThat(
                        draft.propose(
                                        draft.owner,
                                        List.of(
                                                Deal.node("加急费", 1_000, false),
                                                Deal.node(Deal.NODE, 7_000, false)))
                                .faults())
                .containsExactly("#/nodes/0/name node-is-no-fee");
    }

    @Test
    void whatCannotBeAFactIsNoPayment() {
        var deal = Deal.filed(8_000);
        deal.invoice(Deal.taxNumber(), 500_000);
        assertThat(pay(deal, 1, 800_001, "BANK-0001").faults())
                .containsExactly("#/amountFen above-the-contract");
        assertThat(refund(deal, 1, 1, "BACK-0001").faults())
                .containsExactly("#/amountFen above-what-was-paid");
        assertThat(pay(deal, 1, 500_000, "BANK-0001").status()).isEqualTo(201);
        assertThat(refund(deal, 1, 500_001, "BACK-0001").faults())
                .containsExactly("#/amountFen above-what-was-paid");
        var early = new HashMap<>(Payments.body(1, 100, "BANK-0002"));
        early.put("paidOn", Scratch.day(-1));
        assertThat(deal.owner.post(deal.path() + "/payments", early).faults())
                .containsExactly("#/paidOn has-happened");
    }
}
