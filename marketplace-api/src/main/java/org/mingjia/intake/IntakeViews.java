package org.mingjia.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the record of imports answers, for its description. */
interface IntakeViews {

    /** One import, published or refused. */
    record ImportView(
            UUID importId,
            OffsetDateTime at,
            String actor,
            @Schema(allowableValues = {"published", "refused"}) String outcome,
            @Nullable LocalDate effectiveFrom,
            List<Importing.FileOutcome> files,
            long published,
            long ended,
            long unchanged,
            long errorCount,
            List<RowErrorView> errors) {}

    /** One broken row. */
    record RowErrorView(
            String file, int row, @Nullable String column, String rule, String detail) {}

    /** The parts of an upload. */
    record ImportForm(@Schema(description = "CSV, XLSX; 1..n") List<String> file) {}
}
