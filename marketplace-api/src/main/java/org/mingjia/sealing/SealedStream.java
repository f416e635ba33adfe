package org.mingjia.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Encrypts something long under a key of its own (AES-256-GCM with HKDF-SHA256, segment by segment,
 * by Tink), so that it can be read from its beginning and each part is proved before it is given
 * out. Everything here blocks.
 */
@AccessesPartialKey
public final class SealedStream {

    /** Bytes of a segment of the ciphertext. */
    public static final int SEGMENT = 4096;

    private static final int KEY_BYTES = 32;
    private static final AesGcmHkdfStreamingParameters PARAMETERS = parameters();

    private SealedStream() {}

    private static AesGcmHkdfStreamingParameters parameters() {
        try {
            StreamingAeadConfig.register();
            return AesGcmHkdfStreamingParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setDerivedAesGcmKeySizeBytes(KEY_BYTES)
                    .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                    .setCiphertextSegmentSizeBytes(SEGMENT)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A new key, 32 bytes, that is kept by nobody but the caller. */
    public static byte[] key() {
        return MasterKeys.fresh();
    }

    /**
     * What is written is sealed on its way; closing ends it.
     *
     * @param place what it is and where it belongs: it opens nowhere else
     */
    public static OutputStream seal(byte[] key, byte[] place, OutputStream to) throws IOException {
        try {
            return primitive(key).newEncryptingStream(to, place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * What was sealed. Reading it fails where it was sealed under another key, for another place,
     * or was changed.
     */
    public static InputStream open(byte[] key, byte[] place, InputStream from) throws IOException {
        try {
            return primitive(key).newDecryptingStream(from, place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static StreamingAead primitive(byte[] key) throws GeneralSecurityException {
        var secret = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
        return KeysetHandle.newBuilder()
                .addEntry(
                        KeysetHandle.importKey(AesGcmHkdfStreamingKey.create(PARAMETERS, secret))
                                .withFixedId(1)
                                .makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }
}
