package org.mingjia.offers;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of offers and charge checks.
 *
 * @param snapshotBytes memory for the items' prices, about 60 bytes for each price entry
 * @param checksPerMinute charge checks that one address may record in a minute
 */
@Validated
@ConfigurationProperties("mingjia.offers")
public record OffersSettings(
        @DefaultValue("100000000") @Min(1_000_000) @Max(4_000_000_000L) long snapshotBytes,
        @DefaultValue("30") @Min(1) @Max(100_000) int checksPerMinute) {}
