package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The local passwords: drawn at the first start, kept in the data folder, readable by their owner
 * alone.
 */
record StackPasswords(String superuser, String owner, String app, String operator) {
    private static final String FILE = "passwords.properties";

    static StackPasswords in(Path dataDir) {
        var file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            var kept = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
            return new StackPasswords(
                    required(kept, "superuser"),
                    required(kept, "owner"),
                    required(kept, "app"),
                    required(kept, "operator"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void forget(Path dataDir) throws IOException {
        Files.deleteIfExists(dataDir.resolve(FILE));
    }

    /** Hides the values: a record would print them into the first log that mentions it. */
    @Override
    public String toString() {
        return "StackPasswords[hidden]";
    }

    private static void write(Path file) throws IOException {
        var text =
                "superuser=%s%nowner=%s%napp=%s%noperator=%s%n"
                        .formatted(drawn(), drawn(), drawn(), drawn());
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.getParent(), "passwords", ".tmp", onlyOwner);
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String required(Properties kept, String key) {
        String value = kept.getProperty(key);
        if (value == null) {
            throw new StackFailure(FILE + " lacks '" + key + "'; start afresh (--fresh)");
        }
        return value;
    }

    private static String drawn() {
        var bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
