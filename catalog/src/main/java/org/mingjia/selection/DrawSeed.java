package org.mingjia.selection;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the chance of a selection comes from 摇号种子: 32 bytes that nobody could know before the
 * deadline and everybody can recompute after it. Immutable.
 */
public final class DrawSeed {
    /** Bytes of a seed, of a nonce, of a hash and of a beacon's randomness. */
    public static final int BYTES = 32;

    private static final BigInteger WORDS = BigInteger.ONE.shiftLeft(64);

    private final byte[] seed;

    private DrawSeed(byte[] seed) {
        this.seed = seed;
    }

    /**
     * A seed as it was published.
     *
     * @param hex 64 hexadecimal digits
     * @throws IllegalArgumentException when it is none
     */
    public static DrawSeed of(String hex) {
        return new DrawSeed(bytes(hex));
    }

    /**
     * SHA-256(server seed ‖ pool hash ‖ nonces in the order of the pool ‖ beacon). Every part has
     * 32 bytes, so that no two lists of parts read alike; a bidder who gave no nonce has 32 zero
     * bytes.
     *
     * @param serverSeed whose SHA-256 was published before the deadline, hexadecimal
     * @param pool the bidders, as {@link Pool} lists them
     * @param nonces of the bidders in the pool's order, hexadecimal
     * @param beacon the randomness of the named round, hexadecimal; null where there is no beacon
     * @throws IllegalArgumentException when a part has not 32 bytes or the nonces are not one each
     */
    public static DrawSeed combine(
            String serverSeed, Pool pool, List<String> nonces, @Nullable String beacon) {
        if (nonces.size() != pool.size()) {
            throw new IllegalArgumentException(
                    nonces.size() + " nonces for " + pool.size() + " bidders");
        }
        MessageDigest sha = sha256();
        sha.update(bytes(serverSeed));
        sha.update(bytes(pool.hash()));
        nonces.forEach(nonce -> sha.update(bytes(nonce)));
        if (beacon != null) {
            sha.update(bytes(beacon));
        }
        return new DrawSeed(sha.digest());
    }

    /** The commitment to a server seed: its SHA-256, hexadecimal. */
    public static String commitment(String serverSeed) {
        return HexFormat.of().formatHex(sha256().digest(bytes(serverSeed)));
    }

    static String hashOf(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A stream of draws from the beginning; two streams of one seed are the same. */
    public Draws draws() {
        return new Draws();
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(seed);
    }

    /**
     * Successive draws by rejection sampling: word k is the first 8 bytes of SHA-256(seed ‖ k), k
     * as 8 bytes, big-endian, from 0. A word at or above the greatest multiple of n is passed over,
     * so that each of n has exactly the same chance.
     */
    public final class Draws {
        private long counter;

        private Draws() {}

        /**
         * The next number.
         *
         * @param n how many there are to draw from, at least 1
         * @return 0 to n − 1
         */
        public long next(long n) {
            if (n < 1) {
                throw new IllegalArgumentException("nothing to draw from: " + n);
            }
            BigInteger of = BigInteger.valueOf(n);
            BigInteger fair = WORDS.subtract(WORDS.mod(of));
            while (true) {
                BigInteger word = word(counter++);
                if (word.compareTo(fair) < 0) {
                    return word.mod(of).longValueExact();
                }
            }
        }
    }

    private BigInteger word(long counter) {
        MessageDigest sha = sha256();
        sha.update(seed);
        sha.update(BigInteger.valueOf(counter).or(WORDS).toByteArray(), 1, 8);
        return new BigInteger(1, Arrays.copyOf(sha.digest(), 8));
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("needs 32 bytes in hexadecimal: " + hex);
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrawSeed that && Arrays.equals(seed, that.seed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seed);
    }

    @Override
    public String toString() {
        return hex();
    }
}
