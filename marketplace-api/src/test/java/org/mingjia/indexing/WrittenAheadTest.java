package org.mingjia.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written as of the head is not written again before the head is reached. */
class WrittenAheadTest {

    private final WrittenAhead ahead = new WrittenAhead();

    @Test
    void whatIsWrittenAsOfTheHeadIsLeftOutUntilTheHead() {
        ahead.wrote(Touched.list(List.of("S-1", "S-2"), List.of("A-1")), 100);
        assertThat(ahead.missing(Touched.list(List.of("S-2", "S-3"), List.of("A-1", "A-2")), 100))
                .isEqualTo(Touched.list(List.of("S-3"), List.of("A-2")));
    }

    @Test
    void anEventAfterTheHeadIsWritten() {
        var touched = Touched.list(List.of("S-1"), List.of());
        ahead.wrote(touched, 100);
        assertThat(ahead.missing(touched, 101)).isEqualTo(touched);
    }

    @Test
    void whatIsWrittenLaterCountsOnlyUpToTheFirstHead() {
        ahead.wrote(Touched.list(List.of("S-1"), List.of()), 100);
        var later = Touched.list(List.of("S-2"), List.of());
        ahead.wrote(later, 150);
        assertThat(ahead.missing(later, 120)).isEqualTo(later);
    }

    @Test
    void anActAndAnItemOfTheSameCodeAreTwoThings() {
        ahead.wrote(Touched.list(List.of("X"), List.of()), 100);
        var act = Touched.list(List.of(), List.of("X"));
        assertThat(ahead.missing(act, 50)).isEqualTo(act);
    }
}
