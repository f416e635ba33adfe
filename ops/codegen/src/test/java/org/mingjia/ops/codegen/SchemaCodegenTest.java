package org.mingjia.ops.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCodegenTest {
    static final Path WORK = Path.of("target/codegen-work");

    @TempDir static Path scratch;

    static Path migrations;
    static SchemaCodegen codegen;

    @BeforeAll
    static void generateOnce() throws Exception {
        migrations = Files.createDirectory(scratch.resolve("migrations"));
        Files.copy(
                Path.of("src/test/resources/migrations/V001__scratch.sql"),
                migrations.resolve("V001__scratch.sql"));
        codegen = new SchemaCodegen(migrations, scratch.resolve("out"), "scratch.db", WORK);
        Files.deleteIfExists(WORK.resolve("schema.stamp"));

        assertThat(codegen.run()).isTrue();
    }

    @Test
    void tablesCarryTypedColumns() throws IOException {
        assertThat(generated("tables/Price.java"))
                .contains("TableField<Record, LocalDateRange> VALID")
                .contains("TableField<Record, Payer> PAYER")
                .contains("TableField<Record, JSONB> BODY")
                .contains("TableField<Record, String[]> TAGS")
                .contains("TableField<Record, Long> CEILING")
                .contains("TableField<Record, String> NICKNAME")
                .contains("TableField<Record, LocalDate> STARTED")
                .contains("TableField<Record, String> SHOUTED");
    }

    @Test
    void keysKeepTheNamesOfTheirConstraints() throws IOException {
        assertThat(generated("Keys.java"))
                .contains(
                        "price_one_version_at_a_time",
                        "price_ceiling_key",
                        "fee_key",
                        "fee_at_the_price_in_force");
    }

    @Test
    void neitherRecordsNorRoutinesNorExtensionsNorFlywaysTableAreGenerated() throws IOException {
        try (var files = Files.walk(scratch.resolve("out"))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "Price.java",
                            "Fee.java",
                            "Payer.java",
                            "Domains.java",
                            "Keys.java",
                            "Tables.java");
        }
    }

    @Test
    void anUnchangedSchemaStartsNoDatabase() throws Exception {
        long start = System.nanoTime();

        assertThat(codegen.run()).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aBrokenMigrationIsNamedEachTimeAndLeavesNoDatabase() throws Exception {
        var broken = Files.createDirectory(scratch.resolve("broken"));
        Files.writeString(
                broken.resolve("V001__broken.sql"), "create table nonsense (id nosuchtype);");
        var refused = new SchemaCodegen(broken, scratch.resolve("broken-out"), "scratch.db", WORK);

        assertThatThrownBy(refused::run).hasMessageContaining("nosuchtype");
        assertThatThrownBy(refused::run).hasMessageContaining("nosuchtype");

        try (var left = Files.list(WORK)) {
            assertThat(left)
                    .noneMatch(entry -> entry.getFileName().toString().startsWith("database"));
        }
    }

    private static String generated(String file) throws IOException {
        return Files.readString(scratch.resolve("out/scratch/db").resolve(file));
    }
}
