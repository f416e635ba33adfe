package org.mingjia.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of Mingjia that is not Spring's own: limits have a name and a unit.
 *
 * @param defaultRegion GB/T 2260 code of the place that the market serves
 * @param operator the one local operator account
 * @param elasticsearch where search lives
 * @param imports bounds of an import
 * @param feed how often the event order is looked at
 */
@Validated
@ConfigurationProperties("mingjia")
public record MingjiaSettings(
        @DefaultValue("433100") @NotBlank String defaultRegion,
        @Valid Operator operator,
        @Valid @DefaultValue Elasticsearch elasticsearch,
        @Valid @DefaultValue Imports imports,
        @Valid @DefaultValue Feed feed) {

    /**
     * The local operator.
     *
     * @param username sign-in name
     * @param password sign-in password, from a secret store or the environment
     */
    public record Operator(@NotBlank String username, @NotBlank String password) {
        @Override
        public String toString() {
            return "Operator[username=" + username + "]";
        }
    }

    /**
     * The search cluster.
     *
     * @param url its HTTP address, with user information if it asks for any
     * @param connectTimeout longest wait for a connection
     * @param responseTimeout longest wait for an answer, after which search is degraded
     * @param indexFamily alias of the index, and what its indices' names begin with
     * @param shards primary shards of a new index
     * @param replicas copies of each shard; 0 on a single node
     */
    public record Elasticsearch(
            @DefaultValue("http://127.0.0.1:9200") URI url,
            @DefaultValue("500ms") Duration connectTimeout,
            @DefaultValue("2s") Duration responseTimeout,
            @DefaultValue("mingjia-offering") @NotBlank String indexFamily,
            @DefaultValue("1") @Min(1) int shards,
            @DefaultValue("0") @Min(0) int replicas) {}

    /**
     * Bounds of an import.
     *
     * @param maxUploadBytes all files of one import together
     * @param maxUnpackedBytes what a spreadsheet may unpack to
     * @param maxRows rows of all files together
     * @param maxReportedErrors row errors that are reported; all are counted
     */
    public record Imports(
            @DefaultValue("33554432") @Min(1024) @Max(1073741824) long maxUploadBytes,
            @DefaultValue("268435456") @Min(1024) long maxUnpackedBytes,
            @DefaultValue("500000") @Min(1) int maxRows,
            @DefaultValue("500") @Min(1) @Max(10000) int maxReportedErrors) {}

    /**
     * The event order.
     *
     * @param interval pause between two looks at the order
     * @param batch most events ordered or indexed in one step
     */
    public record Feed(
            @DefaultValue("100ms") Duration interval,
            @DefaultValue("2000") @Min(1) @Max(100000) int batch) {}
}
