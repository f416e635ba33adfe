package org.mingjia.catalog;

/** A text that is no 统一社会信用代码. An expected refusal, so it records no stack. */
public final class UsccRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final String detailZh;

    UsccRefused(String rule, String detailZh) {
        super(rule + ": " + detailZh, null, false, false);
        this.rule = rule;
        this.detailZh = detailZh;
    }

    /** uscc-length, uscc-letter, uscc-character, uscc-region or uscc-check-digit. */
    public String rule() {
        return rule;
    }

    /** A Chinese sentence for people. */
    public String detailZh() {
        return detailZh;
    }
}
