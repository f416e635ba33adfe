package org.mingjia.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsccTest {

    static Stream<String> codesOfTheSample() throws IOException {
        return Files.readAllLines(SampleCatalogue.FOLDER.resolve("agencies_sample.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[2]);
    }

    @ParameterizedTest
    @MethodSource("codesOfTheSample")
    void everyCodeOfTheSampleIsValid(String code) {
        assertThat(Uscc.of(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91430000dem000014t", " 91430000DEM000014T "})
    void lowerCaseIsAcceptedAndKeptInUpperCase(String written) {
        assertThat(Uscc.of(written).code()).isEqualTo("91430000DEM000014T");
    }

    @ParameterizedTest
    @MethodSource("codesOfTheSample")
    void everyChangeOfOneCharacterIsNoticed(String code) {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (int i = 0; i < code.length(); i++) {
            for (int at = 0; at < alphabet.length(); at++) {
                char other = alphabet.charAt(at);
                String changed = code.substring(0, i) + other + code.substring(i + 1);
                if (other != code.charAt(i)) {
                    assertThatThrownBy(() -> Uscc.of(changed))
                            .as(changed)
                            .isInstanceOf(UsccRefused.class);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "91430000DEM000014, uscc-length",
        "'', uscc-length",
        "91430000DEM000014TT, uscc-length",
        "9143000IDEM000014T, uscc-letter",
        "91430000DEM00O014T, uscc-letter",
        "91430000DEM0000s4T, uscc-letter",
        "V1430000DEM000014T, uscc-letter",
        "91430000DEM000014z, uscc-letter",
        "９1430000DEM000014T, uscc-character",
        "9143-000DEM000014T, uscc-character",
        "91430000DEM0000ſ4T, uscc-character",
        "9143A000DEM000014T, uscc-region",
        "91430000DEM000013T, uscc-check-digit",
        "91430000DEM000014U, uscc-check-digit",
    })
    void whatIsWrongIsSaidByRule(String code, String rule) {
        assertThatThrownBy(() -> Uscc.of(code))
                .isInstanceOfSatisfying(
                        UsccRefused.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    @Test
    void theLetterThatIsNeverUsedIsNamed() {
        assertThatThrownBy(() -> Uscc.of("91430000DEM00O014T"))
                .isInstanceOfSatisfying(
                        UsccRefused.class,
                        refused -> assertThat(refused.detailZh()).contains("第 14 位", "O"));
    }
}
