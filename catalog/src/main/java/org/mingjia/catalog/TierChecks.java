package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the tiers of a rule mean one price for each argument that they cover. */
final class TierChecks {
    private final PriceRuleDefinition rule;
    private final List<Defect> defects = new ArrayList<>();

    TierChecks(PriceRuleDefinition rule) {
        this.rule = rule;
    }

    List<Defect> defects() {
        Set<Integer> numbers = new HashSet<>();
        Map<String, List<Tier>> bySelector = new LinkedHashMap<>();
        for (Tier tier : rule.tiers()) {
            if (!numbers.add(tier.tierNo())) {
                add(tier, "tier_no", "duplicate-tier", "档次编号重复");
            }
            if (!allowed(rule.method(), tier.kind())) {
                add(
                        tier,
                        "kind",
                        "kind-not-allowed",
                        "计价方法“" + rule.method().label() + "”不能使用档次类型“" + tier.kind().label() + "”");
            }
            figures(tier);
            bounds(tier);
            String selector = tier.selector() == null ? "" : tier.selector();
            bySelector.computeIfAbsent(selector, _ -> new ArrayList<>()).add(tier);
        }
        if (bySelector.size() > 1) {
            for (Tier tier : bySelector.getOrDefault("", List.of())) {
                add(tier, "selector", "selector-missing", "其他档次分类别，本档次没有类别");
            }
        }
        bySelector.forEach(this::order);
        return defects;
    }

    private static boolean allowed(PricingMethod method, TierKind kind) {
        return switch (method) {
            case TIERED_PROGRESSIVE -> kind == TierKind.MARGINAL_RATE;
            case TIERED_FLAT_INTERPOLATED ->
                    switch (kind) {
                        case INTERP, FLAT_RATE, RANGE, OPEN_FLOOR -> true;
                        case MARGINAL_RATE, UNIT_AMOUNT, FIXED_AMOUNT -> false;
                    };
            case PERCENTAGE -> kind == TierKind.FLAT_RATE;
            case RANGE -> kind == TierKind.RANGE || kind == TierKind.OPEN_FLOOR;
            case UNIT -> kind == TierKind.UNIT_AMOUNT;
            case FIXED -> kind == TierKind.FIXED_AMOUNT;
        };
    }

    private void figures(Tier tier) {
        number(tier, "rate_or_amount", tier.rateOrAmount());
        number(tier, "low_amount", tier.lowAmount());
        number(tier, "high_amount", tier.highAmount());
        switch (tier.kind()) {
            case MARGINAL_RATE -> {
                boolean single = tier.rateOrAmount() != null;
                given(tier, "low_amount", tier.lowAmount(), !single);
                given(tier, "high_amount", tier.highAmount(), !single);
                rate(tier, "rate_or_amount", tier.rateOrAmount());
                rate(tier, "high_amount", tier.highAmount());
            }
            case FLAT_RATE, OPEN_FLOOR, UNIT_AMOUNT, FIXED_AMOUNT -> {
                given(tier, "rate_or_amount", tier.rateOrAmount(), true);
                given(tier, "low_amount", tier.lowAmount(), false);
                given(tier, "high_amount", tier.highAmount(), false);
                if (tier.kind() == TierKind.FLAT_RATE) {
                    rate(tier, "rate_or_amount", tier.rateOrAmount());
                }
            }
            case INTERP, RANGE -> {
                given(tier, "rate_or_amount", tier.rateOrAmount(), false);
                given(tier, "low_amount", tier.lowAmount(), true);
                given(tier, "high_amount", tier.highAmount(), true);
            }
        }
        if (tier.lowAmount() != null && RuleChecks.above(tier.lowAmount(), tier.highAmount())) {
            add(
                    tier,
                    "low_amount",
                    "low-above-high",
                    "低值 " + Figures.plain(tier.lowAmount()) + " 大于高值");
        }
    }

    private void bounds(Tier tier) {
        if (!rule.method().usesBase()) {
            given(tier, "lower_bound", tier.lowerBound(), false);
            given(tier, "upper_bound", tier.upperBound(), false);
            return;
        }
        BigDecimal lower = tier.lowerBound();
        BigDecimal upper = tier.upperBound();
        given(tier, "lower_bound", lower, true);
        if (tier.kind() == TierKind.INTERP) {
            given(tier, "upper_bound", upper, true);
        }
        number(tier, "lower_bound", lower);
        number(tier, "upper_bound", upper);
        if (lower != null
                && upper != null
                && (RuleChecks.above(lower, upper) || lower.compareTo(upper) == 0)) {
            add(tier, "upper_bound", "empty-tier", "上限不大于下限");
        }
    }

    /** One price for each selector, or tiers that meet end to end. */
    private void order(String selector, List<Tier> tiers) {
        if (!rule.method().usesBase()) {
            for (Tier tier : tiers.subList(1, tiers.size())) {
                add(
                        tier,
                        "selector",
                        "duplicate-selector",
                        selector.isEmpty() ? "没有类别的价格多于一个" : "类别重复：" + selector);
            }
            return;
        }
        List<Tier> sorted =
                tiers.stream()
                        .filter(tier -> tier.lowerBound() != null)
                        .sorted(Comparator.comparing(Schedule::lowerBound))
                        .toList();
        for (int i = 1; i < sorted.size(); i++) {
            meet(sorted.get(i - 1), sorted.get(i));
        }
    }

    private void meet(Tier below, Tier above) {
        BigDecimal lower = Schedule.lowerBound(above);
        BigDecimal upper = below.upperBound();
        if (!ParameterChecks.sane(lower) || (upper != null && !ParameterChecks.sane(upper))) {
            return;
        }
        int order = upper == null ? 1 : upper.compareTo(lower);
        if (order == 0) {
            return;
        }
        String end = upper == null ? "（无上限）" : "（上限 " + Figures.plain(upper) + "）";
        String detail = "下限 " + Figures.plain(lower) + " 与第 " + below.tierNo() + " 档" + end;
        if (order > 0) {
            add(above, "lower_bound", "tier-overlap", detail + "重叠");
        } else {
            add(above, "lower_bound", "tier-gap", detail + "之间有空缺");
        }
    }

    private void given(Tier tier, String field, @Nullable BigDecimal value, boolean wanted) {
        String kind = "“" + tier.kind().label() + "”";
        if (wanted && value == null) {
            add(tier, field, "missing-value", "档次类型" + kind + "必须给出此值");
        } else if (!wanted && value != null) {
            add(tier, field, "unused-value", "档次类型" + kind + "不使用此值，或与另一值矛盾");
        }
    }

    private void rate(Tier tier, String field, @Nullable BigDecimal rate) {
        if (rate == null) {
            return;
        }
        String unit = rule.baseUnit();
        boolean money = Schedule.MONEY_UNITS.containsKey(unit);
        if (unit.endsWith("元") && !money) {
            add(tier, field, "unknown-money-unit", "费率的计费单位不可识别：" + unit);
        } else if (money && RuleChecks.above(rate, BigDecimal.ONE)) {
            add(tier, field, "rate-above-one", "费率应写成小数（1.5% 写作 0.015）：" + Figures.plain(rate));
        }
    }

    private void number(Tier tier, String field, @Nullable BigDecimal value) {
        if (value != null && !ParameterChecks.sane(value)) {
            add(tier, field, "number-too-long", "数字过长");
        } else if (value != null && value.signum() < 0) {
            add(tier, field, "negative-value", "不能为负数：" + Figures.plain(value));
        }
    }

    private void add(Tier tier, String field, String slug, String detailZh) {
        defects.add(new Defect(field, tier.tierNo(), slug, detailZh));
    }
}
