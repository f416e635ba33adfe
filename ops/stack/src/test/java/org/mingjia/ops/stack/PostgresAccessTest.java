package org.mingjia.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAccessTest {
    @TempDir static Path data;

    static EmbeddedStack stack;

    @BeforeAll
    static void start() {
        stack = EmbeddedStack.start(options());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void theApplicationOwnsNothingAndMayDoNothingUnasked() throws SQLException {
        try (var owner = connect(stack, stack.ownerUser(), stack.ownerPassword());
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
        try (var app = connect(stack, stack.appUser(), stack.appPassword());
                var statement = app.createStatement();
                var rows =
                        statement.executeQuery(
                                "select current_setting('fsync'), current_setting('synchronous_commit')")) {
            rows.next();
            assertThat(List.of(rows.getString(1), rows.getString(2))).containsOnly("on");
        }
    }

    @Test
    void aSecondStackOnTheSameFolderIsRefused() {
        assertThatThrownBy(() -> EmbeddedStack.start(options()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("another stack uses the folder");
    }

    private static StackOptions options() {
        return EmbeddedStack.options()
                .dataDir(data)
                .cacheDir(Path.of("target/stack-cache"))
                .postgres(true);
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
