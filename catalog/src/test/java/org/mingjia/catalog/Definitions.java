package org.mingjia.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Small rules for tests: a builder over the record, every field with a plain default. */
final class Definitions {
    private PricingMethod method = PricingMethod.TIERED_PROGRESSIVE;
    private String baseUnit = "万元";
    private AmountUnit amountUnit = AmountUnit.WAN_YUAN;
    private BigDecimal adjustMin;
    private BigDecimal adjustMax;
    private List<Factor> factors = List.of();
    private Long floorFen;
    private Long capFen;
    private LocalDate from;
    private LocalDate to;
    private RuleStatus status = RuleStatus.IN_FORCE;
    private boolean tiersKnown = true;
    private List<Tier> tiers =
            List.of(marginal(1, "0", "100", "0.01"), marginal(2, "100", null, "0.005"));
    private String id = "R";
    private String item = "S";
    private String region = "433100";

    static Definitions rule() {
        return new Definitions();
    }

    static Definitions rule(PricingMethod method, Tier... tiers) {
        Definitions definitions = new Definitions();
        definitions.method = method;
        definitions.tiers = List.of(tiers);
        return definitions;
    }

    Definitions id(String value, String itemCode, String regionCode) {
        id = value;
        item = itemCode;
        region = regionCode;
        return this;
    }

    Definitions units(String base, AmountUnit amount) {
        baseUnit = base;
        amountUnit = amount;
        return this;
    }

    Definitions adjust(String min, String max) {
        adjustMin = decimal(min);
        adjustMax = decimal(max);
        return this;
    }

    Definitions factors(Factor... values) {
        factors = List.of(values);
        return this;
    }

    Definitions limits(Long floor, Long cap) {
        floorFen = floor;
        capFen = cap;
        return this;
    }

    Definitions effective(String first, String last) {
        from = first == null ? null : LocalDate.parse(first);
        to = last == null ? null : LocalDate.parse(last);
        return this;
    }

    Definitions status(RuleStatus value) {
        status = value;
        return this;
    }

    Definitions tiers(List<Tier> values) {
        tiers = values;
        return this;
    }

    Definitions amountsUnknown() {
        tiersKnown = false;
        return this;
    }

    PriceRuleDefinition definition() {
        return new PriceRuleDefinition(
                id,
                item,
                "示例标准",
                "示例文件",
                region,
                method,
                "计费额",
                baseUnit,
                amountUnit,
                adjustMin,
                adjustMax,
                factors,
                floorFen,
                capFen,
                from,
                to,
                status,
                tiersKnown,
                tiers);
    }

    PriceRule compiled() {
        return PriceRule.compile(definition());
    }

    static Tier marginal(int no, String lower, String upper, String rate) {
        return tier(no, null, lower, upper, TierKind.MARGINAL_RATE, rate, null, null);
    }

    static Tier interp(int no, String lower, String upper, String low, String high) {
        return tier(no, null, lower, upper, TierKind.INTERP, null, low, high);
    }

    static Tier range(int no, String lower, String upper, String low, String high) {
        return tier(no, null, lower, upper, TierKind.RANGE, null, low, high);
    }

    static Tier priced(int no, String selector, TierKind kind, String amount) {
        return tier(no, selector, null, null, kind, amount, null, null);
    }

    static Tier tier(
            int no,
            String selector,
            String lower,
            String upper,
            TierKind kind,
            String value,
            String low,
            String high) {
        return new Tier(
                no,
                selector,
                decimal(lower),
                decimal(upper),
                kind,
                decimal(value),
                decimal(low),
                decimal(high),
                null);
    }

    static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
