package org.mingjia.ops.codegen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.mingjia.ops.stack.EmbeddedStack;
import org.mingjia.ops.stack.FileTree;

/**
 * Migrations in, Java tables out: {@code SchemaCodegen <migrations folder> <output folder> <target
 * package> <work folder>}.
 *
 * <p>Nothing is started when migrations, versions and configuration are those of the last run. The
 * database is thrown away afterwards; the unpacked PostgreSQL stays in the work folder.
 */
public final class SchemaCodegen {
    /** Held here because the logging framework holds its loggers weakly. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    private final Path migrations;
    private final Path output;
    private final String targetPackage;
    private final Path work;

    SchemaCodegen(Path migrations, Path output, String targetPackage, Path work) {
        this.migrations = migrations;
        this.output = output;
        this.targetPackage = targetPackage;
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println(
                    "usage: SchemaCodegen <migrations folder> <output folder> <target package> <work folder>");
            System.exit(2);
        }
        long start = System.nanoTime();
        boolean generated =
                new SchemaCodegen(
                                Path.of(arguments[0]),
                                Path.of(arguments[1]),
                                arguments[2],
                                Path.of(arguments[3]))
                        .run();
        System.out.printf(
                "schema code %s (%d ms)%n",
                generated ? "generated" : "is up to date",
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /**
     * Generates if need be.
     *
     * @return whether anything was generated
     */
    boolean run() throws Exception {
        var stamp =
                new GenerationStamp(
                        work.resolve("schema.stamp"), migrations, output, targetPackage);
        if (stamp.isCurrent()) {
            return false;
        }
        quieten();
        Files.createDirectories(work);
        var data = Files.createTempDirectory(work, "database");
        try (var stack =
                EmbeddedStack.start(
                        EmbeddedStack.options()
                                .dataDir(data)
                                .keepData(false)
                                .cacheDir(work.resolve("cache"))
                                .postgres(true))) {
            migrate(stack);
            FileTree.delete(output);
            GenerationTool.generate(TableGeneration.configuration(stack, output, targetPackage));
        }
        stamp.write();
        return true;
    }

    /** A build log has no room for what works. */
    private static void quieten() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        FLYWAY_LOG.setLevel(Level.WARNING);
    }

    private void migrate(EmbeddedStack stack) {
        Flyway.configure()
                .dataSource(stack.jdbcUrl(), stack.ownerUser(), stack.ownerPassword())
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
    }
}
