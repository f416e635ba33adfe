package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stack for all tests of a JVM: free ports, fresh data under {@code target/}, stopped and
 * thrown away when the JVM ends.
 *
 * <p>A test that kills a server takes an {@link EmbeddedStack} of its own.
 */
public final class SharedStack {
    private static final Path FOLDER = Path.of("target", "mingjia-stack");

    private static @Nullable EmbeddedStack both;
    private static @Nullable EmbeddedStack postgresOnly;

    private SharedStack() {}

    /**
     * The stack with both servers.
     *
     * @param plugins Elasticsearch plugins as zip files; those of the first call count
     */
    public static synchronized EmbeddedStack get(Path... plugins) {
        if (both == null) {
            both =
                    start(
                            EmbeddedStack.options()
                                    .postgres(true)
                                    .elasticsearch(true)
                                    .quickStart(true)
                                    .plugins(List.of(plugins)));
        }
        return both;
    }

    /** The stack with PostgreSQL alone, for tests that search nothing. */
    public static synchronized EmbeddedStack postgres() {
        if (postgresOnly == null) {
            postgresOnly = start(EmbeddedStack.options().postgres(true));
        }
        return postgresOnly;
    }

    private static EmbeddedStack start(StackOptions options) {
        try {
            Files.createDirectories(FOLDER);
            var data = Files.createTempDirectory(FOLDER, "shared");
            return EmbeddedStack.start(
                    options.dataDir(data).cacheDir(FOLDER.resolve("cache")).keepData(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
