package org.mingjia.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.PassingTime;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;

/** 变更与终止 Proposed by one side and answered by the other, inside the bounds of the bid. */
class ChangesTest {

    @Test
    void aSupplementStaysInsideTheBoundOfTheBidAndIsSignedByTheOtherSide() {
        var deal = Deal.filed(8_000);
        long bound = deal.seen().path("boundFen").asLong();
        assertThat(bound).isEqualTo(2_000_000);
        var over = Map.of("ground", "业主增加了两个监测点位", "amountFen", bound + 1);
        Answer refused = deal.owner.post(deal.path() + "/supplements", over);
        assertThat(refused.faults())
                .containsExactly("#/amountFen above-the-bound", "#/publicReason required");
        assertThat(refused.text("detail") + refused.body()).contains("20,000.00 元");

        Answer silent =
                deal.owner.post(
                        deal.path() + "/supplements",
                        Map.of("ground", "业主增加了两个监测点位", "amountFen", 880_001));
        assertThat(silent.faults()).containsExactly("#/publicReason required");
        assertThat(
                        deal.owner
                                .post(
                                        deal.path() + "/supplements",
                                        Map.of("ground", "业主增加了两个监测点位", "amountFen", 880_000))
                                .status())
                .as("a tenth more needs none")
                .isEqualTo(201);
        assertThat(
                        deal.agency
                                .post(
                                        deal.path() + "/supplements",
                                        Map.of("ground", "业主增加了两个监测点位", "amountFen", 870_000))
                                .text("rule"))
                .isEqualTo("one-at-a-time");
        assertThat(
                        deal.owner
                                .post(deal.path() + "/supplement-answers", Map.of("accept", true))
                                .text("rule"))
                .isEqualTo("the-other-side-answers");
        assertThat(deal.seen().at("/account/amountFen").asLong()).isEqualTo(800_000);
        assertThat(
                        deal.agency
                                .post(deal.path() + "/supplement-answers", Map.of("accept", true))
                                .status())
                .isEqualTo(201);
        assertThat(deal.seen().at("/account/amountFen").asLong()).isEqualTo(880_000);
        assertThat(deal.seen().at("/account/limitFen").asLong()).isEqualTo(880_000);
        assertThat(
                        Sending.get("/api/contract-register/{n}", deal.number)
                                .body()
                                .at("/supplements/0/amountAfterFen")
                                .asLong())
                .isEqualTo(880_000);
    }

    @Test
    void anEndIsAgreedAndSettledAndTheOperatorAloneEndsADraftThatNobodySigned() {
        var deal = Deal.filed(8_000);
        assertThat(deal.invoice(Deal.taxNumber(), 300_000).status()).isEqualTo(201);
        Answer low =
                deal.owner.post(
                        deal.path() + "/terminations",
                        Map.of(
                                "ground",
                                "project-stopped",
                                "reason",
                                "项目停建，不再需要该服务",
                                "settledFen",
                                299_999));
        assertThat(low.faults()).containsExactly("#/settledFen settlement");
        Map<String, Object> fair =
                Map.of(
                        "ground",
                        "project-stopped",
                        "reason",
                        "项目停建，不再需要该服务",
                        "settledFen",
                        350_000);
        assertThat(deal.owner.post(deal.path() + "/terminations", fair).text("status"))
                .isEqualTo("filed");
        assertThat(
                        deal.agency
                                .post(deal.path() + "/termination-answers", Map.of("accept", true))
                                .text("status"))
                .isEqualTo("terminated");
        Answer over = deal.invoice(Deal.taxNumber(), 50_001);
        assertThat(over.text("rule")).isEqualTo("beyond-the-settlement");
        assertThat(deal.invoice(Deal.taxNumber(), 50_000).status()).isEqualTo(201);
        assertThat(deal.owner.post(deal.path() + "/terminations", fair).text("rule"))
                .isEqualTo("terminated");

        var unsigned = Deal.drafted(8_000);
        Map<String, Object> late =
                Map.of("ground", "not-signed", "reason", "超过签约期限，双方均未签订", "settledFen", 0);
        assertThat(unsigned.owner.post(unsigned.path() + "/terminations", late).faults())
                .containsExactly("#/ground one-of");
        Answer early = byTheOperator(unsigned, late);
        assertThat(early.text("rule")).as("nobody is late yet").isEqualTo("not-overdue");
        assertThat(early.text("detail")).contains("签订期限至");
        PassingTime.asIfPast(
                unsigned.id(),
                "contract",
                "update contract set awarded_on = awarded_on - 40 where id = ?");
        assertThat(byTheOperator(unsigned, late).text("status")).isEqualTo("terminated");
        assertThat(unsigned.seen().path("status").asString()).isEqualTo("terminated");
    }

    @Test
    void aSettlementAboveWhatASupplementHasLoweredMeanwhileIsNotAgreed() {
        var deal = Deal.filed(8_000);
        deal.owner.post(
                deal.path() + "/terminations",
                Map.of("ground", "agreement", "reason", "双方协商一致终止本合同", "settledFen", 800_000));
        deal.owner.post(
                deal.path() + "/supplements",
                Map.of("ground", "业主减少了两个监测点位", "amountFen", 700_000));
        assertThat(
                        deal.agency
                                .post(deal.path() + "/supplement-answers", Map.of("accept", true))
                                .status())
                .isEqualTo(201);
        Answer refused =
                deal.agency.post(deal.path() + "/termination-answers", Map.of("accept", true));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("rule")).isEqualTo("above-what-is-agreed");
    }

    private static Answer byTheOperator(Deal deal, Map<String, Object> form) {
        return Answer.of(
                Scratch.market()
                        .operator()
                        .post()
                        .uri(deal.path() + "/terminations")
                        .bodyValue(form)
                        .exchange());
    }

    @Test
    void whatASideHasProposedDoesNotKeepTheOperatorFromDeciding() {
        var deal = Deal.filed(8_000);
        deal.owner.post(
                deal.path() + "/supplements",
                Map.of("ground", "业主增加了两个监测点位", "amountFen", 850_000));
        deal.agency.post(
                deal.path() + "/terminations",
                Map.of("ground", "breach", "reason", "对方未按约定提供资料", "settledFen", 800_000));
        var decision = Map.of("ground", "breach", "reason", "经核实，受托方停止履行合同", "settledFen", 0);
        Answer ended =
                Answer.of(
                        Scratch.market()
                                .operator()
                                .post()
                                .uri(deal.path() + "/terminations")
                                .bodyValue(decision)
                                .exchange());
        assertThat(ended.text("status")).as(ended.body().toString()).isEqualTo("terminated");
        assertThat(deal.seen().at("/terminations/0/status").asString()).isEqualTo("refused");
        assertThat(deal.seen().at("/supplements/0/status").asString()).isEqualTo("withdrawn");
        assertThat(deal.seen().path("settledFen").asLong()).isZero();
    }

    @Test
    void aSupplementThatWouldFallBelowWhatWasChargedMeanwhileIsNotSigned() {
        var deal = Deal.filed(8_000);
        deal.owner.post(
                deal.path() + "/supplements",
                Map.of("ground", "业主减少了两个监测点位", "amountFen", 400_000));
        assertThat(deal.invoice(Deal.taxNumber(), 400_001).status()).isEqualTo(201);
        assertThat(
                        deal.agency
                                .post(deal.path() + "/supplement-answers", Map.of("accept", true))
                                .text("rule"))
                .isEqualTo("below-what-is-charged");
        assertThat(deal.seen().at("/account/amountFen").asLong()).isEqualTo(800_000);
    }
}
