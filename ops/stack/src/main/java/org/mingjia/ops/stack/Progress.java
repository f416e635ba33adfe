package org.mingjia.ops.stack;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the launcher does, step by step, each with the seconds since its start. */
final class Progress {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final long start = System.nanoTime();

    void step(String text) {
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", (System.nanoTime() - start) / 1e9, text);
    }

    void plain(String text) {
        out.println(text);
    }
}
