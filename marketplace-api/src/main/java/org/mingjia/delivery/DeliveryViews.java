package org.mingjia.delivery;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of deliverables. */
final class DeliveryViews {

    private DeliveryViews() {}

    /**
     * What was handed in under a contract, and what was said of it.
     *
     * @param deliverUntil until when it has to be handed in; null while nothing has to be
     * @param acceptBy when the owner's silence accepts it; null where nothing waits for the owner,
     *     or the calendar is not loaded
     * @param files in the order in which they came, replaced ones too; the owner sees those of
     *     deliveries
     */
    record DeliveryView(
            String number,
            String title,
            String status,
            LocalDate deliverBy,
            @Nullable OffsetDateTime deliverUntil,
            @Nullable OffsetDateTime acceptBy,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate acceptedOn,
            @Nullable Boolean acceptedBySilence,
            List<MaterialView> materials,
            List<DeliverableView> files,
            List<HandedIn> deliveries,
            List<RecordedOutcome> outcomes) {}

    /** A material of the list. */
    record MaterialView(int materialNo, String name, boolean required) {}

    /**
     * A file.
     *
     * @param replacedBy the file that took its place; null while it counts
     * @param identicalTo contracts of other projects under which the same bytes were handed in
     */
    record DeliverableView(
            int fileNo,
            int materialNo,
            UUID fileId,
            String name,
            long size,
            String mediaType,
            String sha256,
            OffsetDateTime at,
            @Nullable Integer replacedBy,
            List<String> identicalTo) {}

    /**
     * A delivery.
     *
     * @param status submitted, superseded, returned or accepted
     * @param bySilence whether the owner let its time pass
     */
    record HandedIn(
            int deliveryNo,
            @Nullable String note,
            List<Signatory> signatories,
            List<Integer> files,
            OffsetDateTime at,
            String status,
            boolean bySilence,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt) {}

    /**
     * Who answers for a report.
     *
     * @param registered whether the agency's admitted practitioners hold that certificate on the
     *     day of the delivery
     */
    record Signatory(String name, String certificate, boolean registered) {}

    /** What the approving department decided. */
    record RecordedOutcome(
            int outcomeNo,
            int deliveryNo,
            String outcome,
            LocalDate decidedOn,
            @Nullable String document,
            @Nullable String reason,
            OffsetDateTime at) {}

    /**
     * An item's material list.
     *
     * @param version 0 where the list of items alone says what is delivered
     * @param since null for version 0
     * @param reason null for version 0, and where none was kept
     * @param earlier the last twenty before it, the last first
     */
    record MaterialList(
            String itemCode,
            int version,
            @Nullable OffsetDateTime since,
            @Nullable String reason,
            List<MaterialView> materials,
            List<EarlierMaterials> earlier) {}

    /** A list that holds for contracts signed before there was another. */
    record EarlierMaterials(
            int version,
            OffsetDateTime since,
            @Nullable String reason,
            List<MaterialView> materials) {}

    /** The same bytes under two contracts of different projects; the later one first. */
    record IdenticalFile(
            String number,
            String title,
            String agencyName,
            String material,
            String fileName,
            String sha256,
            OffsetDateTime at,
            String otherNumber,
            String otherTitle,
            String otherAgencyName,
            OffsetDateTime otherAt,
            boolean sameAgency,
            String place) {}
}
