package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The child's end of the pipe to its parent: one line up, and the end of standard input means:
 * stop.
 */
final class LifeLine {
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private LifeLine() {}

    static void ready(Map<String, String> facts) {
        OUT.println(
                facts.entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue())
                        .collect(Collectors.joining(" ", "READY ", "")));
    }

    static void failed(String reason) {
        OUT.println("FAILED " + reason.replace('\n', ' '));
    }

    /** Blocks until the parent closes the pipe or dies. */
    static void awaitTheEnd() {
        try {
            while (System.in.read() >= 0) {
                // the parent says nothing; only the end matters
            }
        } catch (IOException _) {
            // a broken pipe is an end too
        }
    }
}
