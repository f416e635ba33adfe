package org.mingjia.bench.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same three readings at another size of the register. */
final class GrowthCase {
    private GrowthCase() {}

    /** Rates by reading, one round each, warm. */
    static Map<String, Double> at(Sitting sitting, FigureOptions options, Report report) {
        var processes = sitting.allProcesses();
        var arms =
                List.of(
                        new Arm("search", processes, SearchCase.service(sitting)),
                        new Arm("item", processes, RegisterCase.items(sitting)),
                        new Arm("list", processes, RegisterCase.lists(sitting)));
        var rates = new LinkedHashMap<String, Double>();
        report.comparison("growth " + sitting.loaded(), Arm.compare(1, options.seconds(), arms))
                .forEach(result -> rates.put(result.arm(), result.perSecond()));
        return rates;
    }

    static void compare(
            Map<String, Double> small, Map<String, Double> large, int from, int to, Report report) {
        small.forEach((reading, before) -> {
            double after = large.getOrDefault(reading, 0.0);
            report.add(
                    Figure.plain(
                            "%s, %,d : %,d items".formatted(reading, to, from),
                            after / before,
                            "×",
                            "%.0f of %.0f /s".formatted(after, before)));
        });
    }
}
