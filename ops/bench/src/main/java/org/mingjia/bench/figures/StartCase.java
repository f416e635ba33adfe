package org.mingjia.bench.figures;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long the API takes to be ready while its databases are up. */
final class StartCase {
    private static final int STARTS = 5;

    private StartCase() {}

    static void measure(Sitting sitting, Report report) {
        report.add(
                Figure.atMost(
                        "start, without AOT cache", median(sitting, List.of()), "s", 4, START));
        Path cache = sitting.work().resolve("api.aot");
        sitting.startApi(List.of("-XX:AOTCacheOutput=" + cache), Map.of());
        // what a start never touches would be missing from the cache
        SearchCase.service(sitting).run(5);
        RegisterCase.items(sitting).run(5);
        sitting.stopApi();
        if (!Files.exists(cache)) {
            report.step("no AOT cache was made");
            return;
        }
        report.add(
                Figure.atMost(
                        "start, with AOT cache",
                        median(sitting, List.of("-XX:AOTCache=" + cache)),
                        "s",
                        4,
                        START));
        sitting.stopApi();
    }

    private static final String START = "to the first ready answer, median of " + STARTS;

    private static double median(Sitting sitting, List<String> flags) {
        var seconds = new ArrayList<Double>();
        for (int start = 0; start < STARTS; start++) {
            seconds.add(sitting.startApi(flags, Map.of()));
        }
        return Arm.median(seconds);
    }

    static void resident(Sitting sitting, Report report) {
        double mebibytes = ProcessorTime.residentMiB(sitting.api().pid());
        report.add(
                Figure.atMost("RSS of the API after the load", mebibytes, "MiB", 450, "-Xmx192m"));
    }
}
