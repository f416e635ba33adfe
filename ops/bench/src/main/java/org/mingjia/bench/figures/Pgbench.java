package org.mingjia.bench.figures;

import org.mingjia.ops.stack.EmbeddedStack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pgbench with 16 connections that runs one statement, prepared, with different bind values, in the
 * service's name and under its settings.
 *
 * @param command all but the duration
 * @param environment where the server is
 */
record Pgbench(List<String> command, Map<String, String> environment) implements Arm.Load {
    private static final Pattern TPS = Pattern.compile("tps = ([\\d.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([\\d.]+) ms");
    private static final Pattern DONE =
            Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /** One script for each set of values; pgbench takes at most 128. */
    static Pgbench of(
            EmbeddedStack stack, Path folder, String name, String sql, List<List<String>> sets) {
        var command =
                new ArrayList<>(
                        List.of(
                                "pgbench",
                                "-n",
                                "-M",
                                "prepared",
                                "-c",
                                "16",
                                "-j",
                                "1",
                                "-h",
                                stack.postgresHost(),
                                "-p",
                                Integer.toString(stack.postgresPort()),
                                "-U",
                                stack.appUser()));
        try {
            Files.createDirectories(folder);
            for (int set = 0; set < sets.size(); set++) {
                Path script = folder.resolve(name + "-" + set + ".sql");
                Files.writeString(script, script(sql, set));
                command.addAll(List.of("-f", script.toString()));
                for (int n = 0; n < sets.get(set).size(); n++) {
                    command.addAll(
                            List.of("-D", variable(set, n + 1) + "=" + sets.get(set).get(n)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pgbench(
                command,
                Map.of(
                        "PGPASSWORD", stack.appPassword(),
                        "PGDATABASE", stack.database(),
                        "PGOPTIONS", "-c jit=off"));
    }

    private static String script(String sql, int set) {
        return PARAMETER
                        .matcher(sql.replace('\n', ' '))
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        ":" + variable(set, Integer.parseInt(found.group(1)))))
                + ";\n";
    }

    private static String variable(int set, int parameter) {
        return "v" + set + "_" + parameter;
    }

    @Override
    public Arm.Rate run(int seconds) {
        var all = new ArrayList<>(command);
        all.addAll(List.of("-T", Integer.toString(seconds)));
        String said = Command.run(all, environment);
        return new Arm.Rate(figure(TPS, said), figure(LATENCY, said), 0, (long) figure(DONE, said));
    }

    private static double figure(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("pgbench said nothing of use: " + said);
        }
        return Double.parseDouble(found.group(1));
    }
}
