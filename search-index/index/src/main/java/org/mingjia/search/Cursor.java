package org.mingjia.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the sort values of its last hit and the question they belong to. No snapshot
 * is held open, so a page reads the index as it is then.
 *
 * @param score relevance of the last hit; 0 when browsing, where the hash alone sorts
 * @param tieHash hash of its code, which breaks ties fairly
 * @param code its code, which breaks ties of hashes
 */
record Cursor(float score, int tieHash, String code) {
    private static final byte FORM = 1;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int FIXED_BYTES = 1 + FINGERPRINT_BYTES + Float.BYTES + Integer.BYTES;
    private static final int LONGEST_TEXT = 200;

    String encode(OfferingQuery query) {
        byte[] last = code.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(FIXED_BYTES + last.length);
        bytes.put(FORM).put(fingerprint(query)).putFloat(score).putInt(tieHash).put(last);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads a cursor that was made for this question, or refuses with {@link InvalidCursor}. */
    static Cursor decode(String text, OfferingQuery query) {
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidCursor("cursor is longer than any that was given out");
        }
        var bytes = ByteBuffer.wrap(bytes(text));
        if (bytes.remaining() <= FIXED_BYTES || bytes.get() != FORM) {
            throw new InvalidCursor("cursor was not given out here");
        }
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        bytes.get(fingerprint);
        if (!Arrays.equals(fingerprint, fingerprint(query))) {
            throw new InvalidCursor("cursor belongs to another question");
        }
        float score = bytes.getFloat();
        if (!Float.isFinite(score)) {
            throw new InvalidCursor("cursor was not given out here");
        }
        return new Cursor(score, bytes.getInt(), StandardCharsets.UTF_8.decode(bytes).toString());
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursor("cursor is not base64url");
        }
    }

    /** The same words in other dress are the same question; page size is not part of it. */
    private static byte[] fingerprint(OfferingQuery query) {
        var question =
                List.of(
                        Words.of(query.text()).key(),
                        query.types(),
                        query.kinds(),
                        query.departments(),
                        query.categories(),
                        query.pricingModes(),
                        query.payers(),
                        query.offered(),
                        query.asOf());
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(question.toString().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
