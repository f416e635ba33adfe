package org.mingjia.search;

import java.util.Locale;

/** What a document is about. */
public enum OfferingType {
    ITEM("中介服务事项"),
    ACT("行政事项"),
    AGENCY("中介机构"),
    OFFER("机构明码标价");

    private final String label;

    OfferingType(String label) {
        this.label = label;
    }

    /**
     * The name in URLs, documents and answers: {@code item}, {@code act}, {@code agency}, {@code
     * offer}.
     */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is on the list, and not somebody who serves or an offer to serve. */
    boolean onTheList() {
        return this == ITEM || this == ACT;
    }

    String label() {
        return label;
    }
}
