package org.mingjia.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Bytes under their SHA-256, in a folder: what is there is whole, and is never changed. Everything
 * here runs where it may block.
 */
@Component
final class Blobs {

    private final Path folder;

    Blobs(MingjiaSettings settings) {
        this.folder = Path.of(settings.files().folder()).toAbsolutePath();
    }

    /** A file that is on its way in; it has no name of the sender's. */
    Mono<Path> draft() {
        return blocking(() -> {
            Files.createDirectories(folder.resolve("incoming"));
            return Files.createTempFile(folder.resolve("incoming"), "upload", ".part");
        });
    }

    /** Takes a draft in; answers its SHA-256 in lower case hexadecimal digits. */
    Mono<String> take(Path draft) {
        return blocking(() -> {
            String sha256 = sha256(draft);
            Path place = place(sha256);
            if (!Files.exists(place)) {
                Files.createDirectories(place.getParent());
                try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return sha256;
        });
    }

    /** Removes a draft that was not taken in; one that was is not there any more. */
    Mono<Void> discard(Path draft) {
        return blocking(() -> Files.deleteIfExists(draft)).then();
    }

    /** Where the bytes of a digest lie. */
    Path place(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    static <T> Mono<T> blocking(java.util.concurrent.Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
