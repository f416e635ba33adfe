package org.mingjia.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** An agency's price that cannot bind because it cannot be computed; carries every defect. */
public final class InvalidPrice extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Defect> defects;

    InvalidPrice(List<Defect> defects) {
        super(
                defects.stream()
                        .map(defect -> defect.field() + ": " + defect.detailZh())
                        .collect(Collectors.joining("; ")),
                null,
                false,
                false);
        this.defects = List.copyOf(defects);
    }

    /** What is wrong, by field of the form: {@code amount}, {@code factor}, {@code tiers} … */
    public List<Defect> defects() {
        return defects;
    }
}
