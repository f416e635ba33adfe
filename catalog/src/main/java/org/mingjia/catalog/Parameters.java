package org.mingjia.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks a price for.
 *
 * @param base in the rule's base unit
 * @param quantity number of units or services
 * @param selector exact name of one of the rule's cases
 * @param factors by factor key: a value, or the label of an option; a key without value counts as
 *     omitted
 * @param counts by factor key: how many
 * @param asOf the day for which the rule must be in effect; null = compute whatever its dates
 */
public record Parameters(
        @Nullable BigDecimal base,
        @Nullable BigDecimal quantity,
        @Nullable String selector,
        Map<String, String> factors,
        Map<String, Long> counts,
        @Nullable LocalDate asOf) {

    public Parameters {
        factors = given(factors);
        counts = given(counts);
    }

    /** Only a base. */
    public static Parameters ofBase(BigDecimal base) {
        return new Parameters(base, null, null, Map.of(), Map.of(), null);
    }

    /** Only a quantity. */
    public static Parameters ofQuantity(BigDecimal quantity) {
        return new Parameters(null, quantity, null, Map.of(), Map.of(), null);
    }

    /** Those of them that a rule asks for; it refuses any other. */
    public Parameters fitting(FormSpec form) {
        var keys = form.factors().stream().map(Factor::key).toList();
        var itsFactors = new HashMap<>(factors);
        itsFactors.keySet().retainAll(keys);
        var itsCounts = new HashMap<>(counts);
        itsCounts.keySet().retainAll(keys);
        return new Parameters(
                form.base() == null ? null : base,
                form.quantity() == null ? null : quantity,
                form.selector() == null ? null : selector,
                itsFactors,
                itsCounts,
                null);
    }

    public Parameters withBase(@Nullable BigDecimal newBase) {
        return new Parameters(newBase, quantity, selector, factors, counts, asOf);
    }

    public Parameters withQuantity(@Nullable BigDecimal newQuantity) {
        return new Parameters(base, newQuantity, selector, factors, counts, asOf);
    }

    // JSON bodies may carry null values, which Map.copyOf would answer with a NullPointerException
    private static <V> Map<String, V> given(Map<String, V> raw) {
        if (raw.isEmpty()) {
            return Map.of();
        }
        Map<String, V> kept = HashMap.newHashMap(raw.size());
        raw.forEach((key, value) -> {
            if (value != null) {
                kept.put(key, value);
            }
        });
        return Map.copyOf(kept);
    }
}
