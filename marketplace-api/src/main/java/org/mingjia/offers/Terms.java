package org.mingjia.offers;

import java.math.BigDecimal;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.PriceForm;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.Tier;
import org.mingjia.catalog.TierKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agency's own tiers, or its own formula, as the price entry holds them. */
final class Terms {

    private Terms() {}

    static PriceForm tiers(String json) {
        JsonNode terms = JsonMapper.shared().readTree(json);
        var tiers = new ArrayList<Tier>();
        for (JsonNode tier : terms.path("tiers")) {
            tiers.add(
                    new Tier(
                            tiers.size() + 1,
                            null,
                            decimal(tier, "lower"),
                            decimal(tier, "upper"),
                            TierKind.of(text(tier, "kind")).orElse(TierKind.INTERP),
                            decimal(tier, "rateOrAmount"),
                            decimal(tier, "low"),
                            decimal(tier, "high"),
                            null));
        }
        return PriceForm.Tiered.of(
                text(terms, "baseParameter"),
                text(terms, "baseUnit"),
                PricingMethod.of(text(terms, "method")).orElse(PricingMethod.TIERED_PROGRESSIVE),
                AmountUnit.of(text(terms, "amountUnit")).orElse(AmountUnit.YUAN),
                tiers,
                fen(terms, "floorFen"),
                fen(terms, "capFen"));
    }

    static PriceForm formula(String json) {
        JsonNode terms = JsonMapper.shared().readTree(json);
        Long fixed = fen(terms, "fixedFen");
        return new PriceForm.Formula(
                fixed == null ? 0 : fixed,
                fen(terms, "perUnitFen"),
                textOrNull(terms, "unit"),
                decimal(terms, "rate"),
                textOrNull(terms, "baseParameter"),
                textOrNull(terms, "baseUnit"),
                fen(terms, "floorFen"),
                fen(terms, "capFen"));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static @Nullable String textOrNull(JsonNode node, String member) {
        String text = text(node, member);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable BigDecimal decimal(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isMissingNode() || value.isNull() ? null : new BigDecimal(value.asString());
    }

    private static @Nullable Long fen(JsonNode node, String member) {
        BigDecimal value = decimal(node, member);
        return value == null ? null : (Long) value.longValueExact();
    }
}
