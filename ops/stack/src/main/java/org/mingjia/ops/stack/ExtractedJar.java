package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A Spring Boot jar, extracted: it starts faster than from nested jars.
 *
 * @param jar the thin jar whose manifest names its libraries
 * @param mainClass the program's main class
 */
public record ExtractedJar(Path jar, String mainClass) {

    /**
     * Extracts into a folder named by the jar's contents; the folders of earlier jars are thrown
     * away.
     */
    public static ExtractedJar of(Path bootJar, Path cacheDir) {
        try {
            var apis = Files.createDirectories(cacheDir.resolve("api"));
            var folder = apis.resolve(sha256(bootJar).substring(0, 16));
            if (!Files.isDirectory(folder)) {
                FileTree.delete(apis);
                Files.createDirectories(apis);
                var draft = apis.resolve("extracting");
                extract(bootJar, draft);
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            var thin = folder.resolve(bootJar.getFileName());
            return new ExtractedJar(thin, mainClass(thin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the start-up cache of this jar lies for the JVM at hand, these flags and our own class
     * path: beside the jar, so that it is thrown away with it. A change of any gives another name.
     */
    Path startCache(List<String> flags) {
        var own = Path.of(JavaCommand.ownClassPath()).toFile();
        var key = List.of(Runtime.version(), flags, own, own.lastModified());
        return jar.resolveSibling("start-%08x.aot".formatted(key.toString().hashCode()));
    }

    private static void extract(Path bootJar, Path folder) throws IOException {
        var extraction =
                new ProcessBuilder(
                                List.of(
                                        JavaCommand.java(),
                                        "-Djarmode=tools",
                                        "-jar",
                                        bootJar.toString(),
                                        "extract",
                                        "--destination",
                                        folder.toString()))
                        .redirectErrorStream(true)
                        .start();
        try {
            extraction.getOutputStream().close();
            var said =
                    new String(extraction.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (extraction.waitFor() != 0) {
                throw new StackFailure(bootJar + " cannot be extracted: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while extracting " + bootJar, e);
        }
    }

    private static String mainClass(Path thin) throws IOException {
        try (var file = new JarFile(thin.toFile())) {
            var manifest = file.getManifest();
            var main =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (main == null) {
                throw new StackFailure(thin + " names no main class");
            }
            return main;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
