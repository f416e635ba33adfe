package org.mingjia.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One story on one stack: starting servers is what costs time here. */
class EmbeddedStackTest {
    static final Path CACHE = Path.of("target/stack-cache");

    @TempDir Path data;

    @Test
    void bothServersSurviveBeingKilledAndTheirDataSurvivesARestart() throws Exception {
        var options =
                EmbeddedStack.options()
                        .dataDir(data)
                        .cacheDir(CACHE)
                        .postgres(true)
                        .elasticsearch(true)
                        .quickStart(true);
        try (var stack = EmbeddedStack.start(options)) {
            execute(stack, "create table note (text text); insert into note values ('committed')");
            assertThat(send(stack, "PUT", "/notes/_doc/1", "{\"text\":\"acknowledged\"}"))
                    .contains("created");

            stack.killPostgres();
            stack.startPostgres();
            stack.killElasticsearch();
            stack.startElasticsearch();

            assertThat(note(stack)).isEqualTo("committed");
            assertThat(send(stack, "GET", "/notes/_doc/1", "")).contains("acknowledged");
        }
        try (var stack = EmbeddedStack.start(options)) {
            assertThat(note(stack)).isEqualTo("committed");
            assertThat(send(stack, "GET", "/notes/_doc/1", "")).contains("acknowledged");
        }
    }

    private static void execute(EmbeddedStack stack, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.ownerUser(), stack.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String note(EmbeddedStack stack) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.ownerUser(), stack.ownerPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select text from note")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String send(EmbeddedStack stack, String method, String path, String body)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(stack.elasticsearchUrl().resolve(path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
