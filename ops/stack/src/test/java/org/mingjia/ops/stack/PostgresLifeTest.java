package org.mingjia.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLifeTest {
    static final Path CACHE = Path.of("target/stack-cache");

    @TempDir Path data;

    @Test
    void aTakenPortIsNamedTogetherWithItsOption() throws IOException {
        try (var squatter = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var taken = options().postgresPort(squatter.getLocalPort());

            assertThatThrownBy(() -> EmbeddedStack.start(taken))
                    .isInstanceOf(StackFailure.PortTaken.class)
                    .hasMessageContaining("port " + squatter.getLocalPort())
                    .hasMessageContaining("--pg-port");
        }
    }

    @Test
    void nothingOutlivesAKilledParentAndTheNextStartWorksAtOnce() throws Exception {
        var parent =
                new ProcessBuilder(
                                List.of(
                                        JavaCommand.java(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        ParentToKill.class.getName(),
                                        data.toString(),
                                        CACHE.toAbsolutePath().toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = parent.inputReader()) {
            var server =
                    ProcessHandle.of(
                                    Long.parseLong(output.readLine().substring("server ".length())))
                            .orElseThrow();
            var guard = server.parent().orElseThrow();

            parent.destroyForcibly().waitFor();

            try (var next = EmbeddedStack.start(options())) {
                assertThat(next.postgresPid()).isNotEqualTo(server.pid());
                assertEnds(server);
                assertEnds(guard);
            }
        }
    }

    @Test
    void aServerThatOutlivedItsGuardIsStoppedByTheNextStart() throws Exception {
        var stack = EmbeddedStack.start(options());
        var orphan = ProcessHandle.of(stack.postgresPid()).orElseThrow();
        var guard = orphan.parent().orElseThrow();
        guard.destroyForcibly();
        guard.onExit().join();
        assertThat(orphan.isAlive()).isTrue();
        stack.close();

        try (var next = EmbeddedStack.start(options())) {
            assertEnds(orphan);
            assertThat(next.postgresPid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void aProcessIdThatSomebodyElseHasByNowStopsNothing() throws IOException {
        EmbeddedStack.start(options()).close();
        long innocent = ProcessHandle.current().pid();
        Files.writeString(data.resolve("postgres/postmaster.pid"), innocent + "\n" + data + "\n");

        try (var stack = EmbeddedStack.start(options())) {
            assertThat(stack.postgresPid()).isPositive();
        }
    }

    /**
     * A moment later counts too: an orphan's end is seen when the system's first process has reaped
     * it.
     */
    private static void assertEnds(ProcessHandle process) throws Exception {
        assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private StackOptions options() {
        return EmbeddedStack.options().dataDir(data).cacheDir(CACHE).postgres(true);
    }
}
