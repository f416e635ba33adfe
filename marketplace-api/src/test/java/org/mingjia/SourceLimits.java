package org.mingjia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The house rules that can be read off the source files only: how large anything may grow. */
final class SourceLimits {

    static final int MOST_LINES = 300;

    /** The package-info does not count. */
    static final int MOST_FILES = 15;

    /** The repository: every module, what runs and what tests it. */
    static final Path EVERYTHING = Path.of("..").toAbsolutePath().normalize();

    /** The slices of the service. */
    static final Path SERVICE = Path.of("src/main/java").toAbsolutePath();

    private SourceLimits() {}

    /** Files with too many lines. */
    static List<String> tooLong(Path root) throws IOException {
        return sources(root).stream()
                .filter(file -> lines(file) > MOST_LINES)
                .map(file -> root.relativize(file) + ": " + lines(file) + " lines")
                .toList();
    }

    /** Packages with too many files. */
    static List<String> crowded(Path root) throws IOException {
        return sources(root).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(folder -> folder.getValue() > MOST_FILES)
                .map(folder ->
                        root.relativize(folder.getKey()) + ": " + folder.getValue() + " files")
                .toList();
    }

    /** Written by hand: nothing that a build or an installation puts there. */
    private static List<Path> sources(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        var within = root.relativize(file).toString();
                        return !within.contains("target/") && !within.contains("node_modules/");
                    })
                    .sorted()
                    .toList();
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
