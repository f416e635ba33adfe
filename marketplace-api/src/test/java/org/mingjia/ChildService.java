package org.mingjia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The service in a process of its own, on the scratch stack: a second instance, or one to kill. It
 * ends when the test's JVM does, however that ends.
 */
public final class ChildService implements AutoCloseable {

    private final Process process;
    private final int port;

    private ChildService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and returns when it takes connections. */
    public static ChildService start() {
        return start(Map.of());
    }

    /**
     * Starts one whose machine's clock is wrong.
     *
     * @param skew as {@code +90s}
     */
    public static ChildService startAt(String skew) {
        return start(
                Map.of(
                        "LD_PRELOAD",
                        fakedTime().toString(),
                        "FAKETIME",
                        skew,
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // else every timed wait of the virtual machine returns at once and is made
                        // again
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }

    /**
     * libfaketime, which Debian's package {@code faketime} puts under the machine's own triplet.
     */
    private static Path fakedTime() {
        try (var found =
                Files.find(
                        Path.of("/usr/lib"),
                        3,
                        (path, _) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "this test needs Debian's package faketime; ops/test installs it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChildService start(Map<String, String> environment) {
        try {
            int port = freePort();
            var builder =
                    new ProcessBuilder(command(port))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    Path.of("target", "child-service-" + port + ".log").toFile());
            builder.environment().putAll(environment);
            var child = new ChildService(builder.start(), port);
            for (boolean up = false; !up && child.process.isAlive(); ) {
                // bounded by the child's own start: it either listens or ends
                up = child.answers();
                LockSupport.parkNanos(50_000_000);
            }
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private boolean answers() {
        try (var socket = new Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> command(int port) {
        var stack = Scratch.stack();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                ChildService.class.getName()));
        command.addAll(
                List.of(
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.r2dbc.url=" + stack.r2dbcUrl(),
                        "--spring.r2dbc.username=" + stack.appUser(),
                        "--spring.r2dbc.password=" + stack.appPassword(),
                        "--spring.flyway.url=" + stack.jdbcUrl(),
                        "--spring.flyway.user=" + stack.ownerUser(),
                        "--spring.flyway.password=" + stack.ownerPassword(),
                        "--mingjia.elasticsearch.url=" + stack.elasticsearchUrl(),
                        "--mingjia.operator.username=" + Market.OPERATOR,
                        "--mingjia.operator.password=" + Market.PASSWORD,
                        "--mingjia.sealing.secret=" + stack.sealingSecret()));
        return command;
    }

    /** The child itself: the service, on a life line. */
    public static void main(String[] arguments) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        System.in.transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        // the same as its end: the parent is gone
                    }
                    Runtime.getRuntime().halt(1);
                });
        MingjiaApplication.main(arguments);
    }
}
