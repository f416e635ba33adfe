package org.mingjia.bench.figures;

import org.jspecify.annotations.Nullable;
import org.mingjia.ops.stack.ApiProcess;
import org.mingjia.ops.stack.EmbeddedStack;
import org.mingjia.ops.stack.ExtractedJar;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The servers of one run of figures, on a register of their own, and the service before them. */
final class Sitting implements AutoCloseable {
    /** One import of this many items stays within the bounds that an operator has. */
    private static final int ITEMS_PER_IMPORT = 20_000;

    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final Duration CATCHING_UP = Duration.ofMinutes(20);

    private final Path work;
    private final EmbeddedStack stack;
    private final ExtractedJar jar;
    private final SyntheticCatalogue catalogue;
    private final Path sampleData;
    private final int port = freePort();
    private @Nullable ApiProcess api;
    private int loaded;

    Sitting(FigureOptions options, Path bootJar, Path plugin) {
        work = options.root().resolve("ops/bench/target/work");
        sampleData = options.root().resolve("ops/sample-data");
        catalogue = new SyntheticCatalogue(sampleData);
        jar = ExtractedJar.of(bootJar, work.resolve("cache"));
        stack =
                EmbeddedStack.start(
                        EmbeddedStack.options()
                                .dataDir(work.resolve("data"))
                                .cacheDir(work.resolve("cache"))
                                .fresh(true)
                                .postgres(true)
                                .elasticsearch(true)
                                .plugins(List.of(plugin)));
    }

    EmbeddedStack stack() {
        return stack;
    }

    SyntheticCatalogue catalogue() {
        return catalogue;
    }

    Path work() {
        return work;
    }

    int loaded() {
        return loaded;
    }

    ApiProcess api() {
        if (api == null) {
            throw new IllegalStateException("the API does not run");
        }
        return api;
    }

    Map<String, Long> allProcesses() {
        return Map.of(
                "api", api().pid(),
                "postgresql", stack.postgresPid(),
                "elasticsearch", stack.elasticsearchPid());
    }

    /** The API's command log. */
    Path apiLog() {
        return work.resolve("data/logs/api.log");
    }

    /** Starts the API, after ending the one that ran; returns the seconds until it was ready. */
    double startApi(List<String> flags, Map<String, String> settings) {
        stopApi();
        long start = System.nanoTime();
        api = ApiProcess.start(jar, stack, port, apiLog(), flags, settings);
        api.awaitReady();
        return seconds(start);
    }

    void stopApi() {
        if (api != null) {
            api.stop();
            api = null;
        }
    }

    /** Publishes the sample catalogue, on which the synthetic one rests. */
    void loadSample() {
        var files = new LinkedHashMap<String, byte[]>();
        for (String name :
                List.of(
                        "regions",
                        "departments",
                        "administrative_acts",
                        "service_items",
                        "price_rules",
                        "price_rule_tiers",
                        "synonyms",
                        "holidays_2025_2026")) {
            try {
                files.put(
                        name + ".csv",
                        java.nio.file.Files.readAllBytes(sampleData.resolve(name + ".csv")));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        asOperator("/api/imports?effectiveFrom=unstated", files);
    }

    /** Publishes synthetic items up to this many; returns the seconds that the imports took. */
    double loadUpTo(int items) {
        double took = 0;
        while (loaded < items) {
            int to = Math.min(items, loaded + ITEMS_PER_IMPORT);
            var files = catalogue.files(loaded, to);
            long start = System.nanoTime();
            asOperator("/api/imports?effectiveFrom=unstated", files);
            took += seconds(start);
            loaded = to;
        }
        return took;
    }

    String asOperator(String path, Map<String, byte[]> files) {
        return MarketClient.asOperator(
                api().url().resolve(path), ApiProcess.OPERATOR, stack.operatorPassword(), files);
    }

    /** Waits until the index has what the register has; returns the seconds. */
    double awaitIndexed() {
        long start = System.nanoTime();
        long wanted =
                number(
                        "select (select count(*) from service_item) + (select count(*) from administrative_act)");
        URI count = stack.elasticsearchUrl().resolve("/mingjia-offering/_count?ignore_unavailable=true");
        while (indexed(count) < wanted) {
            if (seconds(start) > CATCHING_UP.toSeconds()) {
                throw new IllegalStateException("the index does not catch up");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return seconds(start);
    }

    private static long indexed(URI count) {
        var found = COUNT.matcher(MarketClient.get(count));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** What autovacuum would do within the next minutes, now. */
    void settle() {
        sql("vacuum analyze");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                stack.jdbcUrl(), stack.ownerUser(), stack.ownerPassword());
    }

    void sql(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> column(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopApi();
        stack.close();
    }
}
