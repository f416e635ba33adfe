package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliasesTest {
    private final Aliases aliases =
            new Aliases(
                    List.of(
                            new Aliases.Synonym("环境影响评价", List.of("环评", "EIA"), Set.of("S-1")),
                            new Aliases.Synonym("审计", List.of("年报审计"), Set.of("S-2"))));

    @Test
    void anItemHasTheRowsThatNameIt() {
        assertThat(aliases.of(OfferingType.ITEM, "S-1", "环境影响报告书编制"))
                .containsExactly("环境影响评价", "环评", "EIA");
        assertThat(aliases.of(OfferingType.ITEM, "S-3", "环境影响评价咨询")).isEmpty();
    }

    @Test
    void anActHasTheRowsWhoseTermStandsInItsName() {
        assertThat(aliases.of(OfferingType.ACT, "A-1", "环境影响评价文件审批")).containsExactly("环评", "EIA");
    }

    @Test
    void aShortTermInAnActsNameMayMeanSomethingElse() {
        assertThat(aliases.of(OfferingType.ACT, "A-2", "政府投资项目审计")).isEmpty();
    }
}
