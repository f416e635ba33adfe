package org.mingjia.catalog;

import java.util.Locale;

/**
 * 统一社会信用代码: eighteen characters that name a legal person, checked twice, by GB 32100-2015 as a
 * whole and by GB 11714 for the body code in places 9 to 17. Kept in upper case.
 *
 * @param code the eighteen characters, valid
 */
public record Uscc(String code) {

    private static final int LENGTH = 18;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String NEVER_USED = "IOSVZ";
    private static final int[] WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };
    private static final int REGION_FROM = 2;
    private static final int BODY_FROM = 8;
    private static final int BODY_CHECK_AT = 16;
    private static final String BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String BODY_CHECKS = "0123456789X";
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    /**
     * Refuses what is no such code.
     *
     * @throws UsccRefused says which character or which check digit is wrong
     */
    public Uscc {
        check(code);
    }

    /**
     * Reads a code as people write it: lower case is accepted.
     *
     * @throws UsccRefused when it is none
     */
    public static Uscc of(String written) {
        return new Uscc(upper(written.strip()));
    }

    /** Upper case of the Latin letters alone: what is no ASCII stays, and is refused as it is. */
    private static String upper(String text) {
        return text.chars().allMatch(c -> c < 128) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static void check(String code) {
        for (int i = 0; i < code.length(); i++) {
            characterAt(code, i);
        }
        if (code.length() != LENGTH) {
            throw new UsccRefused("uscc-length", "统一社会信用代码应为 18 位，给出的是 " + code.length() + " 位");
        }
        for (int i = REGION_FROM; i < BODY_FROM; i++) {
            if (code.charAt(i) > '9') {
                throw new UsccRefused(
                        "uscc-region",
                        "第 " + (i + 1) + " 位“" + code.charAt(i) + "”应为数字（登记机关行政区划码）");
            }
        }
        int body = sum(code, BODY_FROM, BODY_WEIGHTS, BODY_ALPHABET);
        expect(code, BODY_CHECK_AT, BODY_CHECKS.charAt((11 - body % 11) % 11), "主体标识码");
        int whole = sum(code, 0, WEIGHTS, ALPHABET);
        expect(code, LENGTH - 1, ALPHABET.charAt((31 - whole % 31) % 31), "统一社会信用代码");
    }

    private static void characterAt(String code, int i) {
        char c = code.charAt(i);
        if (NEVER_USED.indexOf(c) >= 0) {
            throw new UsccRefused(
                    "uscc-letter", "第 " + (i + 1) + " 位“" + c + "”有误：统一社会信用代码不使用 I、O、S、V、Z");
        }
        if (ALPHABET.indexOf(c) < 0) {
            throw new UsccRefused(
                    "uscc-character", "第 " + (i + 1) + " 位不是统一社会信用代码可用的字符（半角数字与大写字母）");
        }
    }

    private static int sum(String code, int from, int[] weights, String alphabet) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * alphabet.indexOf(code.charAt(from + i));
        }
        return sum;
    }

    private static void expect(String code, int at, char expected, String what) {
        if (code.charAt(at) != expected) {
            throw new UsccRefused(
                    "uscc-check-digit",
                    "第 %d 位校验码“%s”与%s的其余部分不符，请核对各位".formatted(at + 1, code.charAt(at), what));
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
