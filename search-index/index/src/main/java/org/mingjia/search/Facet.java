package org.mingjia.search;

import java.util.List;
import java.util.Map;

/** What readers narrow by; the order is the answer's. */
enum Facet {
    TYPE("type", "type", 5),
    KIND("kind", "kind", 20),
    DEPARTMENT("department", "departmentCode", 100),
    CATEGORY("category", "category", 100),
    PRICING_MODE("pricingMode", "pricingMode", 10),
    PAYER("payer", "payer", 10),
    REGION("region", "period.servedCode", 100),
    LEVEL("level", "period.levelCode", 100);

    private final String field;
    private final String chosenIn;
    private final int size;

    Facet(String field, String chosenIn, int size) {
        this.field = field;
        this.chosenIn = chosenIn;
        this.size = size;
    }

    /** Its name in the answer. */
    String field() {
        return field;
    }

    /** Whether it is true of a period and not of the whole document. */
    boolean byDay() {
        return this == REGION || this == LEVEL;
    }

    Map<String, Object> counts(long day) {
        if (!byDay()) {
            return Map.of("terms", Map.of("field", field, "size", size));
        }
        var terms = Map.of("terms", Map.of("field", "period." + field, "size", size));
        var today = Map.of("filter", Clause.day("period.days", day), "aggs", Map.of(field, terms));
        return Map.of("nested", Map.of("path", "period"), "aggs", Map.of(field, today));
    }

    /** Whether a document has one of the values. */
    Map<String, Object> chosen(List<String> values, long day) {
        var terms = Clause.terms(chosenIn, values);
        return byDay() ? Clause.on(day, List.of(terms)) : terms;
    }

    List<String> chosenBy(OfferingQuery query) {
        return switch (this) {
            case TYPE -> query.types().stream().map(OfferingType::value).toList();
            case KIND -> query.kinds();
            case DEPARTMENT -> query.departments();
            case CATEGORY -> query.categories();
            case PRICING_MODE -> query.pricingModes();
            case PAYER -> query.payers();
            case REGION -> query.offered().regions();
            case LEVEL -> query.offered().levels();
        };
    }
}
