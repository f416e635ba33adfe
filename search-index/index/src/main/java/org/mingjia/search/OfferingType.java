package org.mingjia.search;

import java.util.Locale;

/** What a document is about. */
public enum OfferingType {
    ITEM("中介服务事项"),
    ACT("行政事项");

    private final String label;

    OfferingType(String label) {
        this.label = label;
    }

    /** The name in URLs, documents and answers: {@code item}, {@code act}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return label;
    }
}
