package org.mingjia.indexing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PriceRuleDefinition;

/**
 * The project for which offers of one item are compared where nobody has named one: the middle of
 * its standard's tiers, by ratio, in one significant figure; the standard's first case; one unit.
 * It is said beside every price computed for it.
 *
 * @param base in {@code baseUnit}, null where the item has no standard over a base
 */
record DefaultProject(
        @Nullable BigDecimal base,
        @Nullable String baseParameter,
        @Nullable String baseUnit,
        @Nullable String selector) {

    static final DefaultProject NONE = new DefaultProject(null, null, null, null);

    /** One for each item that has a standard with known tiers; law before benchmarks. */
    static Map<String, DefaultProject> byItem(List<PriceRule> rules) {
        return rules.stream()
                .filter(rule -> rule.definition().tiersKnown())
                .sorted(
                        Comparator.comparing((PriceRule rule) -> !rule.legalCeiling())
                                .thenComparing(PriceRule::ruleId))
                .collect(
                        Collectors.toMap(
                                rule -> rule.definition().itemCode(),
                                DefaultProject::of,
                                (first, _) -> first));
    }

    static DefaultProject of(PriceRule rule) {
        PriceRuleDefinition definition = rule.definition();
        var selector = rule.form().selector();
        return new DefaultProject(
                rule.form().base() != null ? middle(rule.breaks()) : null,
                definition.baseParameter(),
                definition.baseUnit(),
                selector == null ? null : selector.options().getFirst());
    }

    /** Null when there are no tiers to be in the middle of. */
    private static @Nullable BigDecimal middle(List<BigDecimal> breaks) {
        return breaks.isEmpty()
                ? null
                : breaks.getFirst()
                        .multiply(breaks.getLast())
                        .sqrt(MathContext.DECIMAL64)
                        .round(new MathContext(1, RoundingMode.HALF_UP));
    }

    Parameters parameters() {
        return new Parameters(base, BigDecimal.ONE, selector, Map.of(), Map.of(), null);
    }

    /** 总投资 5000 万元，报告书. */
    @Nullable String inWords() {
        String amount =
                base == null
                        ? null
                        : Objects.requireNonNullElse(baseParameter, "计费基数")
                                + " "
                                + base.toPlainString()
                                + " "
                                + Objects.requireNonNullElse(baseUnit, "");
        String words =
                Stream.of(amount, selector)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("，"));
        return words.isEmpty() ? null : words;
    }
}
