package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can be wrong with a definition, found in one pass. */
final class RuleChecks {
    private final PriceRuleDefinition rule;
    private final List<Defect> defects = new ArrayList<>();

    RuleChecks(PriceRuleDefinition rule) {
        this.rule = rule;
    }

    List<Defect> defects() {
        identity();
        limits();
        Set<String> keys = new HashSet<>();
        for (Factor factor : rule.factors()) {
            factor(factor, keys);
        }
        if (rule.tiersKnown() && rule.tiers().isEmpty()) {
            add("tiers_known", "tiers-missing", "标明金额已知，但没有任何档次");
        } else if (!rule.tiersKnown() && !rule.tiers().isEmpty()) {
            add("tiers_known", "tiers-unexpected", "标明金额未知，却列有 " + rule.tiers().size() + " 个档次");
        }
        defects.addAll(new TierChecks(rule).defects());
        return defects;
    }

    private void identity() {
        present("rule_id", rule.ruleId());
        present("item_code", rule.itemCode());
        present("name", rule.name());
        present("document", rule.document());
        if (!rule.regionCode().matches("[0-9]{6}")) {
            add("region_code", "malformed-region", "行政区划代码应为六位数字：" + rule.regionCode());
        }
        if (rule.tiersKnown()) {
            present("base_parameter", rule.baseParameter());
            present("base_unit", rule.baseUnit());
        }
        if (rule.effectiveFrom() != null
                && rule.effectiveTo() != null
                && rule.effectiveFrom().isAfter(rule.effectiveTo())) {
            add(
                    "effective_from",
                    "from-after-to",
                    "起始日期 " + rule.effectiveFrom() + " 晚于终止日期 " + rule.effectiveTo());
        }
    }

    private void limits() {
        BigDecimal min = rule.adjustMin() == null ? BigDecimal.ONE : rule.adjustMin();
        BigDecimal max = rule.adjustMax() == null ? BigDecimal.ONE : rule.adjustMax();
        number("adjust_min", min);
        number("adjust_max", max);
        if (above(min, max)) {
            add(
                    "adjust_min",
                    "low-above-high",
                    "浮动下限 " + Figures.plain(min) + " 大于上限 " + Figures.plain(max) + "（空缺按 1 计）");
        }
        fen("floor_fen", rule.floorFen());
        fen("cap_fen", rule.capFen());
        if (rule.floorFen() != null && rule.capFen() != null && rule.floorFen() > rule.capFen()) {
            add(
                    "floor_fen",
                    "floor-above-cap",
                    "最低收费 " + rule.floorFen() + " 分高于最高限额 " + rule.capFen() + " 分");
        }
    }

    private void factor(Factor factor, Set<String> keys) {
        present("factors", factor.key());
        if (!keys.add(factor.key())) {
            add("factors", "duplicate-factor", "系数名重复：" + factor.key());
        }
        switch (factor) {
            case Factor.OptionFactor options -> {
                if (options.options().isEmpty()) {
                    add("factors", "options-missing", "系数没有可选情形：" + factor.key());
                }
                Set<String> labels = new HashSet<>();
                for (Factor.Option option : options.options()) {
                    present("factors", option.label());
                    number("factors", option.value());
                    if (!labels.add(option.label())) {
                        add("factors", "duplicate-option", "情形重复：" + option.label());
                    }
                }
                number("factors", options.defaultValue());
            }
            case Factor.RangeFactor range -> {
                number("factors", range.min());
                number("factors", range.max());
                number("factors", range.defaultValue());
                if (above(range.min(), range.max())) {
                    add("factors", "low-above-high", "系数下限大于上限：" + factor.key());
                } else if (above(range.min(), range.defaultValue())
                        || above(range.defaultValue(), range.max())) {
                    add("factors", "default-out-of-range", "默认值不在上下限之内：" + factor.key());
                }
            }
            case Factor.CountFactor count -> number("factors", count.rate());
        }
    }

    private void present(String field, String text) {
        if (text.isBlank()) {
            add(field, "missing-value", "不能为空");
        }
    }

    private void fen(String field, @Nullable Long fen) {
        if (fen != null && (fen < 0 || fen > PriceRule.MAX_FEN)) {
            add(field, "amount-out-of-range", "应为 0 至 " + PriceRule.MAX_FEN + " 分：" + fen);
        }
    }

    /** Whether low exceeds high; false where one is missing or is itself a defect already. */
    static boolean above(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        return low != null
                && high != null
                && ParameterChecks.sane(low)
                && ParameterChecks.sane(high)
                && low.compareTo(high) > 0;
    }

    private void number(String field, BigDecimal value) {
        if (!ParameterChecks.sane(value)) {
            add(field, "number-too-long", "数字过长");
        } else if (value.signum() < 0) {
            add(field, "negative-value", "不能为负数：" + Figures.plain(value));
        }
    }

    private void add(String field, String slug, String detailZh) {
        defects.add(new Defect(field, null, slug, detailZh));
    }
}
