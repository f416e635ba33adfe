package org.mingjia.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of renminbi in whole fen 分 (a hundredth of a yuan).
 *
 * <p>Arithmetic throws {@link ArithmeticException} rather than wrap around.
 */
public record Money(long fen) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    /** Exact: a text with more than two decimal places is an {@link ArithmeticException}. */
    public static Money yuan(String amount) {
        return new Money(new BigDecimal(amount).movePointRight(2).longValueExact());
    }

    /** The one rounding of a computed amount: half up to the whole fen. */
    public static Money roundedFen(BigDecimal exactFen) {
        return new Money(exactFen.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(fen, count));
    }

    public Money clamp(Money low, Money high) {
        return new Money(Math.clamp(fen, low.fen, high.fen));
    }

    public boolean exceeds(Money other) {
        return fen > other.fen;
    }

    /** For people: {@code 1,234.56 元}. */
    public String yuan() {
        String plain = BigDecimal.valueOf(fen, 2).toPlainString();
        int start = fen < 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(plain);
        for (int at = plain.length() - 6; at > start; at -= 3) {
            text.insert(at, ',');
        }
        return text.append(" 元").toString();
    }

    /** 大写金额 as contracts and receipts write it: 壹仟贰佰叁拾肆元伍角陆分. */
    public String inWords() {
        return MoneyWords.of(fen);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }
}
