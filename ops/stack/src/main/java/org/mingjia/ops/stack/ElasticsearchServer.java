package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One Elasticsearch node in a child JVM, started and stopped as often as one likes. */
final class ElasticsearchServer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ElasticsearchHome home;
    private final int port;
    private final String heap;
    private final boolean quickStart;
    private final List<Path> plugins;
    private final ClassArchive archive;
    private final Path log;
    private volatile @Nullable ChildProcess child;

    ElasticsearchServer(
            ElasticsearchHome home,
            int port,
            String heap,
            boolean quickStart,
            List<Path> plugins,
            ClassArchive archive,
            Path log) {
        this.home = home;
        this.port = port;
        this.heap = heap;
        this.quickStart = quickStart;
        this.plugins = plugins;
        this.archive = archive;
        this.log = log;
    }

    int port() {
        return port;
    }

    long pid() {
        return running().handle().pid();
    }

    CompletableFuture<Process> end() {
        return running().onExit();
    }

    void start() {
        var earlier = child;
        if (earlier != null && earlier.isAlive()) {
            throw new IllegalStateException("Elasticsearch runs already");
        }
        home.prepare(plugins);
        var started = ChildProcess.start("Elasticsearch", command(), log);
        child = started;
        started.awaitReady(PATIENCE);
    }

    /** SIGKILL: the node has no time to write anything. */
    void kill() {
        running().kill();
        child = null;
    }

    /** Kills a node that is still starting; its start then fails. */
    void giveUp() {
        var starting = child;
        if (starting != null) {
            starting.kill();
        }
    }

    void stop() {
        var running = child;
        if (running != null) {
            running.stop(Duration.ofSeconds(30));
            child = null;
        }
    }

    private ChildProcess running() {
        var running = child;
        if (running == null) {
            throw new IllegalStateException("Elasticsearch does not run");
        }
        return running;
    }

    private List<String> command() {
        var command =
                new ArrayList<>(
                        List.of(
                                JavaCommand.java(),
                                "-Xms" + heap,
                                "-Xmx" + heap,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=" + (quickStart ? 1 : 4),
                                "-XX:-UsePerfData",
                                archive.flag(),
                                "-Dlog4j2.configurationFile=" + home.logging(),
                                "-Dlog4j2.disable.jmx=true",
                                "-Dfile.encoding=UTF-8",
                                "-Djava.io.tmpdir=" + home.home().resolve("data"),
                                "--add-modules=jdk.incubator.vector,ALL-MODULE-PATH",
                                "--enable-native-access=ALL-UNNAMED,org.apache.lucene.core",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--module-path",
                                modulePath(),
                                "-cp",
                                JavaCommand.ownClassPath()));
        command.addAll(
                List.of(
                        ElasticsearchChild.class.getName(),
                        home.home().toString(),
                        Integer.toString(port)));
        return command;
    }

    private static String modulePath() {
        var lib = StackVersions.elasticsearchDist().resolve("lib");
        try (var jars = Files.list(lib)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    lib + " is missing; build the module ops/stack again", e);
        }
    }
}
