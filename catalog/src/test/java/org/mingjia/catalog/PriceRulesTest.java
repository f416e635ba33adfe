package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjia.catalog.RuleStatus.IN_FORCE;
import static org.mingjia.catalog.RuleStatus.REFERENCE_ONLY;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final RegionPath LUXI = RegionPath.of("433122");

    @Test
    void aCountyLiesInItsPrefectureItsProvinceAndTheNation() {
        assertThat(LUXI.codes()).containsExactly("433122", "433100", "430000", "000000");
        assertThat(RegionPath.of("430000").codes()).containsExactly("430000", "000000");
        assertThat(RegionPath.of("000000").codes()).containsExactly("000000");
        assertThatThrownBy(() -> RegionPath.of("4331"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMostSpecificRegionComesFirstAndGoverns() {
        var applying =
                PriceRules.applying(
                        List.of(
                                rule("nation", "S", "000000", IN_FORCE),
                                rule("guangdong", "S", "440000", IN_FORCE),
                                rule("hunan-b", "S", "430000", IN_FORCE),
                                rule("hunan-a", "S", "430000", IN_FORCE)),
                        LUXI,
                        DAY);

        assertThat(applying)
                .extracting(a -> a.rule().ruleId())
                .containsExactly("hunan-a", "hunan-b", "nation");
        assertThat(applying).extracting(PriceRules.Applying::precedence).containsExactly(1, 1, 2);
        assertThat(applying)
                .extracting(PriceRules.Applying::governing)
                .containsExactly(true, true, false);
    }

    @Test
    void aReferenceNeverDisplacesABindingRuleHoweverSpecific() {
        var applying =
                PriceRules.applying(
                        List.of(
                                rule("nation", "S", "000000", IN_FORCE),
                                rule("county", "S", "433122", REFERENCE_ONLY)),
                        LUXI,
                        DAY);

        assertThat(applying).extracting(a -> a.rule().ruleId()).containsExactly("county", "nation");
        assertThat(applying)
                .extracting(PriceRules.Applying::governing)
                .containsExactly(false, true);
    }

    @Test
    void eachItemHasItsOwnPrecedence() {
        var applying =
                PriceRules.applying(
                        List.of(
                                rule("a", "S1", "433100", IN_FORCE),
                                rule("b", "S2", "000000", REFERENCE_ONLY)),
                        LUXI,
                        DAY);

        assertThat(applying).allMatch(PriceRules.Applying::governing);
        assertThat(applying).extracting(PriceRules.Applying::precedence).containsExactly(1, 1);
    }

    @Test
    void theLastDayOfADocumentStillBelongsToIt() {
        PriceRule rule =
                Definitions.rule()
                        .effective("2011-05-01", "2015-02-28")
                        .id("r", "S", "000000")
                        .compiled();

        assertThat(PriceRules.applying(List.of(rule), LUXI, LocalDate.of(2015, 2, 28))).hasSize(1);
        assertThat(PriceRules.applying(List.of(rule), LUXI, LocalDate.of(2015, 3, 1))).isEmpty();
        assertThat(PriceRules.applying(List.of(rule), LUXI, LocalDate.of(2011, 4, 30))).isEmpty();
    }

    @Test
    void anIntervalWithoutADayIsRefused() {
        assertThatThrownBy(() -> new Validity(DAY, DAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Validity.ALWAYS.contains(DAY)).isTrue();
    }

    private static PriceRule rule(String id, String item, String region, RuleStatus status) {
        return Definitions.rule().id(id, item, region).status(status).compiled();
    }
}
