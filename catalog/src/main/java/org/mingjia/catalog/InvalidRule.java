package org.mingjia.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that breaks the semantics of price rules; it carries all defects, not the first. */
public final class InvalidRule extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Defect> defects;

    InvalidRule(String ruleId, List<Defect> defects) {
        super(
                defects.stream()
                        .map(defect -> defect.field() + ": " + defect.detailZh())
                        .collect(Collectors.joining("; ", ruleId + " ", "")),
                null,
                false,
                false);
        this.defects = List.copyOf(defects);
    }

    public List<Defect> defects() {
        return defects;
    }
}
