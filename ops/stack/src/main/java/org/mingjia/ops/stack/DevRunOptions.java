package org.mingjia.ops.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@link DevRun}; {@code ops/run} checks nothing itself but {@code --help}.
 *
 * @param root the project's root folder
 * @param data data folder
 * @param port the API's port
 * @param postgresPort PostgreSQL's port
 * @param elasticsearchPort Elasticsearch's port
 * @param fresh throw the data away first
 * @param sample load the sample catalogue into an empty register
 * @param train whether to write the start-up caches first; empty: if nobody has yet
 */
record DevRunOptions(
        Path root,
        Path data,
        int port,
        int postgresPort,
        int elasticsearchPort,
        boolean fresh,
        boolean sample,
        Optional<Boolean> train) {

    /**
     * Reads the arguments.
     *
     * @throws Unusable naming the argument that is wrong
     */
    static DevRunOptions parse(String... arguments) {
        var rest = new ArrayList<>(List.of(arguments));
        Path root = Path.of(rest.removeFirst()).toAbsolutePath();
        Path data = root.resolve(".mingjia");
        int port = 8080;
        int postgresPort = 15432;
        int elasticsearchPort = 19200;
        boolean fresh = false;
        boolean sample = true;
        Optional<Boolean> train = Optional.empty();
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case "--fresh" -> fresh = true;
                case "--no-sample" -> sample = false;
                case "--train" -> train = Optional.of(true);
                case "--no-train" -> train = Optional.of(false);
                case "--data" -> data = Path.of(value(option, rest)).toAbsolutePath().normalize();
                case "--port" -> port = port(option, rest);
                case "--pg-port" -> postgresPort = port(option, rest);
                case "--es-port" -> elasticsearchPort = port(option, rest);
                default -> throw new Unusable("unknown option " + option + "; see ops/run --help");
            }
        }
        return new DevRunOptions(
                root, data, port, postgresPort, elasticsearchPort, fresh, sample, train);
    }

    private static String value(String option, List<String> rest) {
        if (rest.isEmpty()) {
            throw new Unusable(option + " needs a value; see ops/run --help");
        }
        return rest.removeFirst();
    }

    private static int port(String option, List<String> rest) {
        var value = value(option, rest);
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new Unusable(
                    option + " needs a port from 0 (any free one) to 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    /** The command line cannot be used; the message names what is wrong with it. */
    static final class Unusable extends StackFailure {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }
}
