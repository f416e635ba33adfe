package org.mingjia.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as it is compared: compatibility forms unified (ＡＢＣ is abc), lower case, nothing that is not
 * a letter, a digit or a space. Documents and questions go through the same door.
 *
 * @param key the words with single spaces between
 * @param terms the words without the asking around them; a long question's tail is one term
 * @param code the text without anything but ASCII letters and digits, when it can be a code, else
 *     empty
 * @param codeLike whether it also looks like one ({@code S-HJ}, {@code hj001}), so that its
 *     beginning is worth searching for
 */
record Words(String key, List<String> terms, String code, boolean codeLike) {
    /** How people ask, which no name contains. */
    private static final Pattern ASKING =
            Pattern.compile("请问|我们?[想要]+|需要|[需要]做|哪[些个种]|什么|怎[么样]|如何|多少钱?|多久|办理|要[求多]|中介服务|[吗呢啊]$");

    /** What people ask about a thing, after naming it. */
    private static final Pattern ASKED = Pattern.compile("的?(收费标准|收费|费用|价格|报价|流程|条件|材料|资料|手续)$");

    private static final Pattern LIST_CODE =
            Pattern.compile("[as]-[a-z0-9 -]*|[a-z]{2,6}[ -]?[0-9]{1,4}");

    /** The beginning of a 统一社会信用代码: who registered it, what it is, where, and more. */
    private static final Pattern CREDIT_CODE =
            Pattern.compile("[1-9any][1-9][0-9]{2,6}[0-9a-z]{0,10}(/s-[a-z0-9-]*)?");

    private static final int MAX_TERMS = 8;
    private static final int LONGEST_CODE = 40;

    static Words of(String text) {
        String bounded = normalised(cut(text.strip(), OfferingQuery.MAX_TEXT));
        String key = plain(cut(bounded, OfferingQuery.MAX_TEXT));
        String code = code(bounded);
        return new Words(
                key, terms(withoutAsking(key)), code, !code.isEmpty() && looksLikeCode(bounded));
    }

    boolean isBlank() {
        return key.isEmpty();
    }

    /** A document's text in the same form. */
    static String plainText(String text) {
        return plain(normalised(text));
    }

    /** A code without its hyphens: {@code shj001}. */
    static String codeKey(String code) {
        return normalised(code).replaceAll("[^a-z0-9]", "");
    }

    private static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) {
                        plain.appendCodePoint(c);
                    } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                        plain.append(' ');
                    }
                });
        return plain.toString().strip();
    }

    /** The thing itself, unless nothing but the asking was typed. */
    private static String withoutAsking(String key) {
        String thing = ASKING.matcher(key).replaceAll(" ").strip();
        thing = ASKED.matcher(thing).replaceAll("").strip().replaceAll(" +", " ");
        return thing.isEmpty() ? key : thing;
    }

    private static List<String> terms(String key) {
        if (key.isEmpty()) {
            return List.of();
        }
        var terms = new ArrayList<String>();
        for (String term : key.split(" ", MAX_TERMS)) {
            if (!terms.contains(term)) {
                terms.add(term);
            }
        }
        return List.copyOf(terms);
    }

    private static String code(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 128);
        String code = ascii ? codeKey(text) : "";
        return code.length() < 2 || code.length() > LONGEST_CODE ? "" : code;
    }

    private static boolean looksLikeCode(String text) {
        return LIST_CODE.matcher(text).matches() || CREDIT_CODE.matcher(text).matches();
    }
}
