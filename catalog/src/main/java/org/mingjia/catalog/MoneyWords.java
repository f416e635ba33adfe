package org.mingjia.catalog;

import java.math.BigInteger;

/** 大写金额 by the practice of the 支付结算办法: 整 after 元 or 角 where nothing follows, 零 for a gap. */
final class MoneyWords {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};

    private MoneyWords() {}

    static String of(long fen) {
        BigInteger[] parts =
                BigInteger.valueOf(fen).abs().divideAndRemainder(BigInteger.valueOf(100));
        long yuan = parts[0].longValueExact();
        int jiao = parts[1].intValueExact() / 10;
        int rest = parts[1].intValueExact() % 10;
        StringBuilder words = new StringBuilder(fen < 0 ? "负" : "");
        if (yuan > 0) {
            append(words, yuan);
            words.append('元');
        } else if (jiao == 0 && rest == 0) {
            return "零元整";
        }
        if (jiao == 0 && rest == 0) {
            return words.append('整').toString();
        }
        boolean gap = yuan > 0 && (jiao == 0 || yuan % 10 == 0);
        words.append(gap ? "零" : "");
        words.append(jiao > 0 ? DIGITS.charAt(jiao) + "角" : "");
        return words.append(rest > 0 ? DIGITS.charAt(rest) + "分" : "整").toString();
    }

    private static void append(StringBuilder words, long number) {
        if (number >= 1_0000_0000) {
            split(words, number, 1_0000_0000, '亿');
        } else if (number >= 1_0000) {
            split(words, number, 1_0000, '万');
        } else {
            section(words, (int) number);
        }
    }

    private static void split(StringBuilder words, long number, long unit, char name) {
        append(words, number / unit);
        words.append(name);
        long rest = number % unit;
        if (rest > 0) {
            words.append(rest < unit / 10 || number / unit % 10 == 0 ? "零" : "");
            append(words, rest);
        }
    }

    private static void section(StringBuilder words, int number) {
        int divisor = 1000;
        boolean started = false;
        boolean gap = false;
        for (int place = 3; place >= 0; place--, divisor /= 10) {
            int digit = number / divisor % 10;
            if (digit == 0) {
                gap = started;
                continue;
            }
            words.append(gap ? "零" : "").append(DIGITS.charAt(digit)).append(PLACES[place]);
            started = true;
            gap = false;
        }
    }
}
