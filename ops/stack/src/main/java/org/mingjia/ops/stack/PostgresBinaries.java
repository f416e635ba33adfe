package org.mingjia.ops.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from their artifact into a cache folder. */
record PostgresBinaries(Path home) {
    private static final Object ONE_AT_A_TIME = new Object();

    static PostgresBinaries unpackedIn(Path cacheDir) {
        var archive = archive();
        var home = cacheDir.toAbsolutePath().resolve("postgres-" + StackVersions.postgres());
        synchronized (ONE_AT_A_TIME) {
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var system = System.getProperty("os.name");
        if (system.equals("Linux") && machine.equals("amd64")) {
            return "/postgres-linux-x86_64.txz";
        }
        if (system.equals("Linux") && machine.equals("aarch64")) {
            return "/postgres-linux-arm_64.txz";
        }
        throw new StackFailure(
                "there is no embedded PostgreSQL for %s on %s; run PostgreSQL yourself and configure the service"
                        .formatted(system, machine));
    }

    private static void unpack(String archive, Path home) {
        try {
            Files.createDirectories(home.getParent());
            // two JVMs may share the cache: the lock makes the second wait, the rename keeps half
            // an unpacking from being seen
            try (var channel =
                            FileChannel.open(
                                    home.resolveSibling(home.getFileName() + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (Files.isDirectory(home)) {
                    return;
                }
                var draft = Files.createTempDirectory(home.getParent(), "postgres-unpacking");
                try (InputStream packed =
                                Objects.requireNonNull(
                                        PostgresBinaries.class.getResourceAsStream(archive),
                                        archive);
                        var tar =
                                new TarArchiveInputStream(
                                        new XZInputStream(new BufferedInputStream(packed)))) {
                    for (var entry = tar.getNextEntry();
                            entry != null;
                            entry = tar.getNextEntry()) {
                        place(tar, entry, draft);
                    }
                }
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + home, e);
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft)
            throws IOException {
        var target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(draft.resolve(entry.getLinkName()), target);
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean program) {
        var permissions =
                EnumSet.copyOf(
                        List.of(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.GROUP_READ,
                                PosixFilePermission.OTHERS_READ));
        if (program) {
            permissions.addAll(
                    List.of(
                            PosixFilePermission.OWNER_EXECUTE,
                            PosixFilePermission.GROUP_EXECUTE,
                            PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}
