package org.mingjia.supervision;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of supervision and measures. */
final class SupervisionViews {

    private SupervisionViews() {}

    /**
     * What was found in a year.
     *
     * @param counts whether it is the last of its year
     * @param authority name of the department it comes from; null where that was not kept
     */
    record ListedResult(
            int year,
            int resultNo,
            int score,
            String ground,
            boolean counts,
            @Nullable String authority,
            OffsetDateTime at,
            String place) {}

    /**
     * What was found of an agency's conduct.
     *
     * @param contractNumber null where it is of no contract
     * @param source number of the complaint or document
     * @param annulled why it does not count any more; null while it does
     * @param annulledBy name of the department; null where the operator did, or while it counts
     */
    record ListedFinding(
            UUID id,
            String kind,
            LocalDate foundOn,
            String ground,
            @Nullable String contractNumber,
            @Nullable String source,
            @Nullable String annulled,
            @Nullable OffsetDateTime annulledAt,
            @Nullable String annulledBy,
            String place) {}

    /**
     * A measure in the list of those it concerns.
     *
     * @param kind as proposed, and once it is confirmed as decided
     * @param year of the rating that it follows; null where somebody opened it
     * @param stateBy last day on which the agency is heard; null once it is decided
     */
    record ListedMeasure(
            UUID id,
            String uscc,
            String agencyName,
            String kind,
            String status,
            String ground,
            @Nullable Integer year,
            LocalDate openedOn,
            @Nullable LocalDate stateBy,
            boolean stated,
            @Nullable LocalDate decidedOn,
            @Nullable LocalDate endsOn,
            boolean repairAsked,
            String place) {}

    /** What the agency asks for, and what is said to it. */
    record RepairView(
            int repairNo,
            String text,
            OffsetDateTime at,
            @Nullable Boolean granted,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt) {}

    /** A measure whole. */
    record MeasureView(
            UUID id,
            String uscc,
            String agencyName,
            String proposedKind,
            String status,
            String ground,
            @Nullable Integer year,
            LocalDate openedOn,
            @Nullable LocalDate stateBy,
            @Nullable String statement,
            @Nullable OffsetDateTime statedAt,
            @Nullable String decidedKind,
            @Nullable Integer months,
            @Nullable Integer years,
            @Nullable String reason,
            @Nullable LocalDate decidedOn,
            @Nullable LocalDate endsOn,
            @Nullable UUID sanctionId,
            List<RepairView> repairs) {}

    /** A measure as everybody reads it: what was confirmed, and whether it was repaired. */
    record PublishedMeasure(
            UUID id,
            String uscc,
            String agencyName,
            String kind,
            String status,
            String ground,
            String reason,
            LocalDate decidedOn,
            @Nullable LocalDate endsOn,
            @Nullable OffsetDateTime repairedAt,
            String place) {}
}
