package org.mingjia.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLifeTest {
    static final Path CACHE = Path.of("target/stack-cache");

    @TempDir Path data;

    @Test
    void theApplicationOwnsNothingAndMayDoNothingUnasked() throws SQLException {
        try (var stack = EmbeddedStack.start(options());
                var owner = connect(stack, stack.ownerUser(), stack.ownerPassword());
                var app = connect(stack, stack.appUser(), stack.appPassword())) {
            execute(owner, "create extension btree_gist; create table law (text text)");
            execute(app, "create temp table scratch (text text)");

            assertThatThrownBy(() -> execute(app, "create table loophole (text text)"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> execute(app, "select * from law"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(app, "drop table law"))
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(() -> connect(stack, stack.appUser(), "guess"))
                    .hasMessageContaining("password");

            execute(owner, "grant select on law to mingjia_app");
            execute(app, "select * from law");
        }
    }

    @Test
    void writesAreDurable() throws SQLException {
        try (var stack = EmbeddedStack.start(options());
                var app = connect(stack, stack.appUser(), stack.appPassword());
                var statement = app.createStatement();
                var rows =
                        statement.executeQuery(
                                "select current_setting('fsync'), current_setting('synchronous_commit')")) {
            rows.next();
            assertThat(List.of(rows.getString(1), rows.getString(2))).containsOnly("on");
        }
    }

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
    void aSecondStackOnTheSameFolderIsRefused() {
        try (var _ = EmbeddedStack.start(options())) {
            assertThatThrownBy(() -> EmbeddedStack.start(options()))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("another stack uses the folder");
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

    private static Connection connect(EmbeddedStack stack, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(), user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
