package org.mingjia.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Bytes under their SHA-256: what is there is whole, and is never changed. Where they lie is
 * configuration: a folder of this machine's, or a bucket of an S3-compatible store. Everything here
 * runs where it may block.
 */
public abstract sealed class Blobs permits FolderBlobs, BucketBlobs {

    private final Path incoming;

    /** Drafts lie in a folder of this machine's until they are taken in. */
    Blobs(Path incoming) {
        this.incoming = incoming;
    }

    /** Keeps a copy of a file; answers its SHA-256 in lower case hexadecimal digits. */
    public final Mono<String> keep(Path file) {
        return Mono.usingWhen(
                draft(),
                draft ->
                        blocking(() -> Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING))
                                .flatMap(this::take),
                this::discard);
    }

    /** Copies the bytes of a digest into a file. */
    public final Mono<Void> copy(String sha256, Path to) {
        return blocking(
                        () -> {
                            try (InputStream in = open(sha256)) {
                                return Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
                            }
                        })
                .then();
    }

    /** A file that is on its way in; it has no name of the sender's. */
    final Mono<Path> draft() {
        return blocking(() -> {
            Files.createDirectories(incoming);
            return Files.createTempFile(incoming, "upload", ".part");
        });
    }

    /** Takes a draft in; answers its SHA-256 in lower case hexadecimal digits. */
    final Mono<String> take(Path draft) {
        return blocking(() -> {
            String sha256 = sha256(draft);
            store(draft, sha256);
            return sha256;
        });
    }

    /** Removes a draft that was not taken in; one that was may not be there any more. */
    final Mono<Void> discard(Path draft) {
        return blocking(() -> Files.deleteIfExists(draft)).then();
    }

    /** The bytes of a digest. */
    public final Flux<DataBuffer> read(String sha256) {
        return bytes(checked(sha256));
    }

    /** The same as a stream, which the caller closes; blocks, and so does reading it. */
    public final InputStream open(String sha256) throws IOException {
        return openNow(checked(sha256));
    }

    /** Puts a draft where its digest says, once; blocks. */
    abstract void store(Path draft, String sha256) throws IOException;

    /** Blocks. */
    abstract InputStream openNow(String sha256) throws IOException;

    abstract Flux<DataBuffer> bytes(String sha256);

    /** Runs what blocks where it may. */
    public static <T> Mono<T> blocking(java.util.concurrent.Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private static String checked(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
        return sha256;
    }

    /** SHA-256 of a file in lower case hexadecimal digits; blocks. */
    public static String sha256(Path file) throws IOException {
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
