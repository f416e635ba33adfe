package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/**
 * The local passwords: drawn at the first start, kept in the data folder, readable by their owner
 * alone.
 */
record StackPasswords(
        String superuser,
        String owner,
        String app,
        String operator,
        String enterprise,
        String agency,
        String regulator,
        String sample,
        String sealing) {
    private static final String FILE = "passwords.properties";
    private static final List<String> KEYS =
            List.of(
                    "superuser",
                    "owner",
                    "app",
                    "operator",
                    "enterprise",
                    "agency",
                    "regulator",
                    "sample",
                    "sealing");

    static StackPasswords in(Path dataDir) {
        var file = dataDir.resolve(FILE);
        try {
            var kept = new Properties();
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    kept.load(reader);
                }
            }
            // a folder of an earlier version lacks some
            if (!kept.stringPropertyNames().containsAll(KEYS)) {
                KEYS.forEach(key -> kept.computeIfAbsent(key, _ -> drawn(key)));
                write(file, kept);
            }
            return new StackPasswords(
                    kept.getProperty("superuser"),
                    kept.getProperty("owner"),
                    kept.getProperty("app"),
                    kept.getProperty("operator"),
                    kept.getProperty("enterprise"),
                    kept.getProperty("agency"),
                    kept.getProperty("regulator"),
                    kept.getProperty("sample"),
                    kept.getProperty("sealing"));
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

    private static void write(Path file, Properties kept) throws IOException {
        var text =
                KEYS.stream()
                        .map(key -> key + "=" + kept.getProperty(key) + System.lineSeparator())
                        .collect(java.util.stream.Collectors.joining());
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.getParent(), "passwords", ".tmp", onlyOwner);
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String drawn(Object key) {
        // the secret of sealed bids is a key, and its length is given
        boolean isKey = key.equals("sealing");
        var bytes = new byte[isKey ? 32 : 15];
        new SecureRandom().nextBytes(bytes);
        return isKey
                ? Base64.getEncoder().encodeToString(bytes)
                : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
