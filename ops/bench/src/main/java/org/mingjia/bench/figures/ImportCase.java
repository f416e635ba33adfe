package org.mingjia.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** An import through the API beside COPY of the rows that it left, into tables of the same shape. */
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
            sitting.sql("create table bench.%1$s (like public.%1$s including all)".formatted(table));
            try (var connection = sitting.connect();
                    var out = Files.newOutputStream(file(sitting, table))) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (select * from %s where %s like '%%-GEN-%%') to stdout"
                                        .formatted(
                                                table,
                                                table.equals("act_item") ? "act_code" : "code"),
                                out);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static double copy(Sitting sitting) {
        TABLES.forEach(table -> sitting.sql("truncate bench." + table));
        long start = System.nanoTime();
        try (var connection = sitting.connect()) {
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                try (var in = Files.newInputStream(file(sitting, table))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy bench." + table + " from stdin", in);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sitting.seconds(start);
    }

    private static Path file(Sitting sitting, String table) {
        return sitting.work().resolve(table + ".copy");
    }
}
