package org.mingjia.sealing;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.springframework.stereotype.Component;

/**
 * 回执 Signs what was received. A signature of the same receipt is always the same (Ed25519), so that
 * a repetition is answered with the very receipt, and nothing of it has to be kept.
 */
@Component
public class Receipts {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final Ed25519PrivateKeyParameters signing;
    private final byte[] publicKey;
    private final String fingerprint;

    Receipts(MasterKeys keys) {
        // Bouncy Castle's: the JDK's takes ten times as long, and one is made for every bid
        signing = new Ed25519PrivateKeyParameters(keys.receiptSeed(), 0);
        publicKey = signing.generatePublicKey().getEncoded();
        fingerprint = Sealing.fingerprint(publicKey);
    }

    /**
     * A receipt. It says what was received and when, and nothing of anybody else's.
     *
     * @param number of the request
     * @param lot of the request
     * @param kind {@code bid}, or {@code withdrawal}
     * @param bidId identifier of the sealed bid
     * @param bidHash SHA-256 of the sealed bid, hexadecimal
     * @param receivedAt by the database's clock, UTC, to the microsecond
     * @param statement the very text that is signed: all of the above, line by line
     * @param keyFingerprint SHA-256 of the key's 32 bytes, hexadecimal
     * @param signature Ed25519, of the statement in UTF-8, hexadecimal
     */
    public record Receipt(
            String number,
            int lot,
            String kind,
            UUID bidId,
            String bidHash,
            String receivedAt,
            String statement,
            String keyFingerprint,
            String signature) {}

    /** Signs a receipt for what is in the database, and stays there. */
    public Receipt sign(
            String number,
            int lot,
            boolean withdrawal,
            UUID bidId,
            byte[] bidHash,
            OffsetDateTime receivedAt) {
        String kind = withdrawal ? "withdrawal" : "bid";
        String hash = HexFormat.of().formatHex(bidHash);
        String at = MICROSECONDS.format(receivedAt.withOffsetSameInstant(ZoneOffset.UTC));
        String statement =
                String.join(
                        "\n",
                        "mingjia receipt 1",
                        number,
                        Integer.toString(lot),
                        kind,
                        bidId.toString(),
                        hash,
                        at);
        return new Receipt(
                number, lot, kind, bidId, hash, at, statement, fingerprint, signature(statement));
    }

    private String signature(String statement) {
        byte[] text = statement.getBytes(StandardCharsets.UTF_8);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        signing.sign(Ed25519.Algorithm.Ed25519, null, text, 0, text.length, signature, 0);
        return HexFormat.of().formatHex(signature);
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    String fingerprint() {
        return fingerprint;
    }
}
