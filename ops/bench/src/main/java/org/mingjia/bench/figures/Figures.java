package org.mingjia.bench.figures;

import static org.mingjia.bench.figures.FigureOptions.Case.BIDS;
import static org.mingjia.bench.figures.FigureOptions.Case.GROWTH;
import static org.mingjia.bench.figures.FigureOptions.Case.IMPORT;
import static org.mingjia.bench.figures.FigureOptions.Case.INDEX;
import static org.mingjia.bench.figures.FigureOptions.Case.OFFERS;
import static org.mingjia.bench.figures.FigureOptions.Case.RATING;
import static org.mingjia.bench.figures.FigureOptions.Case.REGISTER;
import static org.mingjia.bench.figures.FigureOptions.Case.SEARCH;
import static org.mingjia.bench.figures.FigureOptions.Case.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The measurements behind {@code ops/bench/run}, in one sitting, on servers of their own. */
public final class Figures {
    private static final int SMALL = 10_000;

    private Figures() {}

    /** Exit codes: 1 something failed, 2 wrong arguments. A missed target is no failure. */
    public static void main(String[] arguments) throws IOException {
        try {
            run(FigureOptions.parse(arguments));
        } catch (FigureOptions.Unusable e) {
            System.err.println("ops/bench/run: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(FigureOptions options) throws IOException {
        var report = new Report(options);
        report.step("starting PostgreSQL and Elasticsearch");
        try (var sitting =
                new Sitting(
                        options,
                        only(options.root().resolve("marketplace-api/target"), ".jar"),
                        only(
                                options.root().resolve("search-index/analysis/target"),
                                "-plugin.zip"))) {
            report.step("recording what the service asks of its engines");
            var recorded = Recordings.of(sitting);
            sitting.startApi(List.of(), Map.of());
            load(sitting, recorded, options, report);
        } finally {
            // what was measured before something failed is worth keeping
            report.finish(options.out());
        }
    }

    private static void load(
            Sitting sitting, Recordings recorded, FigureOptions options, Report report) {
        int small = Math.min(SMALL, options.items());
        report.step("importing %,d items".formatted(small));
        double first = sitting.loadUpTo(small);
        report.step(
                "imported in %.1f s, indexed %.1f s later"
                        .formatted(first, sitting.awaitIndexed()));
        sitting.settle();
        boolean grows = options.wants(GROWTH) && options.items() > small;
        var before = grows ? GrowthCase.at(sitting, options, report) : Map.<String, Double>of();

        report.step("importing the rest of %,d items".formatted(options.items()));
        double seconds = sitting.loadUpTo(options.items());
        report.step("imported in %.1f s; the index follows".formatted(seconds));
        double behind = sitting.awaitIndexed();
        report.step("the index has everything %.1f s later".formatted(behind));
        sitting.settle();
        if (options.wants(IMPORT) && options.items() > small) {
            ImportCase.measure(
                    sitting,
                    options,
                    report,
                    SyntheticCatalogue.rows(small, options.items()),
                    seconds);
        }
        if (options.wants(SEARCH)) {
            SearchCase.measure(sitting, recorded, options, report);
        }
        if (options.wants(REGISTER)) {
            RegisterCase.measure(sitting, recorded, options, report);
        }
        if (grows) {
            GrowthCase.compare(
                    before,
                    GrowthCase.at(sitting, options, report),
                    small,
                    options.items(),
                    report);
        }
        StartCase.resident(sitting, report);
        if (options.wants(INDEX)) {
            IndexCase.measure(sitting, options, report);
        }
        if (options.wants(START)) {
            StartCase.measure(sitting, report);
        }
        if (options.wants(OFFERS)) {
            OffersCase.measure(sitting, options, report);
        }
        if (options.wants(BIDS)) {
            BidsCase.measure(sitting, options, report);
        }
        if (options.wants(RATING)) {
            RatingCase.measure(sitting, options, report);
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .forEach(found::add);
        }
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "expected one *" + ending + " in " + folder + ": " + found);
        }
        return found.getFirst();
    }
}
