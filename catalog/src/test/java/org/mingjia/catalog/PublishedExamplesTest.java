package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every worked example of the sample catalogue. */
class PublishedExamplesTest {
    static Stream<Arguments> examples() {
        return SampleCatalogue.rows("price_examples.csv").stream()
                .map(row ->
                        Arguments.of(
                                row.getField("example_id"),
                                row.getField("rule_id"),
                                row.getField("parameters"),
                                row.getField("expected_fen"),
                                row.getField("expected_baseline_fen")));
    }

    @Test
    void thereAreTwoHundredAndFiftyFiveExamples() {
        assertThat(examples()).hasSize(255);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("examples")
    void theEngineGivesThePublishedResult(
            String id, String ruleId, String parameters, String expected, String baseline) {
        Quote quote = SampleCatalogue.rule(ruleId).quote(SampleCatalogue.parameters(parameters));

        assertThat(interval(quote)).isEqualTo(expected);
        assertThat(baseline(quote)).isEqualTo(baseline);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("examples")
    void theWorkingEndsWhereTheQuoteDoes(
            String id, String ruleId, String parameters, String expected, String baseline) {
        Quote quote = SampleCatalogue.rule(ruleId).quote(SampleCatalogue.parameters(parameters));

        switch (quote) {
            case Quote.Priced priced -> {
                WorkingLine last = priced.working().getLast();
                assertThat(last.step()).isEqualTo(Step.ROUNDING);
                assertThat(last.lowFen()).isEqualTo(Long.toString(priced.minFen()));
                assertThat(last.highFen())
                        .isEqualTo(priced.maxFen() == null ? null : priced.maxFen().toString());
            }
            case Quote.NoStandard none -> assertThat(none.text()).isNotBlank();
        }
    }

    private static String interval(Quote quote) {
        return switch (quote) {
            case Quote.NoStandard _ -> "none";
            case Quote.Priced p -> text(p.minFen(), p.maxFen());
        };
    }

    private static String baseline(Quote quote) {
        return switch (quote) {
            case Quote.NoStandard _ -> "";
            case Quote.Priced p -> text(p.baselineMinFen(), p.baselineMaxFen());
        };
    }

    private static String text(long min, Long max) {
        if (max == null) {
            return min + ";";
        }
        return min == max ? Long.toString(min) : min + ";" + max;
    }
}
