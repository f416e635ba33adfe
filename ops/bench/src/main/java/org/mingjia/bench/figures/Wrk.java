package org.mingjia.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * wrk with 16 connections on one thread, which sends many different requests in turn.
 *
 * @param script the program's wrk.lua
 * @param requests file of lines {@code METHOD TAB path TAB authorization TAB body}
 */
record Wrk(URI url, Path script, Path requests) implements Arm.Load {
    static final int CONNECTIONS = 8;
    private static final Pattern DONE =
            Pattern.compile("FIGURES (\\d+) ([\\d.]+) ([\\d.]+) ([\\d.]+) (\\d+) (\\d+)");

    /**
     * A request.
     *
     * @param path with its query, encoded
     * @param authorization header; empty for none
     * @param body empty for none
     */
    record Request(String method, String path, String authorization, String body) {

        static Request get(String path) {
            return new Request("GET", path, "", "");
        }

        private String line() {
            return String.join("\t", method, path, authorization, body);
        }
    }

    /** Writes the requests into a file of the folder and loads this address with them. */
    static Wrk of(URI url, Path folder, String name, List<Request> requests) {
        try {
            Files.createDirectories(folder);
            Path script = folder.resolve("wrk.lua");
            try (var source = Wrk.class.getResourceAsStream("wrk.lua")) {
                Files.write(script, java.util.Objects.requireNonNull(source).readAllBytes());
            }
            Path file = folder.resolve(name + ".requests");
            Files.write(file, requests.stream().map(Request::line).toList());
            return new Wrk(url, script, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Arm.Rate run(int seconds) {
        String said =
                Command.run(
                        List.of(
                                "wrk",
                                "-t1",
                                "-c" + CONNECTIONS,
                                "-d" + seconds + "s",
                                "--timeout",
                                "10s",
                                "-s",
                                script.toString(),
                                url.toString(),
                                "--",
                                requests.toString()),
                        Map.of());
        var done = DONE.matcher(said);
        if (!done.find()) {
            throw new IllegalStateException("wrk said nothing of use: " + said);
        }
        long answers = Long.parseLong(done.group(1));
        long refused = Long.parseLong(done.group(5));
        long lost = Long.parseLong(done.group(6));
        if (refused + lost > 0) {
            throw new IllegalStateException(
                    "%s: %d answers, %d of them no success, %d lost"
                            .formatted(requests, answers, refused, lost));
        }
        return new Arm.Rate(
                answers / Double.parseDouble(done.group(2)),
                Double.parseDouble(done.group(3)),
                Double.parseDouble(done.group(4)),
                answers);
    }
}
