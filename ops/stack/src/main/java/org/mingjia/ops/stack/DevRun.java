package org.mingjia.ops.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The launcher behind {@code ops/run}: servers, API, sample catalogue, and all of it down again
 * with the launcher.
 */
public final class DevRun {
    private final DevRunOptions options;
    private final Progress progress = new Progress();
    private volatile boolean stopping;

    private DevRun(DevRunOptions options) {
        this.options = options;
    }

    /** Exit codes: 130 stopped by Ctrl-C, 1 something failed, 2 wrong arguments or a taken port. */
    public static void main(String[] arguments) throws IOException {
        try {
            new DevRun(DevRunOptions.parse(arguments)).run();
        } catch (StackFailure.PortTaken | DevRunOptions.Unusable e) {
            System.err.println("ops/run: " + e.getMessage());
            System.exit(2);
        } catch (StackFailure e) {
            System.err.println("ops/run: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        int port = LoopbackPort.claim(options.port(), "--port");
        var api = newest("marketplace-api/target", "mingjia-marketplace-api*.jar");
        var jar = ExtractedJar.of(api, cache());
        var training = new Training(cache());
        if (options.train().orElse(options.sample() && training.isDue())) {
            progress.step("training the first start, once (about two minutes)");
            training.run(jar, plugins(), sampleFolder());
        }
        progress.step(
                "starting PostgreSQL and Elasticsearch ("
                        + (options.fresh() ? "afresh" : "data kept")
                        + " in "
                        + options.data()
                        + ")");
        try (var stack = EmbeddedStack.start(stackOptions())) {
            progress.step(
                    "PostgreSQL on port %d; starting the API".formatted(stack.postgresPort()));
            var log = options.data().resolve("logs/api.log");
            var process = ApiProcess.start(jar, stack, port, log);
            stack.stopFirst(() -> stop(process));
            process.awaitReady();
            progress.step("the API is ready");
            stack.awaitElasticsearch();
            progress.step("Elasticsearch on port %d".formatted(stack.elasticsearchUrl().getPort()));
            if (options.sample()) {
                new SampleData(sampleFolder(), stack, progress::step).load(process.url());
            }
            announce(process);
            watch(process, stack);
        }
    }

    private Path cache() {
        return options.data().resolve("cache");
    }

    private Path sampleFolder() {
        return options.root().resolve("ops/sample-data");
    }

    private StackOptions stackOptions() throws IOException {
        return EmbeddedStack.options()
                .dataDir(options.data())
                .cacheDir(cache())
                .fresh(options.fresh())
                .postgres(true)
                .postgresPort(options.postgresPort())
                .elasticsearch(true)
                .elasticsearchPort(options.elasticsearchPort())
                .elasticsearchLater(true)
                .plugins(plugins());
    }

    private List<Path> plugins() throws IOException {
        return List.of(
                newest("search-index/analysis/target", "mingjia-search-analysis-*-plugin.zip"));
    }

    private void announce(ApiProcess api) {
        progress.step("ready");
        progress.plain("");
        progress.plain("  明价 Mingjia   " + api.url() + "/");
        progress.plain("  API docs      " + api.url() + "/docs");
        progress.plain(
                "  operator      user '%s', password in %s ('operator')"
                        .formatted(
                                ApiProcess.OPERATOR,
                                options.data().resolve("passwords.properties")));
        if (options.sample()) {
            DemoAccounts.NAMES.forEach((role, name) ->
                    progress.plain(
                            "  %-13s user '%s', password in the same file ('%s')"
                                    .formatted(role, name, role)));
            progress.plain(
                    "  other agencies users 'ag-001' to 'ag-060', password in the same file ('sample')");
        }
        progress.plain("  logs          " + options.data().resolve("logs"));
        progress.plain("  stop          Ctrl-C");
    }

    private void stop(ApiProcess api) {
        if (!stopping) {
            stopping = true;
            progress.step("stopping");
            api.stop();
        }
    }

    /** Waits for the user's Ctrl-C, which ends this JVM, or for a server that ends unasked. */
    private void watch(ApiProcess api, EmbeddedStack stack) {
        var _ =
                stack.elasticsearchEnd()
                        .thenAccept(_ -> {
                            if (!stopping) {
                                progress.step(
                                        "Elasticsearch has ended; search goes on from PostgreSQL, degraded");
                            }
                        });
        CompletableFuture.anyOf(api.end(), stack.postgresEnd()).join();
        if (stopping) {
            return;
        }
        throw new StackFailure(
                "%s has ended unasked; see %s"
                        .formatted(
                                api.end().isDone() ? "the API" : "PostgreSQL",
                                options.data().resolve("logs")));
    }

    /** The product of the last build; earlier ones may lie beside it under another version. */
    private Path newest(String folder, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        var place = options.root().resolve(folder);
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(place, pattern)) {
                files.forEach(found::add);
            }
        }
        return found.stream()
                .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                .orElseThrow(() ->
                        new StackFailure("no %s in %s; build first".formatted(pattern, place)));
    }
}
