package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The classes that Elasticsearch loads, as its JVM left them after an earlier run (class data
 * sharing): a start with them needs a third less processor time. The JVM looks for itself whether
 * they fit, and goes without if they do not.
 *
 * @param cacheDir where unpacked programs lie
 * @param recording whether this run writes them at its end
 */
record ClassArchive(Path cacheDir, boolean recording) {

    String flag() {
        var file =
                cacheDir.toAbsolutePath()
                        .resolve("elasticsearch-" + StackVersions.elasticsearch() + ".jsa");
        if (recording) {
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return "-XX:ArchiveClassesAtExit=" + file;
        }
        return Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-Xshare:auto";
    }
}
