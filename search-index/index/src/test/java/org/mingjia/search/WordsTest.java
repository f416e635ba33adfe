package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "环评报告多少钱,环评报告",
        "我要开加油站,开加油站",
        "办理施工许可证需要哪些中介服务,施工许可证",
        "环评 收费标准,环评",
        "环评怎么收费,环评",
        "涉企收费与明码标价监督检查,涉企收费与明码标价监督检查",
        "价格认定,价格认定",
    })
    void theAskingIsSetAside(String text, String thing) {
        assertThat(String.join(" ", Words.of(text).terms())).isEqualTo(thing);
    }

    @Test
    void aQuestionThatIsNothingButAskingIsKept() {
        assertThat(Words.of("收费标准").terms()).containsExactly("收费标准");
    }

    @Test
    void formsAreUnifiedAndSignsBecomeSpaces() {
        assertThat(Words.of("　ＥＩＡ／《环评》\t1:500 ").key()).isEqualTo("eia 环评 1 500");
    }

    @Test
    void onlyWhatCanBeACodeIsLookedUpAsOne() {
        assertThat(Words.of("S-HJ-001").code()).isEqualTo("shj001");
        assertThat(Words.of("s-hj").codeLike()).isTrue();
        assertThat(Words.of("hp").codeLike()).isFalse();
        assertThat(Words.of("环评 S-1").code()).isEmpty();
    }

    @Test
    void aWordIsHeardInItsLikelyWays() {
        assertThat(Term.of("xian").spoken()).contains(List.of("xi", "an"));
        assertThat(Term.of("环yx").spoken()).first().isEqualTo(List.of("环", "y", "x"));
        assertThat(Term.of("hjyxpj").spoken())
                .containsExactly(List.of("h", "j", "y", "x", "p", "j"));
        assertThat(Term.of("评").spoken()).isEmpty();
    }

    @Test
    void manyWordsBecomeFewTerms() {
        assertThat(Words.of("甲 乙 丙 丁 戊 己 庚 辛 壬 癸").terms()).hasSize(8).endsWith("辛 壬 癸");
        assertThat(Words.of("环评 环评").terms()).containsExactly("环评");
    }
}
