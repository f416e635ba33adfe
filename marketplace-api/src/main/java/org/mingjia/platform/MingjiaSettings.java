package org.mingjia.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of Mingjia that is not Spring's own: limits have a name and a unit.
 *
 * @param defaultRegion GB/T 2260 code of the place that the market serves
 * @param operator the local operator account, made at start; null where operators sign in elsewhere
 *     only
 * @param elasticsearch where search lives
 * @param imports bounds of an import
 * @param files where evidence lies, and its bounds
 * @param feed how often the event order is looked at
 * @param offers bounds of offers and charge checks
 * @param leads how many leads come in
 * @param mail under which name mail is sent; the server is Spring's {@code spring.mail.host}
 * @param http whom a request is taken to come from
 * @param signIn accounts, sessions, keys and single sign-on
 * @param sealing the secret of sealed bids and of receipts
 * @param beacon public randomness that draws wait for; null where they rest on the commitment and
 *     the bidders' nonces alone
 */
@Validated
@ConfigurationProperties("mingjia")
public record MingjiaSettings(
        @DefaultValue("433100") @NotBlank String defaultRegion,
        @Valid @Nullable Operator operator,
        @Valid @DefaultValue Elasticsearch elasticsearch,
        @Valid @DefaultValue Imports imports,
        @Valid @DefaultValue Files files,
        @Valid @DefaultValue Feed feed,
        @Valid @DefaultValue Offers offers,
        @Valid @DefaultValue Leads leads,
        @Valid @DefaultValue Mail mail,
        @Valid @DefaultValue Http http,
        @Valid @DefaultValue SignIn signIn,
        @Valid @NotNull(message = Sealing.WANTED) Sealing sealing,
        @Valid @Nullable Beacon beacon) {

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
     * Evidence that agencies hand in.
     *
     * @param folder where the bytes lie, under their SHA-256; kept and backed up like the database.
     *     With a bucket only what is on its way in lies there
     * @param maxBytes of one file
     * @param bucket of an S3-compatible store, where the bytes lie instead; null for the folder
     * @param refusedFor how long the files of a refused price list can be read and run again
     */
    public record Files(
            @DefaultValue("mingjia-files") @NotBlank String folder,
            @DefaultValue("20971520") @Min(1024) @Max(33554432) long maxBytes,
            @Valid @Nullable Bucket bucket,
            @DefaultValue("90d") Duration refusedFor) {}

    /**
     * A bucket of an S3-compatible store; it is there before the service starts.
     *
     * @param endpoint the store's address
     * @param name the bucket's
     * @param region as the store names it in signatures
     * @param accessKey may read and write objects of this bucket
     * @param secretKey from a secret store or the environment
     * @param pathStyle whether the bucket is part of the path, not of the host's name
     */
    public record Bucket(
            URI endpoint,
            @NotBlank String name,
            @DefaultValue("us-east-1") @NotBlank String region,
            @NotBlank String accessKey,
            @NotBlank String secretKey,
            @DefaultValue("true") boolean pathStyle) {
        @Override
        public String toString() {
            return "Bucket[endpoint=" + endpoint + ", name=" + name + "]";
        }
    }

    /**
     * The event order.
     *
     * @param interval pause between two looks at the order
     * @param batch most events ordered or indexed in one step
     */
    public record Feed(
            @DefaultValue("100ms") Duration interval,
            @DefaultValue("2000") @Min(1) @Max(100000) int batch) {}

    /**
     * Offers and charge checks.
     *
     * @param snapshotBytes memory for the items' prices, about 60 bytes for each price entry
     * @param checksPerMinute charge checks that one address may record in a minute
     */
    public record Offers(
            @DefaultValue("100000000") @Min(1_000_000) @Max(4_000_000_000L) long snapshotBytes,
            @DefaultValue("30") @Min(1) @Max(100_000) int checksPerMinute) {}

    /**
     * Leads, which anybody may send.
     *
     * @param perMinute from one address
     * @param perMinuteOfAll from all addresses, for each instance
     */
    public record Leads(
            @DefaultValue("5") @Min(1) @Max(100_000) int perMinute,
            @DefaultValue("120") @Min(1) @Max(1_000_000) int perMinuteOfAll) {}

    /**
     * Mail.
     *
     * @param from the sender's address; null for no mail at all
     */
    public record Mail(@Nullable @Pattern(regexp = "[^\\s@]+@[^\\s@]+") String from) {}

    /**
     * Requests.
     *
     * @param trustedProxies addresses and networks ({@code 10.0.0.0/8}) whose {@code
     *     X-Forwarded-For}, {@code -Proto} and {@code -Host} are believed; nobody's unless said
     */
    public record Http(@DefaultValue List<String> trustedProxies) {}

    /**
     * Signing in.
     *
     * @param failuresBeforeLock wrong passwords after which an account is locked
     * @param lockFor how long a locked account refuses its password, from the last wrong one
     * @param failuresPerMinute wrong credentials of one network address or of one name within a
     *     minute, after which it has to wait
     * @param sessionIdle how long a session lives without a request
     * @param sessionLongest how long a session lives at most
     * @param codeFor how long a password reset code is good
     * @param tokenFor how long a token that was issued for a key is good
     * @param oidc issuers whose identities may sign in (OpenID Connect)
     */
    public record SignIn(
            @DefaultValue("5") @Min(1) @Max(100) int failuresBeforeLock,
            @DefaultValue("15m") Duration lockFor,
            @DefaultValue("30") @Min(1) int failuresPerMinute,
            @DefaultValue("8h") Duration sessionIdle,
            @DefaultValue("7d") Duration sessionLongest,
            @DefaultValue("24h") Duration codeFor,
            @DefaultValue("1h") Duration tokenFor,
            @DefaultValue List<@Valid Issuer> oidc) {}

    /**
     * A drand chain (quicknet unless said).
     *
     * @param url its HTTP address
     * @param chain the chain's hash
     * @param genesis when its first round was
     * @param period between two rounds, in whole seconds
     * @param margin between the publication of a pool and the earliest round that may be named
     */
    public record Beacon(
            URI url,
            @DefaultValue("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971")
                    @NotBlank
                    String chain,
            @DefaultValue("2023-08-23T15:09:27Z") Instant genesis,
            @DefaultValue("3s") Duration period,
            @DefaultValue("10s") Duration margin) {}

    /**
     * An OpenID Connect issuer.
     *
     * @param id short name in addresses, as {@code gov}
     * @param name what its button says
     * @param issuer its identifier, from which everything else is discovered
     * @param clientId this market's identifier there
     * @param clientSecret this market's secret there; null for a public client
     * @param audience what a machine's token must be meant for; the client's identifier unless said
     */
    public record Issuer(
            @Pattern(regexp = "[a-z0-9-]{1,40}") String id,
            @NotBlank String name,
            URI issuer,
            @NotBlank String clientId,
            @Nullable String clientSecret,
            @Nullable String audience) {
        @Override
        public String toString() {
            return "Issuer[id=" + id + ", issuer=" + issuer + "]";
        }
    }

    /**
     * Sealed bids.
     *
     * @param secret 32 random bytes, base64, from a secret store or the environment, never in the
     *     database: whoever has both opens every bid. Without it no bid that was received is ever
     *     opened, so that it is kept as long as the data and apart from them
     * @param atOnce bids that one instance receives at the same time; who comes beyond them is told
     *     at once to come again, which in the last seconds is worth more than a place in a queue
     */
    public record Sealing(
            @NotBlank(message = WANTED) String secret,
            @DefaultValue("10") @Min(1) @Max(10_000) int atOnce) {

        /** What is said where it is missing or is something else. */
        public static final String WANTED =
                "mingjia.sealing.secret (MINGJIA_SEALING_SECRET) has to be 32 random bytes in base64,"
                        + " the same for all instances and kept apart from the database: openssl rand -base64 32";

        @Override
        public String toString() {
            return "Sealing[hidden]";
        }
    }
}
