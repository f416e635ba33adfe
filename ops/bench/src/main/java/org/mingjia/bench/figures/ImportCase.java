package org.mingjia.bench.figures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An import through the API beside COPY of the rows that it left, into tables of the same shape.
 */
final class ImportCase {
    private static final List<String> TABLES =
            List.of("administrative_act", "service_item", "act_item");

    private ImportCase() {}

    /**
     * @param rows of the files that were imported
     * @param seconds that the imports took
     */
    static void measure(
            Sitting sitting, FigureOptions options, Report report, int rows, double seconds) {
        copyTables(sitting);
        var times = new ArrayList<Double>();
        for (int round = 0; round < options.rounds(); round++) {
            times.add(copy(sitting));
        }
        sitting.sql("drop schema bench cascade");
        double copied = rows / Arm.median(times);
        double imported = rows / seconds;
        report.step("import     %,9.0f rows/s; COPY %,9.0f rows/s".formatted(imported, copied));
        report.add(
                Figure.atLeast(
                        "import : COPY",
                        imported / copied,
                        "×",
                        0.05,
                        ("%,.0f of %,.0f rows/s; an import checks, compares, writes a link and an event for each"
                                        + " row, and the index follows beside it")
                                .formatted(imported, copied)));
    }

    private static void copyTables(Sitting sitting) {
        sitting.sql("drop schema if exists bench cascade", "create schema bench");
        for (String table : TABLES) {
            sitting.sql(
                    "create table bench.%1$s (like public.%1$s including all)".formatted(table));
            String code = table.equals("act_item") ? "act_code" : "code";
            psql(
                    sitting,
                    List.of(
                            "\\copy (select * from %s where %s like '%%-GEN-%%') to '%s'"
                                    .formatted(table, code, file(sitting, table))));
        }
    }

    /** Seconds for all tables, in one transaction. */
    private static double copy(Sitting sitting) {
        TABLES.forEach(table -> sitting.sql("truncate bench." + table));
        long start = System.nanoTime();
        psql(
                sitting,
                TABLES.stream()
                        .map(table ->
                                "\\copy bench.%s from '%s'".formatted(table, file(sitting, table)))
                        .toList());
        return Sitting.seconds(start);
    }

    private static void psql(Sitting sitting, List<String> commands) {
        var stack = sitting.stack();
        var command =
                new ArrayList<>(
                        List.of(
                                "psql",
                                "-X",
                                "-q",
                                "-1",
                                "-v",
                                "ON_ERROR_STOP=1",
                                "-h",
                                stack.postgresHost(),
                                "-p",
                                Integer.toString(stack.postgresPort()),
                                "-U",
                                stack.ownerUser(),
                                "-d",
                                stack.database()));
        commands.forEach(each -> command.addAll(List.of("-c", each)));
        Command.run(command, Map.of("PGPASSWORD", stack.ownerPassword()));
    }

    private static Path file(Sitting sitting, String table) {
        return sitting.work().resolve(table + ".copy");
    }
}
