package org.mingjia.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/** The keys that are derived from the one secret of the configuration: one for each purpose. */
@Component
final class MasterKeys {

    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final BytesKeyGenerator CHANCE = KeyGenerators.secureRandom(BYTES);
    private static final BytesKeyGenerator NONCES = KeyGenerators.secureRandom(NONCE_BYTES);

    private final SecretKeySpec wrapping;
    private final SecretKeySpec pseudonyms;
    private final SecretKeySpec repetitions;
    private final byte[] receipts;

    MasterKeys(MingjiaSettings settings) {
        byte[] secret = secret(settings.sealing().secret());
        wrapping = new SecretKeySpec(derived(secret, "key encryption"), "AES");
        pseudonyms = new SecretKeySpec(derived(secret, "pseudonym"), "HmacSHA256");
        repetitions = new SecretKeySpec(derived(secret, "repetition"), "HmacSHA256");
        receipts = derived(secret, "receipt signing");
    }

    /** What is wrong with it is said, and never what it is. */
    private static byte[] secret(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(MingjiaSettings.Sealing.WANTED);
        }
        if (secret.length != BYTES) {
            throw new IllegalStateException(MingjiaSettings.Sealing.WANTED);
        }
        return secret;
    }

    private static byte[] derived(byte[] secret, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(
                                            ("mingjia sealing 1: " + purpose)
                                                    .getBytes(StandardCharsets.UTF_8),
                                            BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Encrypts what belongs to a request; draws a nonce, and so may block. */
    byte[] wrap(UUID requestId, String what, byte[] plain) {
        try {
            byte[] nonce = NONCES.generateKey();
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, requestId, what).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Decrypts what was wrapped for that request and purpose.
     *
     * @throws IllegalStateException when it was not, or under another secret
     */
    byte[] unwrap(UUID requestId, String what, byte[] wrapped) {
        try {
            byte[] nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, requestId, what)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "the "
                            + what
                            + " of request "
                            + requestId
                            + " was not wrapped under the secret that is configured now",
                    wrong);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID requestId, String what)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((what + " " + requestId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    byte[] pseudonym(String text) {
        return mac(pseudonyms, text);
    }

    byte[] repetition(String text) {
        return mac(repetitions, text);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Seed of the Ed25519 pair that signs receipts. */
    byte[] receiptSeed() {
        return receipts.clone();
    }

    /** Bytes that nobody can guess; may block. */
    static byte[] fresh() {
        return CHANCE.generateKey();
    }
}
