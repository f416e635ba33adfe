package org.mingjia.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One item and a filtered list, beside PostgreSQL with the same statement and WebFlux with nothing
 * behind it.
 */
final class RegisterCase {
    private static final int DIFFERENT = 100;

    /** pgbench plans each script on each of its connections, so a few stand for all. */
    private static final int SCRIPTS = 8;

    private RegisterCase() {}

    static void measure(
            Sitting sitting, Recordings recorded, FigureOptions options, Report report) {
        var codes = codes(sitting);
        var filters = filters(sitting);
        measure(
                sitting,
                options,
                report,
                "item",
                0.25,
                items(sitting),
                recorded.item().sql(),
                codes.stream()
                        .map(code -> replaced(recorded.item().values(), Map.of("S-HJ-001", code)))
                        .toList());
        measure(
                sitting,
                options,
                report,
                "list",
                0.2,
                lists(sitting),
                recorded.list().sql(),
                filters.stream()
                        .map(filter ->
                                replaced(
                                        recorded.list().values(),
                                        Map.of(
                                                "环境影响评价", filter.category(),
                                                "enterprise", filter.payer())))
                        .toList());
    }

    private static void measure(
            Sitting sitting,
            FigureOptions options,
            Report report,
            String name,
            double target,
            Wrk service,
            String sql,
            List<List<String>> values) {
        var stack = sitting.stack();
        String path = paths(service).getFirst();
        try (var bare = Bare.start(sitting, MarketClient.get(sitting.api().url().resolve(path)))) {
            var results =
                    report.comparison(
                            name,
                            Arm.compare(
                                    options.rounds(),
                                    options.seconds(),
                                    List.of(
                                            new Arm(
                                                    "GET "
                                                            + (name.equals("item")
                                                                    ? "/api/items/{code}"
                                                                    : "/api/items"),
                                                    Map.of(
                                                            "api", sitting.api().pid(),
                                                            "pg", stack.postgresPid()),
                                                    service),
                                            new Arm(
                                                    "pgbench, same SQL",
                                                    Map.of("pg", stack.postgresPid()),
                                                    Pgbench.of(
                                                            stack,
                                                            sitting.work(),
                                                            name,
                                                            sql,
                                                            values.subList(
                                                                    0,
                                                                    Math.min(
                                                                            SCRIPTS,
                                                                            values.size())))),
                                            new Arm(
                                                    "bare WebFlux, same bytes",
                                                    Map.of("bare", bare.pid()),
                                                    bare.load(sitting, name)))));
            var mine = results.getFirst();
            var pgbench = results.get(1);
            var webflux = results.getLast();
            report.add(
                    Figure.atLeast(
                            name + " : pgbench with the same SQL",
                            mine.perSecond() / pgbench.perSecond(),
                            "×",
                            target,
                            "%.0f of %.0f /s; cpu %s of %s"
                                    .formatted(
                                            mine.perSecond(),
                                            pgbench.perSecond(),
                                            Report.cpu(mine),
                                            Report.cpu(pgbench))));
            report.add(
                    Figure.plain(
                            name + " : bare WebFlux",
                            mine.perSecond() / webflux.perSecond(),
                            "×",
                            "%.0f of %.0f /s; cpu %s of %s"
                                    .formatted(
                                            mine.perSecond(),
                                            webflux.perSecond(),
                                            Report.cpu(mine),
                                            Report.cpu(webflux))));
        }
    }

    private static List<String> paths(Wrk load) {
        try (var lines = Files.lines(load.requests())) {
            return lines.map(line -> line.split("\t", -1)[1]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Wrk items(Sitting sitting) {
        return Wrk.of(
                sitting.api().url(),
                sitting.work(),
                "items",
                codes(sitting).stream()
                        .map(code -> Wrk.Request.get("/api/items/" + code))
                        .toList());
    }

    static Wrk lists(Sitting sitting) {
        return Wrk.of(
                sitting.api().url(),
                sitting.work(),
                "lists",
                filters(sitting).stream()
                        .map(f -> Wrk.Request.get(Recordings.listPath(f.category(), f.payer())))
                        .toList());
    }

    private static List<String> codes(Sitting sitting) {
        return new Random(1)
                .ints(DIFFERENT, 0, sitting.loaded())
                .mapToObj(SyntheticCatalogue::itemCode)
                .toList();
    }

    private record Filter(String category, String payer) {}

    private static List<Filter> filters(Sitting sitting) {
        var filters = new ArrayList<Filter>();
        for (String category : sitting.catalogue().categories()) {
            for (String payer : List.of("enterprise", "government", "either")) {
                filters.add(new Filter(category, payer));
            }
        }
        return filters;
    }

    private static List<String> replaced(List<String> values, Map<String, String> others) {
        return values.stream()
                .map(value -> {
                    String replaced = value;
                    for (var other : others.entrySet()) {
                        replaced = replaced.replace(other.getKey(), other.getValue());
                    }
                    return replaced;
                })
                .toList();
    }

    /** {@link BareEndpoint} in a JVM with the service's own flags. */
    private record Bare(Process process, URI url) implements AutoCloseable {

        static Bare start(Sitting sitting, String answer) {
            int port = Sitting.freePort();
            try {
                Path body = Files.writeString(sitting.work().resolve("bare.json"), answer);
                var process =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx192m",
                                        "-XX:+UseSerialGC",
                                        "-XX:+UseCompactObjectHeaders",
                                        "-XX:TrimNativeHeapInterval=30000",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        BareEndpoint.class.getName(),
                                        body.toString(),
                                        "--server.address=127.0.0.1",
                                        "--server.port=" + port)
                                .redirectErrorStream(true)
                                .redirectOutput(sitting.work().resolve("bare.log").toFile())
                                .start();
                var bare = new Bare(process, URI.create("http://127.0.0.1:" + port));
                bare.awaitReady();
                return bare;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void awaitReady() {
            for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
                try {
                    MarketClient.get(url.resolve("/bare"));
                    return;
                } catch (UncheckedIOException _) {
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            }
            close();
            throw new IllegalStateException("the bare endpoint does not answer");
        }

        long pid() {
            return process.pid();
        }

        Wrk load(Sitting sitting, String name) {
            return Wrk.of(url, sitting.work(), "bare-" + name, List.of(Wrk.Request.get("/bare")));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
