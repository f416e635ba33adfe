package org.mingjia.sealing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** A request's opening key in use, after its deadline. */
public final class OpeningKey {

    private final UUID requestId;
    private final Hpke.Opener opener;
    private final byte[] seed;

    OpeningKey(UUID requestId, Hpke.Opener opener, byte[] seed) {
        this.requestId = requestId;
        this.opener = opener;
        this.seed = seed.clone();
    }

    /** What was sealed; empty where it was not sealed to this key for this request, or changed. */
    public Optional<String> open(byte[] ciphertext) {
        return opener.open(ciphertext, Sealing.info(requestId)).map(OpeningKey::text);
    }

    private static String text(byte[] padded) {
        int end = padded.length;
        while (end > 0 && padded[end - 1] == 0) {
            end--;
        }
        return new String(Arrays.copyOf(padded, end), StandardCharsets.UTF_8);
    }

    /** The server's seed of the draw, whose SHA-256 was published with the notice; hexadecimal. */
    public String seed() {
        return HexFormat.of().formatHex(seed);
    }
}
