package org.mingjia.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mingjia.platform.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/**
 * Removes what a process that died left in this machine's temporary folder. What somebody sends
 * lies there in the clear while it is looked at, a sealed bid's documents too, and nobody else
 * would ever remove it. Age tells: other instances of the machine have theirs in the same folder.
 */
@Component
final class Leftovers extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** Longer than any upload is worked with. */
    private static final Duration OLD = Duration.ofHours(1);

    /** Ours, and the parts of forms as the framework keeps them. */
    private static final Pattern NAME =
            Pattern.compile(
                    "mingjia-(upload|sealed)\\d+\\.part|(mingjia-import|spring-multipart-)\\d+");

    /** The file itself, or one in its folder. */
    private static final int DEPTH = 1;

    @Override
    protected Disposable begin() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return rounds(
                OLD,
                Blobs.blocking(() -> remove(folder, Instant.now().minus(OLD))),
                "leftovers of uploads stay",
                removed -> {
                    if (removed > 0) {
                        LOG.info("removed {} files that uploads had left", removed);
                    }
                });
    }

    /** Removes the files that were last written before a moment; how many there were. */
    static long remove(Path folder, Instant before) throws IOException {
        List<Path> ours;
        try (Stream<Path> all = Files.list(folder)) {
            ours =
                    all.filter(path -> NAME.matcher(path.getFileName().toString()).matches())
                            .toList();
        }
        long removed = 0;
        for (Path path : ours) {
            List<Path> files;
            try (Stream<Path> inside = Files.walk(path, DEPTH)) {
                files = inside.filter(file -> isOld(file, before)).toList();
            }
            for (Path file : files) {
                removed += Files.deleteIfExists(file) ? 1 : 0;
            }
        }
        return removed;
    }

    /** A folder stays: it may be the one in which a running instance is about to write. */
    private static boolean isOld(Path file, Instant before) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }
}
