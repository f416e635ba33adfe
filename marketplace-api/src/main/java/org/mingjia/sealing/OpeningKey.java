package org.mingjia.sealing;

import com.google.crypto.tink.HybridDecrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** A request's opening key in use, after its deadline. */
public final class OpeningKey {

    private final UUID requestId;
    private final HybridDecrypt opener;
    private final byte[] seed;

    OpeningKey(UUID requestId, HybridDecrypt opener, byte[] seed) {
        this.requestId = requestId;
        this.opener = opener;
        this.seed = seed.clone();
    }

    /** What was sealed; empty where it was not sealed to this key for this request, or changed. */
    public Optional<String> open(byte[] ciphertext) {
        try {
            byte[] padded = opener.decrypt(ciphertext, Sealing.info(requestId));
            int end = padded.length;
            while (end > 0 && padded[end - 1] == 0) {
                end--;
            }
            return Optional.of(new String(Arrays.copyOf(padded, end), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** The server's seed of the draw, whose SHA-256 was published with the notice; hexadecimal. */
    public String seed() {
        return HexFormat.of().formatHex(seed);
    }
}
