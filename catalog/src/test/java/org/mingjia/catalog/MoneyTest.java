package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.00 元 | 零元整",
                "1 | 0.01 元 | 壹分",
                "10 | 0.10 元 | 壹角整",
                "25 | 0.25 元 | 贰角伍分",
                "100 | 1.00 元 | 壹元整",
                "105 | 1.05 元 | 壹元零伍分",
                "1000 | 10.00 元 | 壹拾元整",
                "100010 | 1,000.10 元 | 壹仟元零壹角整",
                "1234567 | 12,345.67 元 | 壹万贰仟叁佰肆拾伍元陆角柒分",
                "168032 | 1,680.32 元 | 壹仟陆佰捌拾元零叁角贰分",
                "1640902 | 16,409.02 元 | 壹万陆仟肆佰零玖元零贰分",
                "10005000 | 100,050.00 元 | 壹拾万零伍拾元整",
                "100000100 | 1,000,001.00 元 | 壹佰万零壹元整",
                "105050000 | 1,050,500.00 元 | 壹佰零伍万零伍佰元整",
                "10500000 | 105,000.00 元 | 壹拾万零伍仟元整",
                "10000000000 | 100,000,000.00 元 | 壹亿元整",
                "10000010000 | 100,000,100.00 元 | 壹亿零壹佰元整",
                "12000300000 | 120,003,000.00 元 | 壹亿贰仟万零叁仟元整",
                "10000000000000 | 100,000,000,000.00 元 | 壹仟亿元整",
                "10000000000001 | 100,000,000,000.01 元 | 壹仟亿元零壹分",
                "1000000000000000 | 10,000,000,000,000.00 元 | 壹拾万亿元整",
                "-123456 | -1,234.56 元 | 负壹仟贰佰叁拾肆元伍角陆分",
                "-12345 | -123.45 元 | 负壹佰贰拾叁元肆角伍分",
            })
    void isWrittenInFiguresAndInWords(long fen, String figures, String words) {
        assertThat(new Money(fen).yuan()).isEqualTo(figures);
        assertThat(new Money(fen).inWords()).isEqualTo(words);
    }

    @Test
    void theSmallestLongIsWrittenToo() {
        assertThat(new Money(Long.MIN_VALUE).yuan()).isEqualTo("-92,233,720,368,547,758.08 元");
        assertThat(new Money(Long.MIN_VALUE).inWords()).startsWith("负玖亿").endsWith("捌分");
    }

    @Test
    void yuanAreReadExactlyOrRefused() {
        assertThat(Money.yuan("1234.56")).isEqualTo(new Money(123_456));
        assertThatThrownBy(() -> Money.yuan("0.001")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void halfAFenIsRoundedUp() {
        assertThat(Money.roundedFen(new BigDecimal("10.5"))).isEqualTo(new Money(11));
        assertThat(Money.roundedFen(new BigDecimal("10.499999"))).isEqualTo(new Money(10));
    }

    @Test
    void anOverflowIsLoud() {
        Money most = new Money(Long.MAX_VALUE);

        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void amountsCompareAndClamp() {
        assertThat(new Money(5).exceeds(new Money(4))).isTrue();
        assertThat(new Money(5).exceeds(new Money(5))).isFalse();
        assertThat(new Money(9).clamp(Money.ZERO, new Money(7))).isEqualTo(new Money(7));
        assertThat(new Money(5)).isLessThan(new Money(6));
    }
}
