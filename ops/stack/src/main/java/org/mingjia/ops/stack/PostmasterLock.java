package org.mingjia.ops.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code postmaster.pid} of a data folder: who runs on it, and whether it is ready. */
record PostmasterLock(Path data) {
    private static final int STATUS_LINE = 7;

    /** The server with this process id has said in the file that it takes connections. */
    boolean isReady(long pid) throws IOException {
        var lines = lines();
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /**
     * Frees the folder from a server whose guard was killed, or from the file that a killed server
     * left.
     *
     * @return whether there was anything to free
     */
    boolean release(Runnable stop) throws IOException {
        if (!Files.exists(file())) {
            return false;
        }
        var lines = lines();
        if (!lines.isEmpty() && isOurServer(Long.parseLong(lines.getFirst().strip()))) {
            stop.run();
        } else {
            // PostgreSQL would take any process that has the number by now for the old server
            Files.deleteIfExists(file());
        }
        return true;
    }

    private boolean isOurServer(long pid) {
        var folder = data.toString();
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .map(List::of)
                .filter(arguments -> arguments.contains(folder))
                .isPresent();
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file());
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }
}
