package org.mingjia.bench.figures;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the service asks of Elasticsearch and PostgreSQL, taken from the service itself: the bodies
 * from a proxy, the statements from the driver's own log.
 *
 * @param searches the requests to the engine, one for each question
 * @param item the statement behind an item
 * @param list the statement behind a filtered list
 */
record Recordings(List<Wrk.Request> searches, Statement item, Statement list) {
    static final List<String> TALKING_DRIVER =
            List.of(
                    "-Dlogging.level.io.r2dbc.postgresql.QUERY=debug",
                    "-Dlogging.level.io.r2dbc.postgresql.PARAM=debug");
    private static final Pattern QUERY = Pattern.compile("QUERY\\s*:(.*?)Executing query: (.*)");
    private static final Pattern THREAD = Pattern.compile("--- \\[[^]]*] (\\[[^]]*])");
    private static final Pattern VALUE = Pattern.compile("Bind parameter \\[(\\d+)] to(?: (null)|: (.*))");

    /** How a bind value that is null is kept. */
    static final String NULL = "null";

    /** A statement with its bind values, in order. */
    record Statement(String sql, List<String> values) {}

    /** Starts the API for the purpose, and leaves it stopped. */
    static Recordings of(Sitting sitting) {
        try (var proxy =
                new RecordingProxy(
                        sitting.stack().elasticsearchUrl(), sitting.work().resolve("recorded"))) {
            sitting.startApi(
                    TALKING_DRIVER,
                    Map.of(
                            "MINGJIA_ELASTICSEARCH_URL",
                            proxy.url().toString(),
                            // the first questions find everything cold
                            "MINGJIA_ELASTICSEARCH_RESPONSETIMEOUT",
                            "30s"));
            var api = sitting.api().url();
            if (sitting.number("select count(*) from service_item") == 0) {
                sitting.loadSample();
                sitting.awaitIndexed();
            }
            proxy.forget();
            for (String path : searchPaths(sitting)) {
                String answer = MarketClient.get(api.resolve(path));
                if (!answer.contains("\"degraded\":false")) {
                    throw new IllegalStateException(path + " was answered without the engine");
                }
            }
            var searches =
                    proxy.calls("/_search").stream()
                            .map(call -> new Wrk.Request(call.method(), call.path(), "", call.text()))
                            .toList();
            var item = statement(sitting, "/api/items/S-HJ-001");
            var list = statement(sitting, listPath("环境影响评价", "enterprise"));
            return new Recordings(searches, item, list);
        } finally {
            sitting.stopApi();
        }
    }

    static List<String> searchPaths(Sitting sitting) {
        return sitting.catalogue().questions().stream()
                .map(question -> "/api/search?limit=20&q=" + encoded(question))
                .toList();
    }

    static String listPath(String category, String payer) {
        return "/api/items?limit=20&category=" + encoded(category) + "&payer=" + payer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The longest statement that the driver says it sent for this path. */
    private static Statement statement(Sitting sitting, String path) {
        return statements(sitting, () -> MarketClient.get(sitting.api().url().resolve(path)))
                .stream()
                .max(Comparator.comparingInt(statement -> statement.sql().length()))
                .orElseThrow();
    }

    /** What the driver of an API that was started with {@link #TALKING_DRIVER} says it sent meanwhile. */
    static List<Statement> statements(Sitting sitting, Runnable meanwhile) {
        try (var log = new RandomAccessFile(sitting.apiLog().toFile(), "r")) {
            long before = log.length();
            meanwhile.run();
            log.seek(before);
            byte[] said = new byte[Math.toIntExact(log.length() - before)];
            log.readFully(said);
            return statements(messages(new String(said, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message begins with its time; a statement goes on over many lines. */
    private static List<String> messages(String log) {
        var messages = new ArrayList<String>();
        log.lines()
                .forEach(line -> {
                    if (messages.isEmpty() || line.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
                        messages.add(line);
                    } else {
                        messages.add(messages.removeLast() + " " + line);
                    }
                });
        return messages;
    }

    /**
     * What the service does by itself meanwhile is told between the lines. A thread binds the values of a statement
     * and sends it, then those of the next; the lines of values do not say for which connection they are.
     */
    private static List<Statement> statements(List<String> lines) {
        var statements = new ArrayList<Statement>();
        var values = new HashMap<String, List<String>>();
        for (String line : lines) {
            var thread = THREAD.matcher(line);
            var bound =
                    values.computeIfAbsent(
                            thread.find() ? thread.group(1) : "", _ -> new ArrayList<>());
            var value = VALUE.matcher(line);
            if (value.find()) {
                if (value.group(1).equals("0")) {
                    bound.clear();
                }
                bound.add(value.group(2) == null ? value.group(3) : NULL);
            }
            var query = QUERY.matcher(line);
            if (query.find()) {
                statements.add(new Statement(query.group(2), List.copyOf(bound)));
                bound.clear();
            }
        }
        return statements;
    }
}
