package org.mingjia.ops.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Child JVM: runs one PostgreSQL server for as long as its life line holds. */
final class PostgresChild {
    private static final Duration START = Duration.ofMinutes(1);

    private final Path home;
    private final Path data;
    private final int port;
    private final boolean afterCrash;

    private PostgresChild(Path home, Path data, int port, boolean afterCrash) {
        this.home = home;
        this.data = data;
        this.port = port;
        this.afterCrash = afterCrash;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var child =
                new PostgresChild(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Boolean.parseBoolean(arguments[3]));
        try {
            child.run();
        } catch (StackFailure | IOException e) {
            LifeLine.failed(String.valueOf(e.getMessage()));
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        FolderLock.holdAsChild(data);
        var server = startedServer(new PostmasterLock(data));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
        LifeLine.ready(Map.of("pid", Long.toString(server.pid()), "port", Integer.toString(port)));
        // a crashed server ends the child, so that the parent need not watch two processes
        var _ = server.onExit().thenAccept(_ -> System.exit(3));
        LifeLine.awaitTheEnd();
        System.exit(0);
    }

    private Process startedServer(PostmasterLock lock) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        Process server = launch();
        while (!lock.isReady(server.pid())) {
            if (System.nanoTime() > deadline) {
                server.destroyForcibly();
                throw new StackFailure("PostgreSQL was not ready in " + START.toSeconds() + " s");
            }
            if (server.waitFor(30, TimeUnit.MILLISECONDS)) {
                if (!afterCrash) {
                    throw new StackFailure("PostgreSQL ended at its start");
                }
                // the killed server's last backends may still hold its shared memory for a moment
                Thread.sleep(200);
                server = launch();
            }
        }
        return server;
    }

    private Process launch() throws IOException {
        var command =
                new ArrayList<>(
                        List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
        Map.of(
                        "port", Integer.toString(port),
                        "listen_addresses", "127.0.0.1",
                        "unix_socket_directories", "",
                        "fsync", "on",
                        "synchronous_commit", "on",
                        "timezone", "UTC",
                        "lc_messages", "C",
                        "max_connections", "200")
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ProcessBuilder(UnprivilegedUser.running(command))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void stop(Process server) {
        try {
            new PostgresControl(home, data).stop();
        } catch (StackFailure _) {
            server.destroyForcibly();
        }
    }
}
