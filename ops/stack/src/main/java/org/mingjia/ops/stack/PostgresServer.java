package org.mingjia.ops.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server on one data folder and one port, started and stopped as often as one likes.
 */
final class PostgresServer {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final PostgresCluster cluster;
    private final int port;
    private final Path log;
    private volatile @Nullable ChildProcess child;
    private volatile long pid;

    PostgresServer(PostgresCluster cluster, int port, Path log) {
        this.cluster = cluster;
        this.port = port;
        this.log = log;
    }

    int port() {
        return port;
    }

    long pid() {
        return pid;
    }

    CompletableFuture<Process> end() {
        return running().onExit();
    }

    void start() {
        var earlier = child;
        if (earlier != null && earlier.isAlive()) {
            throw new IllegalStateException("PostgreSQL runs already");
        }
        cluster.prepare();
        boolean afterCrash = cluster.release();
        var started = ChildProcess.start("PostgreSQL", cluster.childCommand(port, afterCrash), log);
        child = started;
        pid = Long.parseLong(started.awaitReady(PATIENCE).getOrDefault("pid", "0"));
        cluster.bootstrap(port);
    }

    /** SIGKILL to the server and all its backends, as if the machine had lost its power. */
    void kill() {
        var running = running();
        ProcessHandle.of(pid)
                .ifPresent(postmaster -> {
                    List<ProcessHandle> backends = postmaster.descendants().toList();
                    postmaster.destroyForcibly();
                    backends.forEach(ProcessHandle::destroyForcibly);
                    backends.forEach(backend -> backend.onExit().join());
                });
        if (!running.awaitExit(Duration.ofSeconds(20))) {
            running.kill();
        }
        child = null;
    }

    void stop() {
        var running = child;
        if (running != null) {
            running.stop(Duration.ofSeconds(45));
            child = null;
        }
    }

    private ChildProcess running() {
        var running = child;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return running;
    }
}
