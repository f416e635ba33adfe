package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The marketplace API from its production jar, in a JVM of its own on a leash, configured by its
 * environment alone.
 */
public final class ApiProcess {
    public static final String OPERATOR = "operator";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOPPING = Duration.ofSeconds(20);
    // at its end a training run starts a second JVM, which writes the cache
    private static final Duration WRITING_THE_CACHE = Duration.ofMinutes(5);
    private static final String TRAINING = "-XX:AOTCacheOutput=";
    private static final List<String> FLAGS =
            List.of(
                    "-Xmx192m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TrimNativeHeapInterval=30000",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dorg.jooq.no-logo=true",
                    "-Dorg.jooq.no-tips=true");
    private static final int LOG_LINES = 25;

    private final ChildProcess child;
    private final URI url;
    private final Path log;
    private final Duration stopping;

    private ApiProcess(ChildProcess child, URI url, Path log, Duration stopping) {
        this.child = child;
        this.url = url;
        this.log = log;
        this.stopping = stopping;
    }

    /** Starts it with the start-up cache, if this very program has been trained. */
    static ApiProcess start(ExtractedJar jar, EmbeddedStack stack, int port, Path log) {
        var cache = jar.startCache(FLAGS);
        var flags = Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.<String>of();
        return start(jar, stack, port, log, flags, Map.of());
    }

    /**
     * Starts it so that its JVM writes the start-up cache (JEP 483, 514) at its end, for all later
     * starts of the same jar, JVM and flags.
     */
    static ApiProcess startRecording(ExtractedJar jar, EmbeddedStack stack, int port, Path log) {
        return start(jar, stack, port, log, List.of(TRAINING + jar.startCache(FLAGS)), Map.of());
    }

    /**
     * Starts it as {@code ops/run} does, but for what a measurement varies.
     *
     * @param flags for the JVM, after its own
     * @param settings environment variables, over its own
     */
    public static ApiProcess start(
            ExtractedJar jar,
            EmbeddedStack stack,
            int port,
            Path log,
            List<String> flags,
            Map<String, String> settings) {
        var command = new ArrayList<>(List.of(JavaCommand.java()));
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(
                List.of(
                        "-cp",
                        JavaCommand.ownClassPath() + ":" + jar.jar(),
                        Leash.class.getName(),
                        jar.mainClass()));
        var environment = environment(stack, port);
        environment.putAll(settings);
        var child = ChildProcess.startTalkingToItsLog("the API", command, environment, log);
        boolean training = flags.stream().anyMatch(flag -> flag.startsWith(TRAINING));
        return new ApiProcess(
                child,
                URI.create("http://127.0.0.1:" + port),
                log,
                training ? WRITING_THE_CACHE : STOPPING);
    }

    private static Map<String, String> environment(EmbeddedStack stack, int port) {
        var environment = new LinkedHashMap<String, String>();
        // glibc would keep an arena of its own for every thread
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_R2DBC_URL", stack.r2dbcUrl());
        environment.put("SPRING_R2DBC_USERNAME", stack.appUser());
        environment.put("SPRING_R2DBC_PASSWORD", stack.appPassword());
        environment.put("SPRING_FLYWAY_URL", stack.jdbcUrl());
        environment.put("SPRING_FLYWAY_USER", stack.ownerUser());
        environment.put("SPRING_FLYWAY_PASSWORD", stack.ownerPassword());
        environment.put("MINGJIA_ELASTICSEARCH_URL", stack.elasticsearchUrl().toString());
        environment.put("MINGJIA_FILES_FOLDER", stack.filesFolder().toString());
        environment.put("MINGJIA_OPERATOR_USERNAME", OPERATOR);
        environment.put("MINGJIA_OPERATOR_PASSWORD", stack.operatorPassword());
        environment.put("MINGJIA_SEALING_SECRET", stack.sealingSecret());
        return environment;
    }

    public URI url() {
        return url;
    }

    /** Process id of its JVM. */
    public long pid() {
        return child.handle().pid();
    }

    CompletableFuture<Process> end() {
        return child.onExit();
    }

    /** An orderly stop; returns when it has ended. */
    public void stop() {
        child.stop(stopping);
    }

    /** Returns when the API says that it is ready. */
    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!isReady(http)) {
                if (child.awaitExit(Duration.ofMillis(100))) {
                    throw new StackFailure(
                            "the API ended at its start; the end of " + log + ":\n" + endOfLog());
                }
                if (System.nanoTime() > deadline) {
                    throw new StackFailure(
                            "the API was not ready in " + PATIENCE.toSeconds() + " s; see " + log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for the API", e);
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(url.resolve("/actuator/health/readiness"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            // it does not listen yet
            return false;
        }
    }

    private String endOfLog() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
