package org.mingjia.search;

import java.util.Map;

/** The Chinese words beside facet values; a value without one speaks for itself. */
final class FacetLabels {
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("type/item", OfferingType.ITEM.label()),
                    Map.entry("type/act", OfferingType.ACT.label()),
                    Map.entry("type/agency", OfferingType.AGENCY.label()),
                    Map.entry("type/offer", OfferingType.OFFER.label()),
                    Map.entry("kind/licence", "行政许可"),
                    Map.entry("kind/penalty", "行政处罚"),
                    Map.entry("kind/coercion", "行政强制"),
                    Map.entry("kind/confirmation", "行政确认"),
                    Map.entry("kind/levy", "行政征收"),
                    Map.entry("kind/inspection", "行政检查"),
                    Map.entry("kind/other", "其他行政权力"),
                    Map.entry("pricingMode/government_set", "政府定价"),
                    Map.entry("pricingMode/government_guided", "政府指导价"),
                    Map.entry("pricingMode/market", "市场调节价"),
                    Map.entry("payer/enterprise", "企业付费"),
                    Map.entry("payer/government", "政府付费（不得向企业收取）"),
                    Map.entry("payer/either", "按委托方确定"));

    /**
     * The bucket of a department, place or qualification carries its code and name, so that nothing
     * is looked up to show it.
     */
    private static final char SEPARATOR = '\t';

    private FacetLabels() {}

    static String key(String code, String name) {
        return code + SEPARATOR + name;
    }

    static String value(String key) {
        int separator = key.indexOf(SEPARATOR);
        return separator < 0 ? key : key.substring(0, separator);
    }

    static String label(String facet, String key) {
        int separator = key.indexOf(SEPARATOR);
        return separator < 0
                ? LABELS.getOrDefault(facet + '/' + key, key)
                : key.substring(separator + 1);
    }
}
