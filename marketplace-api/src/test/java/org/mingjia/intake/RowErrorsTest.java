package org.mingjia.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mingjia.Sending.toScratch;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

class RowErrorsTest {

    private static final Table ITEMS = Table.items("S-ERR-", 2);
    private static final Table RULE = Table.rule("R-ERR-1", "S-HJ-001");
    private static final Table TIERS = Table.tiers("R-ERR-1");

    static Stream<Arguments> brokenCells() {
        return Stream.of(
                arguments(
                        "a value off the list", ITEMS.with(2, "payer", "nobody"), "3 payer one-of"),
                arguments("a blank", ITEMS.with(1, "name", " "), "2 name required"),
                arguments("a code of another shape", ITEMS.with(1, "code", "S-1"), "2 code format"),
                arguments(
                        "an endless name",
                        ITEMS.with(1, "name", "长".repeat(201)),
                        "2 name too-long"),
                arguments(
                        "a control character",
                        ITEMS.with(1, "name", "a\u0000b"),
                        "2 name control-character"),
                arguments(
                        "days that are no number",
                        ITEMS.with(1, "statutory_working_days", "ten"),
                        "2 statutory_working_days whole-number"),
                arguments(
                        "no days at all",
                        ITEMS.with(1, "statutory_working_days", "0"),
                        "2 statutory_working_days range"),
                arguments(
                        "an act that is no code",
                        ITEMS.with(1, "act_codes", "A-FGW-001;x"),
                        "2 act_codes format"),
                arguments(
                        "an act twice",
                        ITEMS.with(1, "act_codes", "A-FGW-001;A-FGW-001"),
                        "2 act_codes duplicate"),
                arguments(
                        "an act not on the list",
                        ITEMS.with(2, "act_codes", "A-NONE-9"),
                        "3 act_codes reference"),
                arguments(
                        "the same key twice", ITEMS.with(2, "code", "S-ERR-1"), "3 code duplicate"),
                arguments(
                        "an unknown column",
                        ITEMS.plus("colour", "red"),
                        "1 colour unknown-column"),
                arguments("a column twice", ITEMS.plus("name", "x"), "1 name duplicate-column"),
                arguments("a missing column", ITEMS.without("payer"), "1 - unknown-table"),
                arguments(
                        "fewer cells than columns",
                        Table.of("term|synonyms|item_codes", "试错词|别名"),
                        "2 - too-few-cells"),
                arguments(
                        "more cells than columns",
                        Table.of("term|synonyms|item_codes", "试错词|别名||x"),
                        "2 - too-many-cells"),
                arguments("cells under no name", ITEMS.plus("", "x"), "2 - too-many-cells"),
                arguments(
                        "a department that is none",
                        Table.acts("A-ERR-1").with(1, "department_code", "433100-NONE"),
                        "2 department_code reference"),
                arguments(
                        "neither yes nor no",
                        Table.acts("A-ERR-1").with(1, "has_intermediary", "maybe"),
                        "2 has_intermediary one-of"),
                arguments(
                        "a date that does not exist",
                        Table.of("date|type|name|source", "2027-02-30|holiday|x|test"),
                        "2 date date"),
                arguments(
                        "a date before the republic",
                        Table.of("date|type|name|source", "1900-01-01|holiday|x|test"),
                        "2 date date"),
                arguments(
                        "a region without its parent",
                        Table.of("code|name|parent_code|level", "999999|无|999900|county"),
                        "2 parent_code reference"),
                arguments(
                        "a synonym of nothing",
                        Table.of("term|synonyms|item_codes", "试错词|别名|S-NONE-1"),
                        "2 item_codes reference"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenCells")
    void aBrokenRowIsNamedByRowColumnAndRule(String what, Table table, String error) {
        Answer refused = Scratch.withoutTrace(() -> toScratch().file("broken.csv", table).send());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("import-refused");
        assertThat(refused.errors()).contains(error);
        assertThat(refused.body().at("/errors/0/file").asString()).isEqualTo("broken.csv");
        assertThat(refused.body().at("/errors/0/detail").asString()).isNotBlank();
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                arguments(
                        "decimal comma",
                        RULE.with(1, "adjust_min", "0,8"),
                        TIERS,
                        "2 adjust_min decimal"),
                arguments(
                        "binary notation",
                        RULE.with(1, "adjust_min", "8e-1"),
                        TIERS,
                        "2 adjust_min decimal"),
                arguments(
                        "not a number",
                        RULE.with(1, "adjust_min", "NaN"),
                        TIERS,
                        "2 adjust_min decimal"),
                arguments(
                        "negative",
                        RULE.with(1, "adjust_min", "-0.8"),
                        TIERS,
                        "2 adjust_min decimal"),
                arguments(
                        "adjust_min above adjust_max",
                        RULE.with(1, "adjust_min", "1.3"),
                        TIERS,
                        "2 adjust_min low-above-high"),
                arguments(
                        "floor above cap",
                        RULE.with(1, "floor_fen", "200").with(1, "cap_fen", "100"),
                        TIERS,
                        "2 floor_fen floor-above-cap"),
                arguments(
                        "ends before it starts",
                        RULE.with(1, "effective_to", "2019-12-31"),
                        TIERS,
                        "2 effective_from from-after-to"),
                arguments(
                        "factors that are no JSON",
                        RULE.with(1, "factors", "[{"),
                        TIERS,
                        "2 factors json"),
                arguments(
                        "factors without a key",
                        RULE.with(1, "factors", "[{\"label\":\"x\"}]"),
                        TIERS,
                        "2 factors json"),
                arguments(
                        "factors that are no list",
                        RULE.with(1, "factors", "{}"),
                        TIERS,
                        "2 factors json"),
                arguments(
                        "a rule of no item",
                        RULE.with(1, "item_code", "S-NONE-1"),
                        TIERS,
                        "2 item_code reference"),
                arguments(
                        "a gap between tiers",
                        RULE,
                        TIERS.with(2, "lower_bound", "200"),
                        "3 lower_bound tier-gap"),
                arguments(
                        "tiers that overlap",
                        RULE,
                        TIERS.with(2, "lower_bound", "50"),
                        "3 lower_bound tier-overlap"),
                arguments(
                        "a tier upside down",
                        RULE,
                        TIERS.with(2, "upper_bound", "90"),
                        "3 upper_bound empty-tier"),
                arguments(
                        "a rate above one",
                        RULE,
                        TIERS.with(1, "rate_or_amount", "1.5"),
                        "2 rate_or_amount rate-above-one"),
                arguments(
                        "a tier of no rule",
                        RULE,
                        TIERS.with(2, "rule_id", "R-NONE-1"),
                        "3 rule_id reference"),
                arguments("tiers missing", RULE, null, "2 tiers_known tiers-missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRules")
    void aRuleThatCannotBeComputedIsNamedByRowColumnAndRule(
            String what, Table rule, Table tiers, String error) {
        Answer refused =
                Scratch.withoutTrace(() -> {
                    var sending = toScratch().file("rules.csv", rule);
                    return (tiers == null ? sending : sending.file("tiers.csv", tiers)).send();
                });

        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
        assertThat(refused.errors()).contains(error);
        assertThat(refused.body().at("/errors/0/file").asString())
                .isEqualTo(rule.equals(RULE) && tiers != null ? "tiers.csv" : "rules.csv");
    }

    @Test
    void aKeyThatStandsInTwoFilesIsNamedWithItsFirstPlace() {
        Answer refused =
                Scratch.withoutTrace(
                        () -> toScratch().file("a.csv", ITEMS).file("b.csv", ITEMS).send());

        assertThat(refused.errors()).contains("2 code duplicate", "3 code duplicate");
        assertThat(refused.body().at("/errors/0/file").asString()).isEqualTo("b.csv");
        assertThat(refused.body().at("/errors/0/detail").asString()).contains("a.csv 第 2 行");
    }

    @Test
    void allErrorsAreToldAtOnceAndTheirNumberIsTrueWhenTheListIsCut() {
        Table many = Table.items("S-MANY-", 700);
        for (int row = 1; row <= 700; row++) {
            many = row % 2 == 0 ? many : many.with(row, "payer", "nobody");
        }
        Table manyBroken =
                new Table(
                        many.header(),
                        many.rows().stream()
                                .map(row -> {
                                    var cells = new java.util.ArrayList<>(row);
                                    cells.set(10, "certain");
                                    return java.util.List.copyOf(cells);
                                })
                                .toList());

        Answer refused =
                Scratch.withoutTrace(() -> toScratch().file("many.csv", manyBroken).send());

        assertThat(refused.number("errorCount")).isEqualTo(1050);
        assertThat(refused.body().path("errors")).hasSize(500);
        assertThat(refused.text("detail")).contains("1050");
    }

    @Test
    void theLineIsTheOneThatAnEditorShowsEvenAfterACellOfSeveralLines() {
        Table table = ITEMS.with(1, "notes", "第一行\n第二行").with(2, "payer", "nobody");

        Answer refused = Scratch.withoutTrace(() -> toScratch().file("lines.csv", table).send());

        assertThat(refused.errors()).containsExactly("4 payer one-of");
    }
}
