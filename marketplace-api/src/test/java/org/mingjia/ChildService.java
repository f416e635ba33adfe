package org.mingjia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        try {
            int port = freePort();
            var child =
                    new ChildService(
                            new ProcessBuilder(command(port))
                                    .redirectErrorStream(true)
                                    .redirectOutput(Path.of("target", "child-service.log").toFile())
                                    .start(),
                            port);
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
