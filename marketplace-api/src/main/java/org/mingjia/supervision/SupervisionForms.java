package org.mingjia.supervision;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What regulators, the operator and the agency say. */
final class SupervisionForms {

    private SupervisionForms() {}

    /**
     * What supervision found in a year; a later one corrects it.
     *
     * @param score 0 to 100
     */
    record SupervisionForm(
            @Nullable Integer year, @Nullable Integer score, @Nullable String ground) {}

    /** A result that was recorded. */
    record SupervisionStep(int year, int resultNo, int score) {}

    /** A finding that does not count any more. */
    record AnnulmentStep(UUID findingId) {}

    /** A measure that is proposed. */
    record MeasureForm(@Nullable String uscc, @Nullable String kind, @Nullable String ground) {}

    /** What the agency says to it. */
    record MeasureWordsForm(@Nullable String text) {}

    /**
     * Decides over a measure.
     *
     * @param decision {@code confirm} or {@code drop}
     * @param kind which of the five; as proposed unless said
     * @param months of a suspension, 3 to 6
     * @param years without re-entry after a removal, 1 or 2
     */
    record MeasureDecisionForm(
            @Nullable String decision,
            @Nullable String kind,
            @Nullable Integer months,
            @Nullable Integer years,
            @Nullable String reason) {}

    /** Grants or refuses a repair. */
    record RepairDecisionForm(@Nullable Boolean grant, @Nullable String reason) {}

    /** Where a measure stands. */
    record MeasureStep(UUID id, String status) {}
}
