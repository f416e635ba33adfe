package org.mingjia.bench.figures;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.mingjia.ops.stack.ApiProcess;

/** A year of ten agencies for each of {@code --agencies}, ten contracts an agency: from the call to the publication. */
final class RatingCase {
    private static final int TIMES = 10;
    private static final int YEAR = 2025;
    private static final double TARGET = 30;
    private static final int PAUSE = 50;

    /** As for offers: a hundred thousand agencies have to be known. A year would not fit in. */
    private static final List<String> ROOM = List.of("-Xmx384m");

    private RatingCase() {}

    static void measure(Sitting sitting, FigureOptions options, Report report) {
        int agencies = options.agencies() * TIMES;
        report.step("a year of %,d agencies".formatted(agencies));
        sitting.stopApi();
        long loading = System.nanoTime();
        SyntheticMarket.loadYear(sitting, agencies);
        sitting.settle();
        report.step("it is there after %.0f s".formatted(Sitting.seconds(loading)));
        sitting.startApi(ROOM, Map.of());
        report.step("warming up by the year before, which has no contracts");
        begin(sitting, YEAR - 1);
        while (isComputing(sitting, YEAR - 1)) {
            pause();
        }
        double before = ProcessorTime.residentMiB(sitting.api().pid());
        long api = sitting.api().pid();
        long postgres = sitting.stack().postgresPid();
        double apiBefore = ProcessorTime.ofTree(api);
        double postgresBefore = ProcessorTime.ofTree(postgres);

        long start = System.nanoTime();
        begin(sitting, YEAR);
        double most = before;
        while (isComputing(sitting, YEAR)) {
            most = Math.max(most, ProcessorTime.residentMiB(sitting.api().pid()));
            pause();
        }
        double seconds = Sitting.seconds(start);
        double apiSpent = ProcessorTime.ofTree(api) - apiBefore;
        double postgresSpent = ProcessorTime.ofTree(postgres) - postgresBefore;

        long contracts = sitting.number("select contracts from rating_run where year = " + YEAR);
        report.add(
                Figure.atMost(
                        "rating: a year, frozen, hashed and scored",
                        seconds,
                        "s",
                        TARGET,
                        "%,d agencies, %,d contracts; processor api %.1f s, PostgreSQL %.1f s"
                                .formatted(
                                        agencies,
                                        contracts,
                                        apiSpent,
                                        postgresSpent)));
        report.add(
                Figure.plain(
                        "rating: most RSS of the API meanwhile",
                        most,
                        "MiB",
                        "%s; %.0f MiB before".formatted(ROOM.getFirst(), before)));
    }

    private static boolean isComputing(Sitting sitting, int year) {
        return sitting.number(
                        "select count(*) from rating_run where year = %d and status = 'publicity'"
                                .formatted(year))
                == 0;
    }

    private static void begin(Sitting sitting, int year) {
        String credentials =
                Base64.getEncoder()
                        .encodeToString(
                                (ApiProcess.OPERATOR + ":" + sitting.stack().operatorPassword())
                                        .getBytes(StandardCharsets.UTF_8));
        MarketClient.send(
                HttpRequest.newBuilder(sitting.api().url().resolve("/api/rating-runs"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"year\": %d}".formatted(year))));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
