package org.mingjia.agency;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be read of agencies, for its description: PostgreSQL writes most of it itself. */
interface AgencyViews {

    /** A line of the directory. */
    record AgencyLine(
            String uscc,
            String name,
            @Nullable String regionCode,
            @Nullable String regionName,
            @Schema(allowableValues = {"available", "warned", "suspended", "removed", "exited"})
                    String standing,
            long itemCount,
            List<String> qualificationNames,
            List<String> regionCodes,
            LocalDate admittedOn,
            String place) {}

    /** An agency's public page. */
    record AgencyView(
            String uscc,
            String name,
            @Nullable String regionCode,
            @Nullable String regionName,
            @Schema(allowableValues = {"available", "warned", "suspended", "removed", "exited"})
                    String standing,
            LocalDate asOf,
            LocalDate admittedOn,
            @Nullable LocalDate exitedOn,
            @Nullable String exitReason,
            AgencyProfileView profile,
            List<QualificationView> qualifications,
            List<PractitionerView> practitioners,
            List<ServedRegionView> regions,
            List<AgencyItemView> items,
            List<SanctionView> sanctions,
            List<AgencyStepView> history) {}

    /** The agency itself. */
    record AgencyProfileView(
            String legalRepresentative,
            LocalDate establishedOn,
            long registeredCapitalFen,
            String address,
            String phone,
            @Nullable String website,
            @Nullable String introduction) {}

    /**
     * A paper.
     *
     * @param validTo the last day on which it is valid
     * @param daysLeft until then; negative once it has expired
     */
    record QualificationView(
            UUID id,
            String kind,
            String kindName,
            @Nullable String level,
            String number,
            @Nullable String issuer,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable Integer daysLeft,
            boolean expired,
            @Nullable UUID fileId) {}

    /**
     * A practitioner.
     *
     * @param certificateNumber masked in the middle
     */
    record PractitionerView(
            String name,
            String certificateKind,
            String certificateNumber,
            boolean lead,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            boolean expired) {}

    /** Where it serves. */
    record ServedRegionView(String code, @Nullable String name) {}

    /**
     * What it offers.
     *
     * @param reason why not, null when it is available
     * @param basis {@code confirmed}: no program can tell; the operator confirmed it
     * @param validTo the last day for which it was admitted, its paper's last at most
     */
    record AgencyItemView(
            String itemCode,
            @Nullable String itemName,
            boolean available,
            @Schema(
                            allowableValues = {
                                "not-admitted",
                                "suspended",
                                "removed",
                                "exited",
                                "paper-expired",
                                "not-yet",
                                "not-offered"
                            })
                    @Nullable String reason,
            @Schema(allowableValues = {"none_required", "by_paper", "confirmed"}) String basis,
            String requirement,
            @Nullable UUID qualificationId,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /**
     * A sanction.
     *
     * @param to the last day; null when it has no term
     */
    record SanctionView(
            UUID id,
            @Schema(allowableValues = {"warning", "suspension", "removal"}) String kind,
            String ground,
            @Nullable String document,
            LocalDate from,
            @Nullable LocalDate to,
            boolean inForce,
            @Nullable LocalDate liftedOn,
            @Nullable String liftReason) {}

    /** A step of its way through the market. */
    record AgencyStepView(OffsetDateTime at, String kind) {}
}
