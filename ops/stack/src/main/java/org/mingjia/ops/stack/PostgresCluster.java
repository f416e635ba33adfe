package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * A PostgreSQL data folder: made once, then given the roles and the database that production has
 * too.
 */
final class PostgresCluster {
    static final String DATABASE = "mingjia";
    static final String OWNER = "mingjia_owner";
    static final String APP = "mingjia_app";

    private final PostgresBinaries binaries;
    private final Path data;
    private final StackPasswords passwords;

    PostgresCluster(PostgresBinaries binaries, Path data, StackPasswords passwords) {
        this.binaries = binaries;
        this.data = data.toAbsolutePath();
        this.passwords = passwords;
    }

    /** Runs {@code initdb} unless the folder holds a cluster of this major version already. */
    void prepare() {
        try {
            var version = data.resolve("PG_VERSION");
            if (Files.exists(version)) {
                var kept = Files.readString(version).strip();
                if (!StackVersions.postgres().startsWith(kept + ".")) {
                    throw new StackFailure(
                            "%s was made by PostgreSQL %s, this is %s; start afresh (--fresh)"
                                    .formatted(data, kept, StackVersions.postgres()));
                }
                return;
            }
            Files.createDirectories(data.getParent());
            var draft = Files.createTempDirectory(data.getParent(), "postgres-initdb");
            initdb(draft);
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initdb(Path draft) throws IOException {
        var password = Files.createTempFile(data.getParent(), "initdb", ".password");
        try {
            Files.writeString(password, passwords.superuser());
            var initdb =
                    new ProcessBuilder(
                                    UnprivilegedUser.running(
                                            List.of(
                                                    binaries.program("initdb"),
                                                    "--pgdata=" + draft,
                                                    "--username=postgres",
                                                    "--pwfile=" + password,
                                                    "--auth=scram-sha-256",
                                                    "--encoding=UTF8",
                                                    "--locale=C",
                                                    "--no-instructions",
                                                    // the rename that follows is not synced either;
                                                    // a crash in this second just means another
                                                    // initdb
                                                    "--no-sync")))
                            .redirectErrorStream(true)
                            .start();
            initdb.getOutputStream().close();
            var said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (initdb.waitFor() != 0) {
                throw new StackFailure("initdb failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted during initdb", e);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    boolean release() {
        return new PostgresControl(binaries.home(), data).release();
    }

    List<String> childCommand(int port, boolean afterCrash) {
        return JavaCommand.small(
                PostgresChild.class,
                List.of(
                        binaries.home().toString(),
                        data.toString(),
                        Integer.toString(port),
                        Boolean.toString(afterCrash)));
    }

    /**
     * Roles, passwords, database, privileges: the same files that a database administrator runs,
     * each time, changing nothing twice.
     */
    void bootstrap(int port) {
        try (var cluster = connect(port, "postgres")) {
            run(cluster, script("roles.sql"));
            run(cluster, "alter role " + OWNER + " password '" + passwords.owner() + "'");
            run(cluster, "alter role " + APP + " password '" + passwords.app() + "'");
            if (!databaseExists(cluster)) {
                run(cluster, script("database.sql"));
            }
        } catch (SQLException e) {
            throw new StackFailure("the roles cannot be set up: " + e.getMessage(), e);
        }
        try (var database = connect(port, DATABASE)) {
            run(database, script("privileges.sql"));
        } catch (SQLException e) {
            throw new StackFailure("the privileges cannot be set up: " + e.getMessage(), e);
        }
    }

    private Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl(port, database), "postgres", passwords.superuser());
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static boolean databaseExists(Connection cluster) throws SQLException {
        try (var query = cluster.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, DATABASE);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) {
        try (var stream = PostgresCluster.class.getResourceAsStream("postgres/" + name)) {
            return new String(
                    Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
