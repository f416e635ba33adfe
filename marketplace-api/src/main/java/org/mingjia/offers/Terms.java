package org.mingjia.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.InvalidRule;
import org.mingjia.catalog.Money;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PriceRuleDefinition;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.catalog.Tier;
import org.mingjia.catalog.TierKind;
import org.mingjia.offers.Tariffs.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agency's own tiers, or its own formula, as published. */
sealed interface Terms {

    Answer price(Parameters parameters, boolean withWorking);

    static Terms of(String json, boolean tiers) {
        JsonNode terms = JsonMapper.shared().readTree(json);
        if (!tiers) {
            return new Formula(terms);
        }
        try {
            return new Tiers(compile(terms));
        } catch (InvalidRule broken) {
            return new Broken();
        }
    }

    private static PriceRule compile(JsonNode terms) {
        var tiers = new ArrayList<Tier>();
        for (JsonNode tier : terms.path("tiers")) {
            tiers.add(
                    new Tier(
                            tiers.size() + 1,
                            null,
                            decimal(tier, "lower"),
                            decimal(tier, "upper"),
                            TierKind.of(tier.path("kind").asString("")).orElse(TierKind.INTERP),
                            decimal(tier, "rateOrAmount"),
                            decimal(tier, "low"),
                            decimal(tier, "high"),
                            null));
        }
        return PriceRule.compile(
                new PriceRuleDefinition(
                        "R-OWN",
                        "S-OWN-1",
                        "机构公布的分档",
                        "机构公布的价目表",
                        "000000",
                        PricingMethod.of(terms.path("method").asString(""))
                                .orElse(PricingMethod.TIERED_PROGRESSIVE),
                        terms.path("baseParameter").asString(""),
                        terms.path("baseUnit").asString(""),
                        AmountUnit.of(terms.path("amountUnit").asString("")).orElse(AmountUnit.YUAN),
                        null,
                        null,
                        List.of(),
                        fen(terms, "floorFen"),
                        fen(terms, "capFen"),
                        null,
                        null,
                        RuleStatus.REFERENCE_ONLY,
                        true,
                        tiers));
    }

    private static @Nullable BigDecimal decimal(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isMissingNode() || value.isNull() ? null : new BigDecimal(value.asString());
    }

    private static @Nullable Long fen(JsonNode node, String member) {
        BigDecimal value = decimal(node, member);
        return value == null ? null : (Long) value.longValueExact();
    }

    /** A table of the agency's own. */
    record Tiers(PriceRule rule) implements Terms {
        @Override
        public Answer price(Parameters given, boolean withWorking) {
            return Tariffs.quoted(
                    rule,
                    new Parameters(given.base(), null, null, Map.of(), Map.of(), null),
                    withWorking);
        }
    }

    /** A table that cannot be computed. */
    record Broken() implements Terms {
        @Override
        public Answer price(Parameters given, boolean withWorking) {
            return Answer.none("not-computable", "机构公布的分档不能计算");
        }
    }

    /** fixed + per unit × quantity + rate × base, then floor and cap, rounded once. */
    record Formula(JsonNode terms) implements Terms {
        private static final BigDecimal MOST = new BigDecimal("1000000000000000");

        @Override
        public Answer price(Parameters given, boolean withWorking) {
            var lines = new ArrayList<String>();
            BigDecimal sum = or(decimal(terms, "fixedFen"), BigDecimal.ZERO);
            lines.add("固定 " + yuan(sum));
            BigDecimal each = decimal(terms, "perUnitFen");
            if (each != null) {
                if (given.quantity() == null) {
                    return Answer.none(
                            "missing-parameter", "请给出数量（" + terms.path("unit").asString("") + "）");
                }
                BigDecimal part = each.multiply(given.quantity());
                sum = sum.add(part);
                lines.add(
                        "%s/%s × %s = %s"
                                .formatted(
                                        yuan(each),
                                        terms.path("unit").asString(""),
                                        given.quantity().toPlainString(),
                                        yuan(part)));
            }
            BigDecimal rate = decimal(terms, "rate");
            if (rate != null) {
                if (given.base() == null) {
                    return Answer.none(
                            "missing-parameter",
                            "请给出%s（%s）"
                                    .formatted(
                                            terms.path("baseParameter").asString(""),
                                            terms.path("baseUnit").asString("")));
                }
                long unit =
                        AmountUnit.of(terms.path("baseUnit").asString(""))
                                .map(AmountUnit::fen)
                                .orElse(100L);
                BigDecimal part =
                        rate.multiply(given.base()).multiply(BigDecimal.valueOf(unit));
                sum = sum.add(part);
                lines.add(
                        "%s %s × %s = %s"
                                .formatted(
                                        given.base().toPlainString(),
                                        terms.path("baseUnit").asString(""),
                                        rate.toPlainString(),
                                        yuan(part)));
            }
            BigDecimal floor = decimal(terms, "floorFen");
            BigDecimal cap = decimal(terms, "capFen");
            sum = floor == null ? sum : sum.max(floor);
            sum = cap == null ? sum : sum.min(cap);
            if (sum.compareTo(MOST) > 0) {
                return Answer.none("parameter-out-of-range", "算得的金额过大，请核对参数");
            }
            long fen = sum.setScale(0, RoundingMode.HALF_UP).longValueExact();
            lines.add("合计，四舍五入到分：" + new Money(fen).yuan());
            return new Answer(fen, null, null, withWorking ? List.copyOf(lines) : List.of());
        }

        private static String yuan(BigDecimal fen) {
            return fen.movePointLeft(2).stripTrailingZeros().toPlainString() + " 元";
        }

        private static BigDecimal or(@Nullable BigDecimal value, BigDecimal otherwise) {
            return value == null ? otherwise : value;
        }
    }
}
