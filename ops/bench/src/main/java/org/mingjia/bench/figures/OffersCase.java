package org.mingjia.bench.figures;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An item's offers, computed for the reader's own project, when ten thousand agencies offer it. */
final class OffersCase {
    private static final int ITEMS = 150;
    private static final int PER_SECOND = 50;
    private static final int CHANGES = 5;
    private static final int DIFFERENT = 1_200;
    private static final List<String> SORTS = List.of("neutral", "price", "-price", "name");

    /** Room for the prices of all items at once: about 90 MB. */
    private static final List<String> ROOM = List.of("-Xmx384m");

    private OffersCase() {}

    static void measure(Sitting sitting, FigureOptions options, Report report) {
        int agencies = options.agencies();
        report.step("publishing %,d prices".formatted(agencies * ITEMS));
        // its readers would wait for the tables, and the tables for them
        sitting.stopApi();
        long loading = System.nanoTime();
        var codes = SyntheticMarket.load(sitting, agencies, ITEMS);
        sitting.settle();
        report.step("%,d items have them after %.0f s".formatted(codes.size(), Sitting.seconds(loading)));
        sitting.startApi(ROOM, Map.of());

        var first = new ArrayList<Double>();
        for (String code : codes) {
            long start = System.nanoTime();
            MarketClient.get(page(sitting, code, "433101", 5_000, "neutral"));
            first.add(Sitting.seconds(start) * 1e3);
        }
        report.add(
                Figure.plain(
                        "offers: first page of an item nobody asked for",
                        Arm.median(first),
                        "ms",
                        "its %,d prices are read from PostgreSQL".formatted(agencies)));

        var pages = pages(sitting, codes);
        var processes =
                Map.of("api", sitting.api().pid(), "pg", sitting.stack().postgresPid());
        var steady = SteadyLoad.of(pages, PER_SECOND);
        var results =
                report.comparison(
                        "offers",
                        Arm.compare(
                                options.rounds(),
                                Math.max(10, options.seconds()),
                                List.of(
                                        new Arm("GET …/offers, 50 /s", processes, steady),
                                        new Arm(
                                                "… while 5 prices a second change",
                                                processes,
                                                new ChangingPrices(
                                                        steady, sitting, codes, CHANGES)))));
        add(report, "offers: p99 at 50 requests/s", results.getFirst(), agencies * codes.size());
        add(report, "offers: p99 while 5 prices/s change", results.getLast(), agencies * codes.size());
        var most =
                report.comparison(
                                "offers",
                                Arm.compare(
                                        options.rounds(),
                                        options.seconds(),
                                        List.of(
                                                new Arm(
                                                        "GET …/offers, 16 at once",
                                                        processes,
                                                        Wrk.of(
                                                                sitting.api().url(),
                                                                sitting.work(),
                                                                "offers",
                                                                pages.stream()
                                                                        .map(OffersCase::request)
                                                                        .toList())))))
                        .getFirst();
        report.add(
                Figure.plain(
                        "offers: most pages in a second",
                        most.perSecond(),
                        "/s",
                        "%,.0f prices computed in a second; cpu %s"
                                .formatted(
                                        most.perSecond() * agencies / SyntheticMarket.COUNTIES.size(),
                                        Report.cpu(most))));
        report.add(
                Figure.plain(
                        "offers: RSS of the API",
                        ProcessorTime.residentMiB(sitting.api().pid()),
                        "MiB",
                        ROOM.getFirst()));
    }

    private static void add(Report report, String what, Arm.Result result, int prices) {
        report.add(
                Figure.atMost(
                        what,
                        result.p99Millis(),
                        "ms",
                        50,
                        "%,d prices; p50 %.1f ms; cpu %s"
                                .formatted(
                                        prices, result.p50Millis(), Report.cpu(result))));
    }

    private static Wrk.Request request(URI page) {
        return Wrk.Request.get(page.getRawPath() + "?" + page.getRawQuery());
    }

    /** A third asks for the whole prefecture, the others for one county; every project is another. */
    private static List<URI> pages(Sitting sitting, List<String> codes) {
        var random = new Random(2);
        var pages = new ArrayList<URI>();
        for (int i = 0; i < DIFFERENT; i++) {
            pages.add(
                    page(
                            sitting,
                            codes.get(random.nextInt(codes.size())),
                            random.nextInt(3) == 0
                                    ? "433100"
                                    : SyntheticMarket.COUNTIES.get(
                                            random.nextInt(SyntheticMarket.COUNTIES.size())),
                            100 + random.nextInt(100_000),
                            SORTS.get(random.nextInt(SORTS.size()))));
        }
        return pages;
    }

    private static URI page(Sitting sitting, String code, String region, int base, String sort) {
        String parameters = "{\"base\":\"" + base + "\",\"quantity\":\"12\"}";
        return sitting.api()
                .url()
                .resolve(
                        "/api/items/"
                                + code
                                + "/offers?region="
                                + region
                                + "&sort="
                                + sort
                                + "&parameters="
                                + URLEncoder.encode(parameters, StandardCharsets.UTF_8));
    }
}
