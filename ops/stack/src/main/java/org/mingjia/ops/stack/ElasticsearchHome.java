package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipInputStream;

/**
 * The folder that a node calls its home: data is kept, everything else is made anew at each start.
 */
record ElasticsearchHome(Path home) {
    private static final String LOGGING = "log4j2.properties";

    void prepare(List<Path> plugins) {
        try {
            Files.createDirectories(home.resolve("data"));
            Files.createDirectories(home.resolve("logs"));
            Files.createDirectories(home.resolve("config"));
            writeLogging();
            linkModules();
            installPlugins(plugins);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path logging() {
        return home.resolve("config").resolve(LOGGING);
    }

    private void writeLogging() throws IOException {
        try (var stream = ElasticsearchHome.class.getResourceAsStream("elasticsearch-" + LOGGING)) {
            Files.write(logging(), Objects.requireNonNull(stream, LOGGING).readAllBytes());
        }
    }

    /**
     * The HTTP layer is a module of its own, loaded from the home; the build has put it together.
     */
    private void linkModules() throws IOException {
        var source = StackVersions.elasticsearchDist().resolve("modules");
        if (!Files.isDirectory(source)) {
            throw new StackFailure(source + " is missing; build the module ops/stack again");
        }
        var link = home.resolve("modules");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, source);
    }

    private void installPlugins(List<Path> plugins) throws IOException {
        var folder = home.resolve("plugins");
        FileTree.delete(folder);
        Files.createDirectories(folder);
        for (Path zip : plugins) {
            if (!Files.isRegularFile(zip)) {
                throw new StackFailure(
                        "the Elasticsearch plugin " + zip + " is missing; build it first");
            }
            unzip(zip, folder.resolve(zip.getFileName().toString().replaceFirst("\\.zip$", "")));
        }
    }

    private static void unzip(Path zip, Path target) throws IOException {
        try (var stream = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside the plugin: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(stream, file);
                }
            }
        }
    }
}
