package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TermsTest {
    static Stream<List<Coded>> terms() {
        return Stream.<Coded[]>of(
                        ActKind.values(),
                        PricingMode.values(),
                        Payer.values(),
                        RuleStatus.values(),
                        Confidence.values(),
                        PricingMethod.values(),
                        TierKind.values(),
                        AmountUnit.values(),
                        SelfService.values(),
                        DayKind.values(),
                        Step.values())
                .map(Arrays::asList);
    }

    @ParameterizedTest
    @MethodSource("terms")
    void everyTermIsFoundByItsOwnCodeAndHasALabel(List<Coded> terms) {
        var codes = new HashSet<String>();
        for (Coded term : terms) {
            assertThat(codes.add(term.code())).isTrue();
            assertThat(term.label()).isNotBlank();
            assertThat(Coded.find(terms.toArray(Coded[]::new), term.code())).contains(term);
        }
    }

    @Test
    void anUnknownCodeIsNothing() {
        assertThat(PricingMode.of("free")).isEmpty();
        assertThat(ActKind.of("LICENCE")).isEmpty();
        assertThat(TierKind.of("open_floor")).contains(TierKind.OPEN_FLOOR);
    }

    @ParameterizedTest
    @CsvSource({
        "无强制资质(可自行编制), , enterprise, ALLOWED",
        "无资质要求, , either, ALLOWED",
        "工程咨询单位备案(可自行编制), , either, ALLOWED",
        "检验检测机构资质认定(CMA), 企业有能力的可自行监测, enterprise, ALLOWED",
        "无强制资质, , government, BY_AUTHORITY",
        "审批部门委托的技术评估机构, , government, BY_AUTHORITY",
        "工程监理企业资质, , enterprise, NOT_STATED",
        "特种设备检验检测机构核准, 电梯检验检测改革后自行检测部分为市场调节价, enterprise, NOT_STATED",
    })
    void selfServiceIsReadOutOfTheTexts(
            String qualification, String notes, String payer, SelfService expected) {
        assertThat(SelfService.of(qualification, notes, Payer.of(payer).orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void onlyHighConfidenceWithoutAnOpenQuestionIsVerified() {
        assertThat(Confidence.HIGH.verified(null)).isTrue();
        assertThat(Confidence.HIGH.verified("文号待核")).isFalse();
        assertThat(Confidence.MEDIUM.verified("")).isFalse();
    }
}
