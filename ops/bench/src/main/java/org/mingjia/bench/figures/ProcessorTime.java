package org.mingjia.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processor time, user and system, that named processes and their children have used so far. */
final class ProcessorTime {
    /** The kernel's clock tick as every Linux reports it to programs. */
    private static final double SECONDS_PER_TICK = 0.01;

    private static final int USER = 11;
    private static final int OF_ENDED_CHILDREN = 13;

    private ProcessorTime() {}

    /** Seconds by name. */
    static Map<String, Double> of(Map<String, Long> processes) {
        var seconds = new LinkedHashMap<String, Double>();
        processes.forEach((name, pid) -> seconds.put(name, ofTree(pid)));
        return seconds;
    }

    /** Of one process and its children. */
    static double ofTree(long pid) {
        double own = ticks(pid, USER) + ticks(pid, OF_ENDED_CHILDREN);
        double children =
                ProcessHandle.of(pid)
                        .map(ProcessHandle::descendants)
                        .orElse(Stream.empty())
                        .mapToDouble(child -> ticks(child.pid(), USER))
                        .sum();
        return (own + children) * SECONDS_PER_TICK;
    }

    /** User and system stand side by side; the fields are counted behind the program's name. */
    private static double ticks(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return Long.parseLong(fields.get(field)) + Long.parseLong(fields.get(field + 1));
        } catch (IOException _) {
            // it has ended; its parent counts it from now on
            return 0;
        }
    }

    /** Resident memory of one process, in MiB. */
    static double residentMiB(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
