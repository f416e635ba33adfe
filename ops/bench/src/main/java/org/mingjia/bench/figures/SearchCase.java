package org.mingjia.bench.figures;

import java.util.List;
import java.util.Map;

/** Search through the service beside the same questions put to Elasticsearch itself. */
final class SearchCase {
    private SearchCase() {}

    static void measure(
            Sitting sitting, Recordings recorded, FigureOptions options, Report report) {
        var stack = sitting.stack();
        long engine = stack.elasticsearchPid();
        var results =
                report.comparison(
                        "search",
                        Arm.compare(
                                options.rounds(),
                                options.seconds(),
                                List.of(
                                        new Arm(
                                                "GET /api/search",
                                                Map.of("api", sitting.api().pid(), "es", engine),
                                                service(sitting)),
                                        new Arm(
                                                "POST _search",
                                                Map.of("es", engine),
                                                Wrk.of(
                                                        stack.elasticsearchUrl(),
                                                        sitting.work(),
                                                        "engine",
                                                        recorded.searches())))));
        var service = results.getFirst();
        var raw = results.getLast();
        report.add(
                Figure.atLeast(
                        "search : raw Elasticsearch, rate",
                        service.perSecond() / raw.perSecond(),
                        "×",
                        0.8,
                        "%.0f of %.0f /s; cpu %s of %s"
                                .formatted(
                                        service.perSecond(),
                                        raw.perSecond(),
                                        Report.cpu(service),
                                        Report.cpu(raw))));
        report.add(
                Figure.atMost(
                        "search : raw Elasticsearch, p99",
                        service.p99Millis() / raw.p99Millis(),
                        "×",
                        2,
                        "%.0f of %.0f ms, with every processor busy"
                                .formatted(service.p99Millis(), raw.p99Millis())));
    }

    static Wrk service(Sitting sitting) {
        return Wrk.of(
                sitting.api().url(),
                sitting.work(),
                "search",
                Recordings.searchPaths(sitting).stream().map(Wrk.Request::get).toList());
    }
}
