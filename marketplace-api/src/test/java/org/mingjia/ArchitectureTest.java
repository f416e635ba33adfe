package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Who may depend on whom, and what nobody may do; each rule is shown to bite. */
class ArchitectureTest {

    /** What runs in production and was written by hand: no tests, no stack, no generated tables. */
    private static final ImportOption OURS =
            location ->
                    new ImportOption.DoNotIncludeTests().includes(location)
                            && !location.contains("/org/mingjia/ops/");

    private static final ImportOption WRITTEN_BY_HAND =
            location -> OURS.includes(location) && !location.contains("/org/mingjia/db/");

    private static final JavaClasses PRODUCTION =
            new ClassFileImporter().withImportOption(WRITTEN_BY_HAND).importPackages("org.mingjia");

    static Stream<HouseRules.Rule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseRulesHold(HouseRules.Rule rule) {
        rule.rule().check(PRODUCTION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void everyHouseRuleCatchesEachOfItsPlantedViolations(HouseRules.Rule rule) {
        assertThat(rule.planted()).isNotEmpty();
        for (Class<?> violation : rule.planted()) {
            var planted = new ClassFileImporter().importClasses(violation);

            assertThatThrownBy(() -> rule.rule().check(planted))
                    .as("%s in %s", rule, violation)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(violation.getSimpleName());
        }
    }

    @Test
    void theRulesAreAskedOfTheWholeOfProduction() {
        assertThat(PRODUCTION.containPackage("org.mingjia.catalog")).isTrue();
        assertThat(PRODUCTION.containPackage("org.mingjia.search")).isTrue();
        assertThat(PRODUCTION.containPackage("org.mingjia.register")).isTrue();
        assertThat(PRODUCTION.containPackage("org.mingjia.ops.stack")).isFalse();
        assertThat(PRODUCTION.containPackage("org.mingjia.planted")).isFalse();
    }

    @Test
    void noPackageAndNoFileIsTooLarge() throws IOException {
        assertThat(SourceLimits.tooLong(SourceLimits.EVERYTHING)).isEmpty();
        assertThat(SourceLimits.crowded(SourceLimits.SERVICE)).isEmpty();
    }

    @Test
    void aFileOfTooManyLinesIsCaught(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("Fits.java"), "x\n".repeat(SourceLimits.MOST_LINES));
        Files.writeString(root.resolve("Long.java"), "x\n".repeat(SourceLimits.MOST_LINES + 1));

        assertThat(SourceLimits.tooLong(root))
                .singleElement()
                .asString()
                .contains("Long.java", "301");
    }

    @Test
    void aPackageOfTooManyFilesIsCaught(@TempDir Path root) throws IOException {
        plant(root.resolve("src/main/java/org/mingjia/fits"), SourceLimits.MOST_FILES);
        plant(root.resolve("src/main/java/org/mingjia/crowded"), SourceLimits.MOST_FILES + 1);

        assertThat(SourceLimits.crowded(root.resolve("src/main/java")))
                .singleElement()
                .asString()
                .contains("crowded", "16");
    }

    /** Files, and the package-info that does not count. */
    private static void plant(Path folder, int files) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package-info.java"), "x");
        for (int i = 0; i < files; i++) {
            Files.writeString(folder.resolve("File" + i + ".java"), "x");
        }
    }

    @Test
    void slicesDependOnlyOnWhatTheyNameAndShowOnlyTheirPublicTypes() {
        var modules = ApplicationModules.of(MingjiaApplication.class, OURS);

        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrder(
                        "catalog",
                        "selection",
                        "grading",
                        "search",
                        "db",
                        "platform",
                        "web",
                        "apidoc",
                        "identity",
                        "signin",
                        "files",
                        "admission",
                        "agency",
                        "register",
                        "quotes",
                        "offers",
                        "charges",
                        "sealing",
                        "bidding",
                        "biddocs",
                        "sheets",
                        "intake",
                        "pricing",
                        "tasks",
                        "timers",
                        "tender",
                        "notices",
                        "award",
                        "contract",
                        "contractpdf",
                        "fees",
                        "complaint",
                        "leads",
                        "desks",
                        "delivery",
                        "evaluation",
                        "rating",
                        "supervision",
                        "beacon",
                        "stuck",
                        "objections",
                        "indexing",
                        "matching",
                        "inbox",
                        "discovery");
        modules.verify();
    }

    @Test
    void aCircleOfModulesIsCaught() {
        var planted = ApplicationModules.of("org.mingjia.planted.cycle", everything());

        assertThatThrownBy(planted::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("Cycle detected")
                .hasMessageContaining("left")
                .hasMessageContaining("right");
    }

    @Test
    void aModuleThatReadsWhatStandsAboveItIsCaught() {
        var planted = ApplicationModules.of("org.mingjia.planted.upward", everything());

        assertThatThrownBy(planted::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("Lower")
                .hasMessageContaining("Upper");
    }

    private static ImportOption everything() {
        return _ -> true;
    }
}
