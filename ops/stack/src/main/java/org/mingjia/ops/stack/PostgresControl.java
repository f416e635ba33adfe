package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code pg_ctl} for one data folder. */
record PostgresControl(Path home, Path data) {

    /**
     * Ends a server that outlived its guard, or removes what a crashed one left.
     *
     * @return whether there was anything to clean up
     */
    boolean release() {
        try {
            return new PostmasterLock(data).release(this::stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A fast shutdown: sessions are ended, everything committed is on disk. Does nothing when no
     * server runs.
     */
    void stop() {
        try {
            var stop =
                    new ProcessBuilder(
                                    UnprivilegedUser.running(
                                            List.of(
                                                    home.resolve("bin/pg_ctl").toString(),
                                                    "stop",
                                                    "--pgdata=" + data,
                                                    "--mode=fast",
                                                    "--wait",
                                                    "--timeout=30",
                                                    "--silent")))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (stop.waitFor() != 0 && Files.exists(data.resolve("postmaster.pid"))) {
                throw new StackFailure("the PostgreSQL server on " + data + " does not stop");
            }
        } catch (IOException e) {
            throw new StackFailure("pg_ctl cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while stopping PostgreSQL", e);
        }
    }
}
