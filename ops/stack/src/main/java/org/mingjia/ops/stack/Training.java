package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One start and one loading of the sample on data that are thrown away, so that the JVMs of the API
 * and of Elasticsearch leave behind what they learnt: later starts need half the processor time.
 *
 * @param cacheDir where it is kept, beside a mark that it has been done
 */
record Training(Path cacheDir) {

    /** Whether nobody has trained in this folder yet. */
    boolean isDue() {
        return !Files.exists(mark());
    }

    void run(ExtractedJar jar, List<Path> plugins, Path sample) {
        Path scratch = cacheDir.resolve("training");
        var options =
                EmbeddedStack.options()
                        .dataDir(scratch)
                        .cacheDir(cacheDir)
                        .fresh(true)
                        .keepData(false)
                        .postgres(true)
                        .elasticsearch(true)
                        .recordClasses(true)
                        .plugins(plugins);
        try (var stack = EmbeddedStack.start(options)) {
            int port = LoopbackPort.claim(0, "--port");
            var api = ApiProcess.startRecording(jar, stack, port, scratch.resolve("logs/api.log"));
            stack.stopFirst(api::stop);
            api.awaitReady();
            new SampleData(sample, stack, _ -> {}).load(api.url());
        }
        try {
            Files.createDirectories(cacheDir);
            Files.writeString(mark(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mark() {
        return cacheDir.resolve("trained");
    }
}
