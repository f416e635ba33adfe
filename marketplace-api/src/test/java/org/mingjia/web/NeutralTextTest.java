package org.mingjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that a spreadsheet would run is data. */
class NeutralTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠a",
                "=HYPERLINK(\"http://example.org\")"
            })
    void whatASpreadsheetWouldRunGetsAnApostrophe(String text) {
        assertThat(Answers.neutral(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "环评", "S-HJ-001", "a=b", "'=1", "1", "《环境影响评价法》"})
    void whatIsNoFormulaStaysAsItIs(String text) {
        assertThat(Answers.neutral(text)).isEqualTo(text);
    }
}
