package org.mingjia.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {
    @ParameterizedTest
    @CsvSource({
        "评,ping",
        "会,hui;kuai",
        "行,xing;hang",
        "长,zhang;chang",
        "重,zhong;chong",
        "率,lv;lu",
        "女,nv;nu",
        "略,lve;lue",
        "𠀀,he",
    })
    void aCharacterHasAllItsReadings(String character, String readings) {
        assertThat(Pinyin.readings(character.codePointAt(0)))
                .containsAll(List.of(readings.split(";", -1)));
    }

    @Test
    void theCommonestReadingComesFirst() {
        assertThat(Pinyin.readings('行').getFirst()).isEqualTo("xing");
        assertThat(Pinyin.readings('环').getFirst()).isEqualTo("huan");
    }

    @Test
    void whatIsNotChineseHasNoReading() {
        assertThat(Pinyin.readings('a')).isEmpty();
        assertThat(Pinyin.readings('，')).isEmpty();
        assertThat(Pinyin.readings(0x1f600)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zhang,zan", "shi,si", "ping,pin", "neng,len", "nan,lan", "a,a", "ang,an", "h,h"})
    void carelessEarsHearLess(String said, String heard) {
        assertThat(Pinyin.folded(said)).isEqualTo(heard);
    }

    @ParameterizedTest
    @CsvSource({
        "huanping,huan ping",
        "huanpingbaogao,huan ping bao gao",
        "huanp,huan p",
        "hjyxpj,h j y x p j",
        "hjpingjia,h j ping jia",
        "shigongxukezheng,shi gong xu ke zheng",
        "lvyou,lv you",
    })
    void lettersAreCutWhereTheyWereMeant(String letters, String units) {
        assertThat(Syllables.ways(letters).getFirst()).isEqualTo(Arrays.asList(units.split(" ")));
    }

    @Test
    void whatCanBeCutInTwoWaysIsCutInBoth() {
        assertThat(Syllables.ways("xian")).contains(List.of("xian"), List.of("xi", "an"));
        assertThat(Syllables.ways("fangan")).contains(List.of("fang", "an"), List.of("fan", "gan"));
        assertThat(Syllables.ways("can")).contains(List.of("c", "a", "n"));
    }

    @Test
    void nothingOrTooMuchIsNotCut() {
        assertThat(Syllables.ways("")).isEmpty();
        assertThat(Syllables.ways("a".repeat(Syllables.MAX_LETTERS + 1))).isEmpty();
        assertThat(Syllables.ways("a".repeat(Syllables.MAX_LETTERS))).isNotEmpty();
    }
}
