package org.mingjia.delivery;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of deliverables. */
final class DeliveryForms {

    private DeliveryForms() {}

    /**
     * A file for a material.
     *
     * @param fileId an upload of one's own
     * @param replacesNo the file of the same material that it takes the place of; null for a
     *     further one
     */
    record DeliverableForm(
            @Nullable Integer materialNo, @Nullable UUID fileId, @Nullable Integer replacesNo) {}

    /**
     * Hands in all files of the moment.
     *
     * @param signatories who answers for the report by name
     */
    record DeliveryForm(@Nullable String note, @Nullable List<SignatoryForm> signatories) {

        List<SignatoryForm> given() {
            return signatories == null
                    ? List.of()
                    : signatories.stream().filter(Objects::nonNull).toList();
        }
    }

    /**
     * Who signs a report.
     *
     * @param certificate 资格证书编号
     */
    record SignatoryForm(@Nullable String name, @Nullable String certificate) {}

    /**
     * The owner's answer.
     *
     * @param deliveryNo the delivery that was looked at
     * @param reason what has to be mended; required when it is returned
     */
    record DeliveryAnswerForm(
            @Nullable Integer deliveryNo, @Nullable Boolean accept, @Nullable String reason) {}

    /**
     * What the approving department decided.
     *
     * @param outcome {@code accepted} or {@code returned}
     * @param document 文号; null without one
     */
    record OutcomeForm(
            @Nullable String outcome,
            @Nullable LocalDate decidedOn,
            @Nullable String document,
            @Nullable String reason) {}

    /**
     * A new version of an item's material list.
     *
     * @param basedOn the version it was made of: refused where there is another by now
     * @param reason read by everybody
     */
    record MaterialsForm(
            @Nullable Integer basedOn,
            @Nullable List<MaterialForm> materials,
            @Nullable String reason) {

        List<MaterialForm> given() {
            return materials == null
                    ? List.of()
                    : materials.stream().filter(Objects::nonNull).toList();
        }
    }

    /** A material; required unless said otherwise. */
    record MaterialForm(@Nullable String name, @Nullable Boolean required) {}

    /**
     * Where a contract stands after a step.
     *
     * @param no of the file, the delivery or the outcome that the step was about
     */
    record DeliveryStep(String number, String status, int no) {}

    /** A version of an item's material list. */
    record MaterialsStep(String itemCode, int version) {}
}
