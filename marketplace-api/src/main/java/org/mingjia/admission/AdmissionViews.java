package org.mingjia.admission;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.Completeness.ApplicationSection;

/** What the admission answers. */
interface AdmissionViews {

    /** An application as its agency sees it. */
    record ApplicationView(
            @Nullable String uscc,
            String name,
            @Schema(
                            allowableValues = {
                                "draft",
                                "applied",
                                "returned",
                                "published",
                                "removed",
                                "exited"
                            })
                    String status,
            int version,
            @Nullable OffsetDateTime appliedAt,
            @Nullable LocalDate decideBy,
            boolean overdue,
            @Nullable String decisionReason,
            @Nullable LocalDate admittedOn,
            AgencyApplication application,
            List<ApplicationSection> checks,
            List<JudgementView> items) {}

    /** The same as the operator sees it: with what was admitted before, and the files by name. */
    record ReviewView(
            ApplicationView now,
            @Nullable AgencyApplication admitted,
            List<String> changedSections,
            Map<UUID, String> files) {}

    /** Whether the papers cover an item; {@code confirmed} is for the operator to see. */
    record JudgementView(
            String itemCode,
            String itemName,
            String requirement,
            @Schema(allowableValues = {"none_required", "by_paper", "confirmed", "refused"})
                    String basis,
            List<String> kinds) {}

    /**
     * A line of the operator's queue.
     *
     * @param place where it stands in the queue
     */
    record QueueView(
            String uscc,
            String name,
            String status,
            @Nullable OffsetDateTime appliedAt,
            @Nullable LocalDate decideBy,
            boolean overdue,
            int version,
            long itemCount,
            boolean firstTime,
            String place) {}

    /** What became of one application. */
    record DecisionView(String uscc, String status, int version) {}

    /** What became of all of them. */
    record DecisionsView(List<DecisionView> results) {}
}
