package org.mingjia.bench.figures;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as they come in, the table and the JSON at the end. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Object> about = new LinkedHashMap<>();
    private final Map<String, List<Arm.Result>> comparisons = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final long start = System.nanoTime();

    Report(FigureOptions options) {
        about.put("at", Instant.now().toString());
        about.put("items", options.items());
        about.put("secondsPerRound", options.seconds());
        about.put("rounds", options.rounds());
        about.put("connections", Wrk.CONNECTIONS);
        about.put("processors", Runtime.getRuntime().availableProcessors());
        about.put("processor", firstLine("/proc/cpuinfo", "model name"));
        about.put("memory", firstLine("/proc/meminfo", "MemTotal"));
        about.put("loadAverageBefore", firstLine("/proc/loadavg", ""));
        about.put("java", Runtime.version().toString());
    }

    private static String firstLine(String file, String start) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(start))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void step(String text) {
        System.out.printf(Locale.ROOT, "[%4.0f s] %s%n", Sitting.seconds(start), text);
    }

    List<Arm.Result> comparison(String name, List<Arm.Result> results) {
        comparisons.put(name, results);
        for (Arm.Result result : results) {
            step(
                    "%-10s %-28s %,9.0f /s   p50 %6.1f ms   p99 %6.1f ms   cpu %s"
                            .formatted(
                                    name,
                                    result.arm(),
                                    result.perSecond(),
                                    result.p50Millis(),
                                    result.p99Millis(),
                                    cpu(result)));
        }
        return results;
    }

    static String cpu(Arm.Result result) {
        return result.cpuMicros().entrySet().stream()
                .map(e -> "%s %.0f".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(" + ", "", " µs"));
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** Prints the table and keeps everything. */
    void finish(Path out) {
        about.put("loadAverageAfter", firstLine("/proc/loadavg", ""));
        about.put("minutes", Sitting.seconds(start) / 60);
        System.out.println();
        for (Figure figure : figures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %12s %-7s %-9s %-6s %s%n",
                    figure.what(),
                    rounded(figure.value()),
                    figure.unit(),
                    figure.target() == null ? "" : figure.target(),
                    figure.met() == null ? "" : figure.met() ? "met" : "MISSED",
                    figure.limit());
        }
        var all = new LinkedHashMap<String, Object>(about);
        all.put("figures", figures);
        all.put("comparisons", comparisons);
        try {
            Files.createDirectories(out.getParent());
            Files.writeString(out, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\nkept in " + out);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
