package org.mingjia.bench.figures;

import org.mingjia.bench.figures.Recordings.Statement;
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
 * pgbench with 16 connections that runs statements, prepared, with different bind values, in the
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
        return scripts(
                stack,
                folder,
                name,
                "",
                sets.stream().map(values -> List.of(new Statement(sql, values))).toList());
    }

    /**
     * Scripts of several statements, one after another, each a transaction.
     *
     * @param before what each script begins with
     */
    static Pgbench scripts(
            EmbeddedStack stack,
            Path folder,
            String name,
            String before,
            List<List<Statement>> scripts) {
        var command =
                new ArrayList<>(
                        List.of(
                                "pgbench",
                                "-n",
                                "-M",
                                "prepared",
                                "-c",
                                Integer.toString(Wrk.CONNECTIONS),
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
            for (int number = 0; number < scripts.size(); number++) {
                Path script = folder.resolve(name + "-" + number + ".sql");
                var text = new StringBuilder(before);
                var statements = scripts.get(number);
                for (int nth = 0; nth < statements.size(); nth++) {
                    String prefix = "v" + number + "_" + nth + "_";
                    var values = statements.get(nth).values();
                    text.append(script(statements.get(nth).sql(), prefix));
                    for (int n = 0; n < values.size(); n++) {
                        command.addAll(List.of("-D", prefix + (n + 1) + "=" + values.get(n)));
                    }
                }
                Files.writeString(script, text);
                command.addAll(List.of("-f", script.toString()));
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

    private static String script(String sql, String prefix) {
        return PARAMETER
                        .matcher(sql.replace('\n', ' '))
                        .replaceAll(found ->
                                Matcher.quoteReplacement(":" + prefix + found.group(1)))
                + ";\n";
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
