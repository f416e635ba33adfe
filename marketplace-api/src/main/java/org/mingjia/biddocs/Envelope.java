package org.mingjia.biddocs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.mingjia.sealing.SealedStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document as it is encrypted: the length of its label in four bytes, the label, the bytes, and
 * zeros up to a multiple of 64 KiB, so that its length tells little. The label comes first, and so
 * whether a key opens a document, and what it is, is known from its first segment. Everything here
 * blocks.
 */
final class Envelope {

    /** What is enough of a ciphertext to read the label: its segment, and that others follow. */
    static final int BEGINNING = 3 * SealedStream.SEGMENT;

    private static final int PAD = 65_536;

    /** The longest name takes a kilobyte of UTF-8; with all else it is inside the first segment. */
    private static final int LONGEST_LABEL = 3_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Envelope() {}

    /**
     * What a document is.
     *
     * @param size bytes
     * @param sha256 of the bytes, hexadecimal
     */
    record Label(String name, String mediaType, long size, String sha256) {}

    /** Where a document belongs; it opens nowhere else. */
    static String place(UUID requestId, int lotNo, String pseudonym, UUID id) {
        return String.join(
                "\n",
                "mingjia bid document 1",
                requestId.toString(),
                Integer.toString(lotNo),
                pseudonym,
                id.toString());
    }

    /** Encrypts a file into another. */
    static void seal(byte[] key, String place, Label label, Path file, Path to) throws IOException {
        byte[] head = JSON.writeValueAsString(label).getBytes(StandardCharsets.UTF_8);
        if (head.length > LONGEST_LABEL) {
            throw new IllegalArgumentException("a label of " + head.length + " bytes");
        }
        long used = Integer.BYTES + head.length + label.size();
        try (var out =
                new DataOutputStream(
                        SealedStream.seal(
                                key,
                                place.getBytes(StandardCharsets.UTF_8),
                                Files.newOutputStream(to)))) {
            out.writeInt(head.length);
            out.write(head);
            Files.copy(file, out);
            out.write(new byte[(int) (Math.ceilDiv(used, PAD) * PAD - used)]);
        }
    }

    /**
     * Opens a document, or the beginning of one, and reads its label.
     *
     * @throws IOException too where the key or the place is another, or the bytes were changed
     */
    static Opened open(byte[] key, String place, InputStream ciphertext) throws IOException {
        var in =
                new DataInputStream(
                        SealedStream.open(key, place.getBytes(StandardCharsets.UTF_8), ciphertext));
        int length = in.readInt();
        if (length < 0 || length > LONGEST_LABEL) {
            throw new IOException("no label");
        }
        try {
            return new Opened(
                    JSON.readValue(
                            new String(in.readNBytes(length), StandardCharsets.UTF_8), Label.class),
                    in);
        } catch (JacksonException broken) {
            throw new IOException(broken);
        }
    }

    /**
     * A document that opened.
     *
     * @param bytes of it, and then its zeros
     */
    record Opened(Label label, InputStream bytes) {}
}
