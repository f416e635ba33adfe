package org.mingjia.ops.codegen;

import java.nio.file.Path;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.mingjia.ops.stack.EmbeddedStack;

/**
 * How jOOQ generates: tables, keys, enums and nothing that carries data; records of our own do
 * that.
 */
final class TableGeneration {
    /** Goes up with any change here: generated code of another configuration is stale. */
    static final String VERSION = "1";

    /** What btree_gist, citext and pg_trgm put into the schema, and Flyway's own table. */
    private static final String NOT_OURS =
            "(?i:flyway_schema_history|gbt_.*|gbtree.*|citext.*|gtrgm.*|regexp_.*)";

    private TableGeneration() {}

    static Configuration configuration(EmbeddedStack stack, Path output, String targetPackage) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(
                        new Jdbc()
                                .withDriver("org.postgresql.Driver")
                                .withUrl(stack.jdbcUrl())
                                .withUser(stack.ownerUser())
                                .withPassword(stack.ownerPassword()))
                .withGenerator(
                        new Generator()
                                .withDatabase(database())
                                .withGenerate(generate())
                                .withTarget(
                                        new Target()
                                                .withPackageName(targetPackage)
                                                .withDirectory(output.toString())));
    }

    private static Database database() {
        return new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema("public")
                .withOutputSchemaToDefault(true)
                .withExcludes(NOT_OURS)
                .withIncludeRoutines(false)
                .withIncludeSequences(false)
                .withIncludeExcludeColumns(false)
                .withForcedTypes(
                        forced("daterange", "LocalDateRange", "LocalDateRangeBinding"), citext());
    }

    private static ForcedType forced(String type, String userType, String binding) {
        return new ForcedType()
                .withUserType("org.jooq.postgres.extensions.types." + userType)
                .withBinding("org.jooq.postgres.extensions.bindings." + binding)
                .withIncludeTypes("(?i:" + type + ")");
    }

    private static ForcedType citext() {
        return new ForcedType()
                .withUserType("java.lang.String")
                .withBinding("org.jooq.postgres.extensions.bindings.CitextBinding")
                .withIncludeTypes("(?i:citext)");
    }

    private static Generate generate() {
        return new Generate()
                .withTables(true)
                .withKeys(true)
                .withIndexes(false)
                .withRecords(false)
                .withPojos(false)
                .withDaos(false)
                .withRelations(true)
                // a path join over a PERIOD key would join on equality, which is wrong
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withComments(true)
                .withGlobalObjectReferences(true)
                .withDefaultSchema(false)
                .withDefaultCatalog(false)
                .withGeneratedAnnotation(false)
                .withGeneratedSerialVersionUID(
                        org.jooq.meta.jaxb.GeneratedSerialVersionUID.CONSTANT)
                .withJavaTimeTypes(true);
    }
}
