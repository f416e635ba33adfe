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
        progress.step(
                "starting PostgreSQL and Elasticsearch ("
                        + (options.fresh() ? "afresh" : "data kept")
                        + " in "
                        + options.data()
                        + ")");
        try (var stack = EmbeddedStack.start(stackOptions())) {
            progress.step(
                    "PostgreSQL on port %d, Elasticsearch on port %d"
                            .formatted(stack.postgresPort(), stack.elasticsearchUrl().getPort()));
            var jar = ExtractedJar.of(api, options.data().resolve("cache"));
            var log = options.data().resolve("logs/api.log");
            if (options.train()) {
                progress.step("training the API's start (about a minute)");
                ApiProcess.train(jar, stack, port, log);
            }
            progress.step("starting the API");
            var process = ApiProcess.start(jar, stack, port, log);
            stack.stopFirst(() -> stop(process));
            process.awaitReady();
            progress.step("the API is ready");
            loadSample(process, stack);
            loadAgencies(process, stack);
            announce(process);
            watch(process, stack);
        }
    }

    private StackOptions stackOptions() throws IOException {
        return EmbeddedStack.options()
                .dataDir(options.data())
                .cacheDir(options.data().resolve("cache"))
                .fresh(options.fresh())
                .postgres(true)
                .postgresPort(options.postgresPort())
                .elasticsearch(true)
                .elasticsearchPort(options.elasticsearchPort())
                .plugins(
                        List.of(
                                newest(
                                        "search-index/analysis/target",
                                        "mingjia-search-analysis-*-plugin.zip")));
    }

    private void loadSample(ApiProcess api, EmbeddedStack stack) {
        if (!options.sample()) {
            return;
        }
        long items = SampleCatalogue.itemsIn(api.url());
        if (items > 0) {
            progress.step("the register holds %d service items".formatted(items));
            return;
        }
        progress.step("loading the sample catalogue");
        new SampleCatalogue(options.root().resolve("ops/sample-data"))
                .load(api.url(), ApiProcess.OPERATOR, stack.operatorPassword());
        progress.step(
                "the sample catalogue is published: %d service items"
                        .formatted(SampleCatalogue.itemsIn(api.url())));
        progress.step(
                SampleCatalogue.awaitFindable(api.url())
                        ? "search finds it"
                        : "search is still being filled; it answers from PostgreSQL meanwhile");
    }

    /** Agencies and demo accounts, once: what is there already is left alone. */
    private void loadAgencies(ApiProcess api, EmbeddedStack stack) {
        if (!options.sample() || SampleAgencies.admittedAt(api.url()) > 0) {
            return;
        }
        progress.step("registering the sample agencies and the demo accounts");
        var folder = options.root().resolve("ops/sample-data");
        try (var sample = new SampleAgencies(api.url(), folder, stack.passwords())) {
            sample.apply();
            sample.admit();
            progress.step(new SamplePrices(folder).publish(sample));
            sample.sanction();
            DemoAccounts.make(api.url(), stack.passwords());
        }
        progress.step("%d agencies can be seen".formatted(SampleAgencies.admittedAt(api.url())));
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
