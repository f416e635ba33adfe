package org.mingjia.sealing;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * HPKE as RFC 9180 has it: base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. A
 * ciphertext is the encapsulated key and then the sealed text, and any other library opens it. By
 * Bouncy Castle: Tink's curve made two thirds of all that was allocated at a deadline.
 */
final class Hpke {

    private static final byte[] NOTHING = {};
    private static final int ENCAPSULATED_BYTES = 32;

    private Hpke() {}

    /** What opens with a private key. */
    interface Opener {

        /** What was sealed with that info; empty where it was not, or was changed. */
        Optional<byte[]> open(byte[] ciphertext, byte[] info);
    }

    /** One for each use: it keeps the state of its hash function. */
    private static HPKE suite() {
        return new HPKE(
                HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    /** A new pair; draws it, and so may block. */
    static AsymmetricCipherKeyPair pair() {
        return suite().generatePrivateKey();
    }

    /** The 32 bytes of the public half. */
    static byte[] publicKey(AsymmetricCipherKeyPair pair) {
        return suite().serializePublicKey(pair.getPublic());
    }

    /** The 32 bytes of the private half. */
    static byte[] privateKey(AsymmetricCipherKeyPair pair) {
        return suite().serializePrivateKey(pair.getPrivate());
    }

    /** Encrypts; draws an ephemeral key, and so may block. */
    static byte[] seal(byte[] publicKey, byte[] info, byte[] plain) {
        var suite = suite();
        try {
            byte[][] sealed =
                    suite.seal(
                            suite.deserializePublicKey(publicKey),
                            info,
                            NOTHING,
                            plain,
                            null,
                            null,
                            null);
            byte[] whole = Arrays.copyOf(sealed[1], ENCAPSULATED_BYTES + sealed[0].length);
            System.arraycopy(sealed[0], 0, whole, ENCAPSULATED_BYTES, sealed[0].length);
            return whole;
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What opens with a private key. */
    static Opener opener(byte[] publicKey, byte[] privateKey) {
        AsymmetricCipherKeyPair pair = suite().deserializePrivateKey(privateKey, publicKey);
        return (ciphertext, info) -> {
            if (ciphertext.length <= ENCAPSULATED_BYTES) {
                return Optional.empty();
            }
            byte[] key = Arrays.copyOf(ciphertext, ENCAPSULATED_BYTES);
            byte[] sealed = Arrays.copyOfRange(ciphertext, ENCAPSULATED_BYTES, ciphertext.length);
            try {
                return Optional.of(
                        suite().open(key, pair, info, NOTHING, sealed, null, null, null));
            } catch (InvalidCipherTextException | IllegalStateException _) {
                // the second for an encapsulated key that is no point of use
                return Optional.empty();
            }
        };
    }
}
