package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A factor made ready: from what the parameters say to the number to multiply by. */
final class Multiplier {
    private final Factor factor;
    private final Map<String, Fraction> byText = new HashMap<>();
    private final Fraction omitted;

    Multiplier(Factor factor) {
        this.factor = factor;
        this.omitted =
                switch (factor) {
                    case Factor.OptionFactor options -> {
                        remember(options.defaultValue());
                        options.options().forEach(option -> remember(option.value()));
                        // an exact label wins over a value that happens to be written the same
                        options.options()
                                .forEach(option ->
                                        byText.put(
                                                option.label(),
                                                Fraction.of(option.value()).reduced()));
                        yield Fraction.of(options.defaultValue()).reduced();
                    }
                    case Factor.RangeFactor range -> Fraction.of(range.defaultValue()).reduced();
                    case Factor.CountFactor _ -> Fraction.ONE;
                };
    }

    Factor factor() {
        return factor;
    }

    /** What multiplies the amount; the default where the parameters are silent. */
    Fraction of(Parameters parameters) {
        if (factor instanceof Factor.CountFactor count) {
            Long number = parameters.counts().get(count.key());
            return number == null || number == 0
                    ? omitted
                    : Fraction.of(count.rate()).times(Fraction.of(number)).plus(Fraction.ONE);
        }
        String text = parameters.factors().get(factor.key());
        if (text == null) {
            return omitted;
        }
        Fraction known = byText.get(text);
        return known == null ? parsed(text) : known;
    }

    /** The words of the document for what was chosen; null where it has none. */
    @Nullable String caseOf(Parameters parameters) {
        String text = parameters.factors().get(factor.key());
        if (text == null || !(factor instanceof Factor.OptionFactor options)) {
            return null;
        }
        Fraction value = of(parameters);
        String match = null;
        for (Factor.Option option : options.options()) {
            if (option.label().equals(text)) {
                return text;
            }
            if (Fraction.of(option.value()).equals(value)) {
                match = match == null ? option.label() : match + " / " + option.label();
            }
        }
        return match;
    }

    private Fraction parsed(String text) {
        String name = "factors." + factor.key();
        BigDecimal value = ParameterChecks.decimal(name, text);
        return switch (factor) {
            case Factor.OptionFactor options -> {
                if (value != null && among(options, value)) {
                    yield Fraction.of(value).reduced();
                }
                List<String> labels = options.options().stream().map(Factor.Option::label).toList();
                throw ParameterRefused.notAllowed(name, options.label() + "只能取文件列出的情形或系数", labels);
            }
            case Factor.RangeFactor range -> {
                if (value == null) {
                    throw ParameterRefused.malformed(name, range.label() + "应为十进制数");
                }
                if (value.compareTo(range.min()) < 0 || value.compareTo(range.max()) > 0) {
                    String bound = "[" + plain(range.min()) + ", " + plain(range.max()) + "]";
                    throw ParameterRefused.outOfRange(
                            name, range.label() + "应在 " + bound + " 之内，给出的是 " + text, bound);
                }
                yield Fraction.of(value).reduced();
            }
            case Factor.CountFactor _ -> omitted;
        };
    }

    private static boolean among(Factor.OptionFactor options, BigDecimal value) {
        return value.compareTo(options.defaultValue()) == 0
                || options.options().stream()
                        .anyMatch(option -> option.value().compareTo(value) == 0);
    }

    private void remember(BigDecimal value) {
        byText.put(value.toString(), Fraction.of(value).reduced());
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
