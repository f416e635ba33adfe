package org.mingjia.pricing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refusal.RowError;
import org.mingjia.quotes.PriceTerms;

/** What price lists answer, for their description. */
interface PriceViews {

    /**
     * One published price.
     *
     * @param description one line for people
     * @param validTo first day on which it holds no more; null while it is open
     * @param noticeDays how long before its first day it had to be published
     * @param endReason why it ended before its own time
     */
    record PriceEntryView(
            String id,
            String itemCode,
            @Nullable String itemName,
            AgencyName agency,
            String regionCode,
            @Nullable String regionName,
            @Schema(allowableValues = {"fixed", "unit", "tiers", "factor", "formula"}) String form,
            @Nullable Long amountFen,
            @Nullable String unit,
            @Nullable String factor,
            @Nullable String ruleId,
            @Nullable String ruleStatus,
            @Nullable PriceTerms terms,
            @Nullable String description,
            LocalDate publishedOn,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            int noticeDays,
            @Schema(allowableValues = {"in_force", "upcoming", "ended", "withdrawn"}) String state,
            @Nullable String endReason) {}

    /** Whose price it is. */
    record AgencyName(String uscc, String name) {}

    /** All prices of an agency's item, newest first. */
    record PriceHistoryView(List<PriceEntryView> items, long total, @Nullable String nextCursor) {}

    /**
     * What would come of a publication.
     *
     * @param earliestFrom first day that the price may have
     * @param lawful the interval that binds, null where none does
     * @param benchmarks standards that bind nobody
     * @param example the price for the parameters that were given
     */
    record CheckView(
            boolean acceptable,
            List<FieldError> problems,
            @Nullable LocalDate earliestFrom,
            @Nullable LawfulView lawful,
            List<LawfulView> benchmarks,
            @Nullable ExampleView example) {}

    /** A standard and the multiples of its baseline that it allows. */
    record LawfulView(
            String ruleId, String name, String document, String minFactor, String maxFactor) {}

    /** A price and the way to it; null and a reason where none follows. */
    record ExampleView(@Nullable Long priceFen, @Nullable String reason, List<String> working) {}

    /** A price prepared and not yet published. */
    record DraftView(
            String itemCode, String regionCode, PriceRequest price, OffsetDateTime savedAt) {}

    /** All drafts. */
    record DraftsView(List<DraftView> items) {}

    /**
     * What came of an import, or of the publication of drafts.
     *
     * @param drafted kept until the agency is admitted
     * @param unchanged rows that say what is published already
     */
    record ListOutcome(
            @Nullable UUID importId,
            long published,
            long drafted,
            long unchanged,
            boolean dryRun) {}

    /**
     * One attempt to import.
     *
     * @param files as their sender named them
     * @param dryRun only tried; it is kept because it was refused
     * @param replayOf the attempt whose files were run again
     */
    record PriceImportView(
            String id,
            OffsetDateTime at,
            String actor,
            @Schema(allowableValues = {"published", "refused"}) String outcome,
            boolean dryRun,
            @Nullable String replayOf,
            List<String> files,
            long published,
            long drafted,
            long unchanged,
            long errorCount,
            List<RowError> errors) {}

    /**
     * One attempt with what was sent.
     *
     * @param replayable whether its files were kept
     */
    record PriceAttemptView(
            String id,
            OffsetDateTime at,
            String actor,
            @Schema(allowableValues = {"published", "refused"}) String outcome,
            boolean dryRun,
            @Nullable String replayOf,
            boolean replayable,
            List<KeptFileView> files,
            long published,
            long drafted,
            long unchanged,
            long errorCount,
            List<RowError> errors) {}

    /**
     * A file of an attempt.
     *
     * @param position in the order in which they were sent, from 1
     * @param size bytes
     * @param href where its bytes are
     */
    record KeptFileView(int position, String name, long size, String href) {}

    /** The day on which a price holds no more. */
    record EndRequest(@Nullable String on) {}

    /** The parts of an upload. */
    record ListForm(@Schema(description = "CSV, XLSX") List<String> file) {}
}
