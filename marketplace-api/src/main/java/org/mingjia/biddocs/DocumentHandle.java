package org.mingjia.biddocs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.FieldChecks;

/**
 * What opens a document: it is answered once, to who handed the document in, and lies sealed within
 * a bid until the opening.
 *
 * @param key 32 bytes, hexadecimal; a secret
 * @param name the sender's own, at most 255 characters
 * @param mediaType what the bytes are
 * @param size bytes
 * @param sha256 of the bytes, hexadecimal
 */
public record DocumentHandle(
        UUID id, String key, String name, String mediaType, long size, String sha256) {

    /** Documents of one bid at most. */
    public static final int MOST = 10;

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_NAME = 255;

    /** A handle as a bid gives it back: it has to be the very one that was answered. */
    public record GivenDocument(
            @Nullable UUID id,
            @Nullable String key,
            @Nullable String name,
            @Nullable String mediaType,
            @Nullable Long size,
            @Nullable String sha256) {}

    /**
     * The handles of a bid, in its order.
     *
     * @param checks gets what is wrong with them whatever the documents are, under {@code
     *     #/documents}
     * @param given null for none
     * @return those in which nothing is wrong
     */
    public static List<DocumentHandle> checked(
            FieldChecks checks, @Nullable List<@Nullable GivenDocument> given) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MOST) {
            checks.refuse("#/documents", "too-many", "附件不超过 " + MOST + " 份");
            return List.of();
        }
        var handles = new ArrayList<DocumentHandle>();
        var seen = new HashSet<UUID>();
        for (int i = 0; i < given.size(); i++) {
            DocumentHandle handle = checked(checks, "#/documents/" + i, given.get(i));
            if (handle != null && !seen.add(handle.id())) {
                checks.refuse("#/documents/" + i + "/id", "twice", "同一份附件列了两次");
            } else if (handle != null) {
                handles.add(handle);
            }
        }
        return List.copyOf(handles);
    }

    private static @Nullable DocumentHandle checked(
            FieldChecks checks, String at, @Nullable GivenDocument given) {
        if (given == null
                || given.id() == null
                || given.key() == null
                || given.name() == null
                || given.mediaType() == null
                || given.size() == null
                || given.sha256() == null) {
            checks.refuse(at, "required", "请原样填写上传附件时得到的 id、key、name、mediaType、size、sha256");
            return null;
        }
        if (!KEY.matcher(given.key()).matches()) {
            checks.refuse(at + "/key", "document-key", "附件密钥应为上传时得到的 64 位小写十六进制数字");
            return null;
        }
        String name = given.name();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || !FieldChecks.isPrintable(name)) {
            checks.refuse(at + "/name", "document-name", "附件名应为 1 至 255 个可见字符");
            return null;
        }
        return new DocumentHandle(
                given.id(), given.key(), name, given.mediaType(), given.size(), given.sha256());
    }

    /** What is said of it inside its own ciphertext. */
    Envelope.Label label() {
        return new Envelope.Label(name, mediaType, size, sha256);
    }
}
