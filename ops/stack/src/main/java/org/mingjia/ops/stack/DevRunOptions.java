package org.mingjia.ops.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
 */
record DevRunOptions(
        Path root,
        Path data,
        int port,
        int postgresPort,
        int elasticsearchPort,
        boolean fresh,
        boolean sample) {

    /**
     * Reads the arguments.
     *
     * @throws Unusable naming the argument that is wrong
     */
    static DevRunOptions parse(String... arguments) {
        var rest = new ArrayList<>(List.of(arguments));
        Path root = Path.of(rest.removeFirst()).toAbsolutePath();
        var options =
                new DevRunOptions(root, root.resolve(".mingjia"), 8080, 15432, 19200, false, true);
        while (!rest.isEmpty()) {
            options = options.with(rest.removeFirst(), rest);
        }
        return options;
    }

    private DevRunOptions with(String option, List<String> rest) {
        return switch (option) {
            case "--fresh" ->
                    new DevRunOptions(
                            root, data, port, postgresPort, elasticsearchPort, true, sample);
            case "--no-sample" ->
                    new DevRunOptions(
                            root, data, port, postgresPort, elasticsearchPort, fresh, false);
            case "--data" ->
                    new DevRunOptions(
                            root,
                            Path.of(value(option, rest)).toAbsolutePath().normalize(),
                            port,
                            postgresPort,
                            elasticsearchPort,
                            fresh,
                            sample);
            case "--port" ->
                    new DevRunOptions(
                            root,
                            data,
                            port(option, rest),
                            postgresPort,
                            elasticsearchPort,
                            fresh,
                            sample);
            case "--pg-port" ->
                    new DevRunOptions(
                            root, data, port, port(option, rest), elasticsearchPort, fresh, sample);
            case "--es-port" ->
                    new DevRunOptions(
                            root, data, port, postgresPort, port(option, rest), fresh, sample);
            default -> throw new Unusable("unknown option " + option + "; see ops/run --help");
        };
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
