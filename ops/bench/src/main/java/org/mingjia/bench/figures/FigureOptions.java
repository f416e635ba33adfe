package org.mingjia.bench.figures;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The command line of {@link Figures}.
 *
 * @param root the project's root folder
 * @param only the cases that are measured
 * @param seconds length of one round of load
 * @param rounds rounds of each arm; the median counts
 * @param items synthetic service items
 * @param agencies synthetic agencies that offer the same items
 * @param out where the figures are kept as JSON
 */
record FigureOptions(Path root, Set<Case> only, int seconds, int rounds, int items, int agencies, Path out) {

    /** What can be measured on its own. */
    enum Case {
        SEARCH,
        REGISTER,
        IMPORT,
        INDEX,
        GROWTH,
        START,
        OFFERS,
        BIDS,
        RATING
    }

    /** The command line cannot be used; the message names what is wrong with it. */
    static final class Unusable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message + "; see ops/bench/run --help");
        }
    }

    /**
     * Reads the arguments.
     *
     * @throws Unusable naming the argument that is wrong
     */
    static FigureOptions parse(String... arguments) {
        var rest = new ArrayList<>(List.of(arguments));
        Path root = Path.of(rest.removeFirst()).toAbsolutePath();
        Set<Case> only = EnumSet.allOf(Case.class);
        int seconds = 5;
        int rounds = 3;
        int items = 100_000;
        int agencies = 10_000;
        String moment = Instant.now().toString().substring(0, 19).replace(':', '-');
        Path out = root.resolve("ops/bench/results/" + moment + ".json");
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            String value = rest.isEmpty() ? "" : rest.removeFirst();
            switch (option) {
                case "--only" -> only = cases(value);
                case "--seconds" -> seconds = number(option, value, 1, 600);
                case "--rounds" -> rounds = number(option, value, 1, 99);
                case "--items" -> items = number(option, value, 1_000, 1_000_000);
                case "--agencies" -> agencies = number(option, value, 100, 20_000);
                case "--out" -> out = Path.of(value).toAbsolutePath();
                default -> throw new Unusable("unknown option " + option);
            }
        }
        return new FigureOptions(root, only, seconds, rounds, items, agencies, out);
    }

    boolean wants(Case measured) {
        return only.contains(measured);
    }

    private static Set<Case> cases(String names) {
        var cases = EnumSet.noneOf(Case.class);
        for (String name : names.split(",", -1)) {
            try {
                cases.add(Case.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new Unusable("no case is named '" + name + "'");
            }
        }
        return cases;
    }

    private static int number(String option, String value, int least, int most) {
        if (!value.matches("\\d{1,9}")
                || Integer.parseInt(value) < least
                || Integer.parseInt(value) > most) {
            throw new Unusable(
                    option
                            + " needs a number from "
                            + least
                            + " to "
                            + most
                            + ", not '"
                            + value
                            + "'");
        }
        return Integer.parseInt(value);
    }
}
