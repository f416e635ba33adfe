package org.mingjia.search;

import java.util.List;

/** What readers narrow by; the order is the answer's. */
enum Facet {
    TYPE("type", "type", 5),
    KIND("kind", "kind", 20),
    DEPARTMENT("department", "departmentCode", 100),
    CATEGORY("category", "category", 100),
    PRICING_MODE("pricingMode", "pricingMode", 10),
    PAYER("payer", "payer", 10);

    private final String field;
    private final String chosenIn;
    private final int size;

    Facet(String field, String chosenIn, int size) {
        this.field = field;
        this.chosenIn = chosenIn;
        this.size = size;
    }

    /** Its name in the answer and the field that is counted. */
    String field() {
        return field;
    }

    /** The field that a chosen value is looked up in. */
    String chosenIn() {
        return chosenIn;
    }

    /** More values than this are not shown. */
    int size() {
        return size;
    }

    List<String> chosenBy(OfferingQuery query) {
        return switch (this) {
            case TYPE -> query.types().stream().map(OfferingType::value).toList();
            case KIND -> query.kinds();
            case DEPARTMENT -> query.departments();
            case CATEGORY -> query.categories();
            case PRICING_MODE -> query.pricingModes();
            case PAYER -> query.payers();
        };
    }
}
