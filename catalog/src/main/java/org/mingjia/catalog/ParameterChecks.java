package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be said of parameters before the figures of a rule are looked at. */
final class ParameterChecks {
    private static final int MAX_DIGITS = 30;
    private static final int MAX_EXPONENT = 20;
    private static final int MAX_TEXT = 64;
    private static final long MAX_COUNT = 1_000_000;

    private ParameterChecks() {}

    /** Holds for every rule: positive numbers of a sane size. */
    static void plausible(Parameters parameters) {
        positive("base", parameters.base());
        positive("quantity", parameters.quantity());
        if (parameters.counts().isEmpty()) {
            return;
        }
        for (Map.Entry<String, Long> count : parameters.counts().entrySet()) {
            if (count.getValue() < 0 || count.getValue() > MAX_COUNT) {
                throw ParameterRefused.outOfRange(
                        "counts." + count.getKey(),
                        "个数应为 0 至 " + MAX_COUNT + " 的整数，给出的是 " + count.getValue(),
                        "[0, " + MAX_COUNT + "]");
            }
        }
    }

    /** The rule has a use for everything that is given. */
    static void useful(Parameters parameters, PriceRuleDefinition rule, boolean hasSelectors) {
        boolean usesBase = rule.method().usesBase();
        if (usesBase && parameters.quantity() != null) {
            throw ParameterRefused.unknown(
                    "quantity", "本标准按" + rule.baseParameter() + "计价，不使用数量", List.of("base"));
        }
        if (!usesBase && parameters.base() != null) {
            throw ParameterRefused.unknown(
                    "base", "本标准按数量（" + rule.baseUnit() + "）计价，不使用计费基数", List.of("quantity"));
        }
        if (!hasSelectors && parameters.selector() != null) {
            throw ParameterRefused.unknown("selector", "本标准只有一个价格，不分类别", List.of());
        }
        if (!parameters.factors().isEmpty()) {
            known("factors.", parameters.factors(), rule, false);
        }
        if (!parameters.counts().isEmpty()) {
            known("counts.", parameters.counts(), rule, true);
        }
    }

    private static void known(
            String prefix, Map<String, ?> given, PriceRuleDefinition rule, boolean counted) {
        for (String key : given.keySet()) {
            if (find(rule, key, counted) == null) {
                List<String> allowed = new ArrayList<>();
                for (Factor factor : rule.factors()) {
                    if (factor instanceof Factor.CountFactor == counted) {
                        allowed.add(prefix + factor.key());
                    }
                }
                throw ParameterRefused.unknown(prefix + key, "本标准没有名为“" + key + "”的系数", allowed);
            }
        }
    }

    private static @Nullable Factor find(PriceRuleDefinition rule, String key, boolean counted) {
        List<Factor> factors = rule.factors();
        for (int i = 0; i < factors.size(); i++) {
            Factor factor = factors.get(i);
            if (factor.key().equals(key) && factor instanceof Factor.CountFactor == counted) {
                return factor;
            }
        }
        return null;
    }

    private static void positive(String name, @Nullable BigDecimal value) {
        if (value == null) {
            return;
        }
        sized(name, value);
        if (value.signum() <= 0) {
            throw ParameterRefused.outOfRange(name, "应大于 0，给出的是 " + value.toPlainString(), "> 0");
        }
    }

    /** The number that a factor is given as; null for a text that is none. */
    static @Nullable BigDecimal decimal(String name, String text) {
        if (text.length() > MAX_TEXT) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text.strip());
            sized(name, value);
            return value;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    static void sized(String name, BigDecimal value) {
        if (!sane(value)) {
            throw ParameterRefused.outOfRange(
                    name,
                    "数字超过 " + MAX_DIGITS + " 位有效数字或 10 的 ±" + MAX_EXPONENT + " 次方",
                    MAX_DIGITS + " digits, exponent ±" + MAX_EXPONENT);
        }
    }

    /** Small enough to compute with exactly and at no cost. */
    static boolean sane(BigDecimal value) {
        if (compact(value)) {
            return true;
        }
        // a scale near the limits of int would overflow while zeros are stripped
        return Math.abs((long) value.scale()) <= 1000 && compact(value.stripTrailingZeros());
    }

    private static boolean compact(BigDecimal value) {
        return value.precision() <= MAX_DIGITS
                && value.scale() <= MAX_EXPONENT
                && value.scale() >= -MAX_EXPONENT;
    }
}
