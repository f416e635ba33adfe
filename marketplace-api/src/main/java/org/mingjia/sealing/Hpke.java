package org.mingjia.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/**
 * HPKE as RFC 9180 has it, base mode, by Tink, without a prefix of Tink's own: a ciphertext is the
 * encapsulated key and then the sealed text, and any other library opens it.
 */
@AccessesPartialKey
final class Hpke {

    private static final HpkeParameters PARAMETERS = parameters();

    private Hpke() {}

    private static HpkeParameters parameters() {
        try {
            HybridConfig.register();
            return HpkeParameters.builder()
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A new pair; draws it, and so may block. */
    static HpkePrivateKey pair() {
        try {
            return (HpkePrivateKey)
                    KeysetHandle.generateNew(PARAMETERS, RegistryConfiguration.get())
                            .getPrimary()
                            .getKey();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The 32 bytes of the public half. */
    static byte[] publicKey(HpkePrivateKey pair) {
        return pair.getPublicKey().getPublicKeyBytes().toByteArray();
    }

    /** The 32 bytes of the private half. */
    static byte[] privateKey(HpkePrivateKey pair) {
        return pair.getPrivateKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
    }

    /** Encrypts; draws an ephemeral key, and so may block. */
    static byte[] seal(byte[] publicKey, byte[] info, byte[] plain) {
        try {
            return handle(publicKey(publicKey))
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                    .encrypt(plain, info);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What opens with a private key. */
    static HybridDecrypt opener(byte[] publicKey, byte[] privateKey) {
        try {
            return handle(
                            HpkePrivateKey.create(
                                    publicKey(publicKey),
                                    SecretBytes.copyFrom(
                                            privateKey, InsecureSecretKeyAccess.get())))
                    .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("the two halves of an opening key do not fit", wrong);
        }
    }

    private static HpkePublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
        return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(bytes), null);
    }

    private static KeysetHandle handle(Key key) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                .build();
    }
}
