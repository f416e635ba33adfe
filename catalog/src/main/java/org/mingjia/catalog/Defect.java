package org.mingjia.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Why a price rule cannot be used.
 *
 * @param field the column of the published table: {@code adjust_min}, {@code lower_bound}, …
 * @param tierNo the tier's number; null when the rule itself is meant
 * @param rule stable slug: {@code tier-gap}, {@code low-above-high}, …
 * @param detailZh a Chinese sentence with the values
 */
public record Defect(String field, @Nullable Integer tierNo, String rule, String detailZh) {}
