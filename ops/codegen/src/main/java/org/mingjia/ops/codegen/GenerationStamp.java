package org.mingjia.ops.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jooq.Constants;

/** A hash of all that the generated code depends on, kept beside it. */
record GenerationStamp(Path file, Path migrations, Path output, String targetPackage) {

    boolean isCurrent() throws IOException {
        return Files.isDirectory(output)
                && Files.exists(file)
                && Files.readString(file).equals(hash());
    }

    void write() throws IOException {
        Files.writeString(file, hash());
    }

    private String hash() throws IOException {
        var digest = sha256();
        update(
                digest,
                Constants.FULL_VERSION,
                TableGeneration.VERSION,
                targetPackage,
                output.toString());
        try (var files = Files.walk(migrations)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> {
                        update(digest, migrations.relativize(file).toString());
                        update(digest, contents(file));
                    });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String... parts) {
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
