package org.mingjia.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of several rules speak at a place on a day, and which of them has the last word. */
public final class PriceRules {
    private PriceRules() {}

    /**
     * A rule that applies.
     *
     * @param precedence 1 for the rules of the most specific region among those that apply to the
     *     same item, 2 for the next region, and so on
     * @param governing no applying rule of the same item comes before it: a binding rule (in force,
     *     or superseded since) comes before one that is only a reference, then the more specific
     *     region before the wider one. Rules of one region stand side by side
     */
    public record Applying(PriceRule rule, int precedence, boolean governing) {}

    /**
     * The rules of the path's regions that are in effect on the day, the most specific region first
     * and by rule id within a region.
     */
    public static List<Applying> applying(List<PriceRule> rules, RegionPath path, LocalDate day) {
        List<PriceRule> found = new ArrayList<>();
        for (PriceRule rule : rules) {
            if (path.codes().contains(rule.regionCode()) && rule.effective().contains(day)) {
                found.add(rule);
            }
        }
        found.sort(
                Comparator.comparingInt((PriceRule rule) -> path.codes().indexOf(rule.regionCode()))
                        .thenComparing(PriceRule::ruleId));
        Map<String, List<String>> regionsOfItem = new HashMap<>();
        Map<String, PriceRule> firstOfItem = new HashMap<>();
        for (PriceRule rule : found) {
            List<String> regions =
                    regionsOfItem.computeIfAbsent(rule.itemCode(), item -> new ArrayList<>());
            if (!regions.contains(rule.regionCode())) {
                regions.add(rule.regionCode());
            }
            firstOfItem.merge(
                    rule.itemCode(),
                    rule,
                    (first, next) -> !binding(first) && binding(next) ? next : first);
        }
        return found.stream()
                .map(rule -> {
                    PriceRule first = firstOfItem.getOrDefault(rule.itemCode(), rule);
                    int precedence =
                            regionsOfItem
                                            .getOrDefault(rule.itemCode(), List.of())
                                            .indexOf(rule.regionCode())
                                    + 1;
                    return new Applying(
                            rule,
                            precedence,
                            binding(rule) == binding(first)
                                    && rule.regionCode().equals(first.regionCode()));
                })
                .toList();
    }

    private static boolean binding(PriceRule rule) {
        return rule.status() != RuleStatus.REFERENCE_ONLY;
    }
}
