package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a form of an agency's price must say so that it yields one price and no interval. */
final class FormChecks {
    private static final int LONGEST_UNIT = 20;
    private static final int LONGEST_PARAMETER = 50;
    private static final int MOST_TIERS = 100;
    private static final int FACTOR_PLACES = 6;
    private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(100);

    private FormChecks() {}

    static void refuse(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw new InvalidPrice(defects);
        }
    }

    static List<Defect> amount(String field, @Nullable Long fen, long least) {
        if (fen == null || (fen >= least && fen <= PriceForm.MOST_FEN)) {
            return List.of();
        }
        return List.of(
                defect(
                        field,
                        "amount-out-of-range",
                        "应为 %s 至 %s，给出的是 %d 分"
                                .formatted(
                                        new Money(least).yuan(),
                                        new Money(PriceForm.MOST_FEN).yuan(),
                                        fen)));
    }

    static List<Defect> text(String field, String text) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST_UNIT
                ? List.of()
                : List.of(defect(field, "missing-value", "应为 1 至 " + LONGEST_UNIT + " 个字"));
    }

    static List<Defect> factor(BigDecimal factor) {
        if (!ParameterChecks.sane(factor)
                || factor.stripTrailingZeros().scale() > FACTOR_PLACES
                || factor.signum() <= 0
                || factor.compareTo(MOST_FACTOR) > 0) {
            return List.of(defect("factor", "factor-out-of-range", "倍率应大于 0、不大于 100，至多 6 位小数"));
        }
        return List.of();
    }

    static PriceRule tiers(
            String baseParameter,
            String baseUnit,
            PricingMethod method,
            AmountUnit amountUnit,
            List<Tier> tiers,
            @Nullable Long floorFen,
            @Nullable Long capFen) {
        var defects = new ArrayList<Defect>();
        if (!method.usesBase() || method == PricingMethod.RANGE) {
            defects.add(
                    defect("method", "kind-not-allowed", "分档价格不能用计价方法“" + method.label() + "”"));
        }
        if (tiers.size() > MOST_TIERS) {
            defects.add(defect("tiers", "too-many", "不超过 " + MOST_TIERS + " 档"));
        }
        if (baseParameter.codePointCount(0, baseParameter.length()) > LONGEST_PARAMETER
                || baseUnit.codePointCount(0, baseUnit.length()) > LONGEST_UNIT) {
            defects.add(defect("baseParameter", "too-long", "计费基数的名称或单位过长"));
        }
        defects.addAll(limits(floorFen, capFen));
        for (Tier tier : tiers) {
            if (!exact(tier)) {
                defects.add(
                        new Defect(
                                "tiers",
                                tier.tierNo(),
                                "interval-price",
                                "机构的价格应是一个数，不能是区间或“不低于”"));
            }
            if (tier.selector() != null) {
                defects.add(new Defect("tiers", tier.tierNo(), "unused-value", "分档价格不分类别"));
            }
        }
        refuse(defects);
        try {
            return PriceRule.compile(
                    new PriceRuleDefinition(
                            "agency",
                            "agency",
                            "机构分档价格",
                            "机构公布的分档价格",
                            "000000",
                            method,
                            baseParameter,
                            baseUnit,
                            amountUnit,
                            null,
                            null,
                            List.of(),
                            floorFen,
                            capFen,
                            null,
                            null,
                            RuleStatus.REFERENCE_ONLY,
                            true,
                            tiers));
        } catch (InvalidRule invalid) {
            throw new InvalidPrice(invalid.defects());
        }
    }

    /** Whether a tier yields one price for each argument. */
    static boolean exact(Tier tier) {
        return switch (tier.kind()) {
            case OPEN_FLOOR -> false;
            case RANGE, MARGINAL_RATE ->
                    tier.rateOrAmount() != null
                            || (tier.lowAmount() != null
                                    && tier.highAmount() != null
                                    && tier.lowAmount().compareTo(tier.highAmount()) == 0);
            case INTERP, FLAT_RATE, UNIT_AMOUNT, FIXED_AMOUNT -> true;
        };
    }

    static List<Defect> formula(
            long fixedFen,
            @Nullable Long perUnitFen,
            @Nullable String unit,
            @Nullable BigDecimal rate,
            @Nullable String baseParameter,
            @Nullable String baseUnit,
            @Nullable Long floorFen,
            @Nullable Long capFen) {
        var defects = new ArrayList<Defect>();
        defects.addAll(amount("fixedFen", fixedFen, 0));
        defects.addAll(amount("perUnitFen", perUnitFen, PriceForm.LEAST_FEN));
        if (perUnitFen != null || unit != null) {
            defects.addAll(text("unit", unit == null ? "" : unit));
        }
        if (perUnitFen == null && unit != null) {
            defects.add(defect("perUnitFen", "missing-value", "写了单位，但没有单价"));
        }
        if (rate != null
                && (!ParameterChecks.sane(rate)
                        || rate.signum() <= 0
                        || rate.compareTo(BigDecimal.ONE) > 0)) {
            defects.add(defect("rate", "rate-above-one", "费率应大于 0、不大于 1（1.5% 写作 0.015）"));
        }
        if (rate == null ? baseParameter != null || baseUnit != null : baseParameter == null) {
            defects.add(defect("baseParameter", "missing-value", "费率与计费基数应一并给出"));
        }
        if (rate != null && (baseUnit == null || !Schedule.MONEY_UNITS.containsKey(baseUnit))) {
            defects.add(defect("baseUnit", "unknown-money-unit", "费率的计费基数应以元、千元、万元、百万元或亿元计"));
        }
        if (fixedFen == 0 && perUnitFen == null && rate == null) {
            defects.add(defect("fixedFen", "nothing-to-compute", "公式没有任何一项"));
        }
        defects.addAll(limits(floorFen, capFen));
        return defects;
    }

    private static List<Defect> limits(@Nullable Long floorFen, @Nullable Long capFen) {
        var defects = new ArrayList<Defect>();
        defects.addAll(amount("floorFen", floorFen, PriceForm.LEAST_FEN));
        defects.addAll(amount("capFen", capFen, PriceForm.LEAST_FEN));
        if (floorFen != null && capFen != null && floorFen > capFen) {
            defects.add(defect("floorFen", "floor-above-cap", "最低收费高于最高限额"));
        }
        return defects;
    }

    private static Defect defect(String field, String rule, String detailZh) {
        return new Defect(field, null, rule, detailZh);
    }
}
