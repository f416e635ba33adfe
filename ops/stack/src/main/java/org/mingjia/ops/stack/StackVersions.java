package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build knows and the stack must know at run time: versions, and where the build put
 * Elasticsearch's jars.
 */
final class StackVersions {
    private static final Properties BUILT = load();

    private StackVersions() {}

    /** Version of the PostgreSQL binaries, e.g. 18.6.0. */
    static String postgres() {
        return built("postgres.version");
    }

    static String elasticsearch() {
        return built("elasticsearch.version");
    }

    /**
     * Folder with {@code lib/} (the server's module path) and {@code transport-netty4/} (its only
     * module).
     */
    static Path elasticsearchDist() {
        return Path.of(built("elasticsearch.dist"));
    }

    private static String built(String key) {
        return Objects.requireNonNull(BUILT.getProperty(key), key);
    }

    private static Properties load() {
        var properties = new Properties();
        try (var stream = StackVersions.class.getResourceAsStream("stack.properties")) {
            properties.load(Objects.requireNonNull(stream, "stack.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
