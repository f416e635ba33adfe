package org.mingjia.ops.stack;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The parent's end of a child JVM: it starts it, waits for its answer, stops or kills it. */
final class ChildProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Map<String, String>> ready = new CompletableFuture<>();

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the command; its standard error is appended to the log.
     *
     * <p>The child gets a session of its own where the system has {@code setsid}: a Ctrl-C then
     * reaches the parent alone, which stops its children in the right order.
     */
    static ChildProcess start(String name, List<String> command, Path log) {
        var builder = new ProcessBuilder(inOwnSession(command)).redirectError(appendTo(log));
        var child = new ChildProcess(name, launch(name, builder), log);
        Thread.ofPlatform().daemon().name(name + " output").start(child::read);
        return child;
    }

    /** Starts a program that knows nothing of our protocol: all it prints goes to the log. */
    static ChildProcess startTalkingToItsLog(
            String name, List<String> command, Map<String, String> environment, Path log) {
        var builder =
                new ProcessBuilder(inOwnSession(command))
                        .redirectErrorStream(true)
                        .redirectOutput(appendTo(log));
        builder.environment().putAll(environment);
        return new ChildProcess(name, launch(name, builder), log);
    }

    private static Process launch(String name, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StackFailure(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static ProcessBuilder.Redirect appendTo(Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProcessBuilder.Redirect.appendTo(log.toFile());
    }

    static List<String> inOwnSession(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        var own = new ArrayList<>(List.of(SETSID.toString()));
        own.addAll(command);
        return own;
    }

    /** What the child said with READY. */
    Map<String, String> awaitReady(Duration patience) {
        try {
            return ready.get(patience.toMillis(), MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            throw new StackFailure(
                    name + " was not ready within " + patience.toSeconds() + " s, see " + log, e);
        } catch (ExecutionException e) {
            kill();
            throw new StackFailure(name + ": " + reason(e) + ", see " + log, e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new StackFailure(name + ": interrupted while starting", e);
        }
    }

    private static String reason(ExecutionException e) {
        var cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Cuts the life line and waits; a child that does not listen is killed. */
    void stop(Duration patience) {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // it is gone already
        }
        if (!awaitExit(patience)) {
            kill();
        }
    }

    /** SIGKILL: what a crash looks like. */
    void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("READY ")) {
                    ready.complete(facts(line));
                } else if (line.startsWith("FAILED ")) {
                    ready.completeExceptionally(
                            new StackFailure(line.substring("FAILED ".length())));
                }
                // anything else is the JVM talking to itself
            }
        } catch (IOException | UncheckedIOException _) {
            // the pipe ends with the process
        }
        ready.completeExceptionally(new StackFailure("ended before it was ready"));
    }

    private static Map<String, String> facts(String line) {
        var facts = new HashMap<String, String>();
        for (String fact : line.substring("READY ".length()).split(" ", -1)) {
            int equals = fact.indexOf('=');
            if (equals > 0) {
                facts.put(fact.substring(0, equals), fact.substring(equals + 1));
            }
        }
        return facts;
    }
}
