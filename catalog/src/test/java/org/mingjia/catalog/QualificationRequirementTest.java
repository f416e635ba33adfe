package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjia.catalog.QualificationRequirement.Verdict;

class QualificationRequirementTest {

    private static final List<QualificationKind> KINDS =
            List.of(
                    kind("CMA", "CMA", "检验检测机构资质认定"),
                    kind("FOOD-CMA", "食品检验机构资质认定"),
                    kind("CONSTRUCTION-TESTING", "建设工程质量检测机构资质", "建设工程质量检测资质"),
                    kind("SURVEYING", "测绘资质"),
                    kind("PLANNING", "城乡规划编制单位资质"),
                    kind("DESIGN", "工程设计资质", "建筑设计资质"),
                    kind("SAFETY", "安全评价检测检验机构资质", "安全评价机构资质"),
                    new QualificationKind(
                            "LEVELLED", "分级资质", List.of("甲级", "乙级", "丙级"), List.of("分级资质")));

    private static QualificationKind kind(String code, String... namedAs) {
        return new QualificationKind(code, namedAs[0], List.of(), List.of(namedAs));
    }

    private static Verdict judge(String text, String... kinds) {
        var offered = new java.util.HashMap<String, Set<String>>();
        for (String kind : kinds) {
            offered.put(kind, Set.of(""));
        }
        return QualificationRequirement.of(text, KINDS).judge(offered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "无强制资质",
                "无资质要求(2021年起取消造价咨询资质)",
                "无行政许可资质(2018年起取消认定)",
                "无强制资质(可自行编制)",
                "工程咨询单位备案(可自行编制)",
                "环评工程师能力条件(机构资质审批已取消),可自行编制"
            })
    void whatTheLawDoesNotAskForNeedsNoPaper(String text) {
        assertThat(judge(text)).isInstanceOf(Verdict.NoneRequired.class);
    }

    @Test
    void aPaperOfTheKindThatIsNamedIsEnough() {
        assertThat(judge("测绘资质(工程测量、界线与不动产测绘)", "SURVEYING"))
                .isEqualTo(new Verdict.Satisfied(List.of("SURVEYING")));
        assertThat(judge("检验检测机构资质认定(CMA)", "CMA"))
                .isEqualTo(new Verdict.Satisfied(List.of("CMA")));
    }

    @Test
    void anotherPaperIsNotAndWhatIsMissingIsSaid() {
        assertThat(judge("安全评价检测检验机构资质", "CMA", "SURVEYING"))
                .isEqualTo(new Verdict.NotSatisfied(List.of("安全评价检测检验机构资质")));
        assertThat(judge("CMA")).isEqualTo(new Verdict.NotSatisfied(List.of("CMA")));
    }

    @Test
    void whatIsNamedTogetherIsNeededTogether() {
        assertThat(judge("CMA、建设工程质量检测资质", "CMA"))
                .isEqualTo(new Verdict.NotSatisfied(List.of("建设工程质量检测机构资质")));
        assertThat(judge("CMA、建设工程质量检测资质", "CMA", "CONSTRUCTION-TESTING"))
                .isEqualTo(new Verdict.Satisfied(List.of("CMA", "CONSTRUCTION-TESTING")));
    }

    @Test
    void anyOneOfSeveralWaysIsEnough() {
        assertThat(judge("城乡规划编制单位资质或建筑设计资质", "DESIGN"))
                .isEqualTo(new Verdict.Satisfied(List.of("DESIGN")));
        assertThat(judge("城乡规划编制单位资质或建筑设计资质", "CMA")).isInstanceOf(Verdict.NotSatisfied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"具备相应地质勘查能力", "房屋安全鉴定机构条件", "公路工程咨询、设计能力", "专家委员会"})
    void whatNamesNoKnownKindIsForAPersonToSee(String text) {
        assertThat(judge(text, "CMA")).isInstanceOf(Verdict.NotCheckable.class);
    }

    @Test
    void aWayThatCannotBeReadKeepsTheQuestionOpen() {
        assertThat(judge("安全评价机构资质或相应技术能力")).isInstanceOf(Verdict.NotCheckable.class);
        assertThat(judge("CMA及危险废物鉴别单位信息公开", "CMA")).isInstanceOf(Verdict.NotCheckable.class);
    }

    @Test
    void aPartThatIsReadableAndMissingClosesIt() {
        assertThat(judge("CMA及危险废物鉴别单位信息公开")).isEqualTo(new Verdict.NotSatisfied(List.of("CMA")));
    }

    @Test
    void aPaperForAPartOfTheWorkIsShownOrTheOperatorAsks() {
        assertThat(judge("无强制资质(监测须CMA)", "CMA")).isEqualTo(new Verdict.Satisfied(List.of("CMA")));
        assertThat(judge("无强制资质(监测须CMA)")).isInstanceOf(Verdict.NotCheckable.class);
    }

    @Test
    void theLongestNameDecidesWhichKindIsMeant() {
        assertThat(judge("食品检验机构资质认定", "CMA")).isInstanceOf(Verdict.NotSatisfied.class);
    }

    @Test
    void aLevelThatIsAskedForIsNeededAtLeast() {
        var requirement = QualificationRequirement.of("分级资质乙级", KINDS);

        assertThat(requirement.judge(Map.of("LEVELLED", Set.of("甲级"))))
                .isInstanceOf(Verdict.Satisfied.class);
        assertThat(requirement.judge(Map.of("LEVELLED", Set.of("乙级"))))
                .isInstanceOf(Verdict.Satisfied.class);
        assertThat(requirement.judge(Map.of("LEVELLED", Set.of("丙级"))))
                .isEqualTo(new Verdict.NotSatisfied(List.of("分级资质乙级")));
    }
}
