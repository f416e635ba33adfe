package org.mingjia.bench.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A rebuild of the index beside the very bulk requests that it sends, straight from files. */
final class IndexCase {
    private static final Pattern WRITTEN = Pattern.compile("\"written\":(\\d+),\"millis\":(\\d+)");

    /** As many bulk requests at a time as the rebuild has under way. */
    private static final int AT_ONCE = 2;

    private static final String RAW = "/bench-raw";

    private IndexCase() {}

    static void measure(Sitting sitting, FigureOptions options, Report report) {
        try (var proxy =
                new RecordingProxy(
                        sitting.stack().elasticsearchUrl(), sitting.work().resolve("recorded"))) {
            sitting.startApi(
                    List.of(), Map.of("MINGJIA_ELASTICSEARCH_URL", proxy.url().toString()));
            proxy.forget();
            rebuild(sitting);
            var creation =
                    proxy.calls("/mingjia-offering-v").stream()
                            .filter(call ->
                                    call.method().equals("PUT")
                                            && !call.path().contains("_settings"))
                            .toList()
                            .getLast();
            var bulks = proxy.calls("/_bulk");
            String name = creation.path().substring(1).replaceFirst("\\?.*", "");
            sitting.startApi(List.of(), Map.of());
            // a warm engine and a warm service
            raw(sitting, creation, bulks, name);
            rebuild(sitting);
            var service = new ArrayList<Double>();
            var raw = new ArrayList<Double>();
            for (int round = 0; round < Math.min(2, options.rounds()); round++) {
                service.add(rebuild(sitting));
                raw.add(raw(sitting, creation, bulks, name));
            }
            double mine = Arm.median(service);
            double engine = Arm.median(raw);
            report.step("index      %,9.0f documents/s; raw _bulk %,9.0f".formatted(mine, engine));
            report.add(
                    Figure.atLeast(
                            "rebuild : raw _bulk",
                            mine / engine,
                            "×",
                            0.4,
                            "%,.0f of %,.0f documents/s; the rebuild reads and composes them on the same processors"
                                    .formatted(mine, engine)));
        }
    }

    private static double rebuild(Sitting sitting) {
        long start = System.nanoTime();
        var outcome = WRITTEN.matcher(sitting.asOperator("/api/search/rebuilds", Map.of()));
        if (!outcome.find()) {
            throw new IllegalStateException("the rebuild says nothing of use");
        }
        return Long.parseLong(outcome.group(1)) / Sitting.seconds(start);
    }

    /** The same index under another name, the same bulks, and a refresh at the end. */
    private static double raw(
            Sitting sitting,
            RecordingProxy.Call creation,
            List<RecordingProxy.Call> bulks,
            String name) {
        URI engine = sitting.stack().elasticsearchUrl();
        MarketClient.send("PUT", engine.resolve(RAW), creation.text().getBytes(UTF_8));
        try {
            long start = System.nanoTime();
            long documents = 0;
            for (int at = 0; at < bulks.size(); at += AT_ONCE) {
                var together = new ArrayList<HttpRequest>();
                for (var bulk : bulks.subList(at, Math.min(bulks.size(), at + AT_ONCE))) {
                    String body = bulk.text().replace(name, RAW.substring(1));
                    documents += body.lines().count() / 2;
                    together.add(
                            HttpRequest.newBuilder(
                                            engine.resolve(
                                                    bulk.path().replace(name, RAW.substring(1))))
                                    .header("Content-Type", "application/x-ndjson")
                                    .POST(BodyPublishers.ofString(body))
                                    .build());
                }
                MarketClient.together(together);
            }
            MarketClient.send("POST", engine.resolve(RAW + "/_refresh"), new byte[0]);
            return documents / Sitting.seconds(start);
        } finally {
            MarketClient.send("DELETE", engine.resolve(RAW), new byte[0]);
        }
    }
}
