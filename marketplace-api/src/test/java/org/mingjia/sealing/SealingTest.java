package org.mingjia.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjia.PublishedRequests.ITEM;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

public class SealingTest {

    /** SubjectPublicKeyInfo of an Ed25519 key, before its 32 bytes. */
    private static final String SPKI = "302a300506032b6570032100";

    private final Sealing sealing = Scratch.market().context().getBean(Sealing.class);
    private final Receipts receipts = Scratch.market().context().getBean(Receipts.class);

    @Test
    void whatIsSealedIsOpenedAfterTheDeadlineAndByTheRequestsOwnKeyAlone() {
        Published one = soon();
        Published other = soon();
        byte[] sealed = sealing.seal(key(one), one.id(), "{\"amountFen\":123}").block();

        one.close();
        other.close();

        assertThat(use(one).open(sealed)).contains("{\"amountFen\":123}");
        assertThat(use(other).open(sealed)).isEmpty();
    }

    @Test
    void aChangedByteIsNotOpenedAnywhereInTheCiphertext() {
        Published request = soon();
        byte[] sealed = sealing.seal(key(request), request.id(), "一个报价").block();
        OpeningKey opening = use(request.close());

        for (int at = 0; at < sealed.length; at += 7) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(opening.open(changed)).as("byte %d", at).isEmpty();
        }
        assertThat(opening.open(sealed)).contains("一个报价");
    }

    /** So a bid that was sealed by one library, or years ago, is opened by another. */
    @Test
    void anotherLibraryOpensWhatWeSealAndWeOpenWhatItSealed() throws Exception {
        var pair = Hpke.pair();
        byte[] info = "for one request".getBytes(StandardCharsets.UTF_8);
        byte[] plain = "一个报价".getBytes(StandardCharsets.UTF_8);
        HybridConfig.register();
        var theirs =
                HpkePrivateKey.create(
                        HpkePublicKey.create(
                                HpkeParameters.builder()
                                        .setVariant(HpkeParameters.Variant.NO_PREFIX)
                                        .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                                        .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                                        .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                                        .build(),
                                Bytes.copyFrom(Hpke.publicKey(pair)),
                                null),
                        SecretBytes.copyFrom(Hpke.privateKey(pair), InsecureSecretKeyAccess.get()));
        var handle =
                KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.importKey(theirs).withFixedId(1).makePrimary())
                        .build();

        assertThat(
                        handle.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                                .decrypt(Hpke.seal(Hpke.publicKey(pair), info, plain), info))
                .isEqualTo(plain);
        byte[] sealed =
                handle.getPublicKeysetHandle()
                        .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                        .encrypt(plain, info);
        var opener = Hpke.opener(Hpke.publicKey(pair), Hpke.privateKey(pair));
        assertThat(opener.open(sealed, info)).contains(plain);
        assertThat(opener.open(sealed, plain)).isEmpty();
        assertThat(opener.open(new byte[100], info)).as("no point of the curve").isEmpty();
        assertThat(opener.open(new byte[32], info)).as("nothing sealed").isEmpty();
    }

    @Test
    void theLengthOfACiphertextDoesNotTellAnAmount() {
        Published request = PublishedRequests.of(ITEM, 100).publish();

        assertThat(sealing.seal(key(request), request.id(), "{\"amountFen\":1}").block())
                .hasSameSizeAs(
                        sealing.seal(key(request), request.id(), "{\"amountFen\":9999999999999}")
                                .block());
    }

    @Test
    void theSeedIsTheOneWhoseHashWasPublished() throws Exception {
        Published request = soon();

        String seed = use(request.close()).seed();

        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(HexFormat.of().parseHex(seed))))
                .isEqualTo(
                        Scratch.ask(
                                "select encode(seed_commitment, 'hex') from opening_key where request_id = ?",
                                request.id()));
    }

    @Test
    void theOpeningKeyIsRefusedBeforeTheDeadlineAndToEverybody() throws SQLException {
        Published request = PublishedRequests.of(ITEM, 100).publish();
        String sql = "select * from use_opening_key('%s', 'a test')".formatted(request.id());

        for (var connection : java.util.List.of(Scratch.app(), Scratch.owner())) {
            try (connection;
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery(sql))
                        .hasMessageContaining("the opening key is usable after the deadline only");
                // the wrapped key itself is not for the service's role to read
                if (connection.getMetaData().getUserName().equals(Scratch.stack().appUser())) {
                    assertThatThrownBy(() ->
                                    statement.executeQuery(
                                            "select wrapped_private_key from opening_key"))
                            .hasMessageContaining("permission denied");
                }
            }
        }
        assertThatThrownBy(() -> use(request))
                .satisfies(refused ->
                        assertThat(ConstraintNames.of(refused))
                                .isEqualTo("opening_key_is_used_after_the_deadline"));
    }

    @Test
    void afterTheDeadlineItIsRefusedUntilSomebodyHasClosedTheRequestAndEveryUseIsAnEvent() {
        Published request = soon().due();
        assertThatThrownBy(() -> use(request))
                .satisfies(refused ->
                        assertThat(ConstraintNames.of(refused))
                                .isEqualTo("opening_key_is_used_after_the_deadline"));

        request.close();
        use(request);
        use(request);

        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'opening-key.used' and actor = 'a test' and entity_code = ?",
                                request.number()))
                .isEqualTo(2);
    }

    @Test
    void aReceiptIsCheckedWithThePublishedKeyAndNothingOfOurs() throws Exception {
        var receipt =
                receipts.sign(
                        "CG-433101-20261128-0001",
                        1,
                        false,
                        UUID.randomUUID(),
                        new byte[32],
                        OffsetDateTime.parse("2026-11-28T11:05:32.1+08:00"));
        var published = Sending.get("/api/receipt-key");

        assertThat(verifies(published.text("publicKey"), receipt.statement(), receipt.signature()))
                .isTrue();
        assertThat(
                        verifies(
                                published.text("publicKey"),
                                receipt.statement().replace("\n1\n", "\n2\n"),
                                receipt.signature()))
                .isFalse();
        assertThat(receipt.receivedAt()).isEqualTo("2026-11-28T03:05:32.100000Z");
        assertThat(published.text("fingerprint")).isEqualTo(receipt.keyFingerprint());
    }

    @Test
    void theServiceDoesNotStartWithoutItsSecretNorWithHalfOfOne() {
        assertThatThrownBy(() -> new MasterKeys(settings("c2hvcnQ=")))
                .hasMessageContaining("32 random bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> new MasterKeys(settings("no base64!")))
                .hasMessageContaining("MINGJIA_SEALING_SECRET");
    }

    private static MingjiaSettings settings(String secret) throws BindException {
        return new Binder(
                        new MapConfigurationPropertySource(
                                java.util.Map.of("mingjia.sealing.secret", secret)))
                .bind("mingjia", MingjiaSettings.class)
                .get();
    }

    /** By the JDK alone. */
    public static boolean verifies(String publicKey, String statement, String signature)
            throws Exception {
        var verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(
                                new X509EncodedKeySpec(HexFormat.of().parseHex(SPKI + publicKey))));
        verifying.update(statement.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return verifying.verify(HexFormat.of().parseHex(signature));
    }

    private static Published soon() {
        return PublishedRequests.of(ITEM, 100).openFor(Duration.ofMillis(150)).publish();
    }

    private static byte[] key(Published request) {
        return HexFormat.of()
                .parseHex(
                        Scratch.ask(
                                "select encode(public_key, 'hex') from opening_key where request_id = ?",
                                request.id()));
    }

    private OpeningKey use(Published request) {
        return inTransaction(tx -> sealing.use(tx, request.id(), "a test"));
    }

    private static <T> T inTransaction(Function<DSLContext, Mono<T>> work) {
        return Scratch.market()
                .context()
                .getBean(Transactor.class)
                .inTransaction(work)
                .block(Duration.ofSeconds(10));
    }
}
