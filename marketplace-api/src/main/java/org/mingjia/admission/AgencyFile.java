package org.mingjia.admission;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.ORGANISATION;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.AdmissionViews.ApplicationView;
import org.mingjia.admission.AdmissionViews.JudgementView;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/**
 * One agency's dossier: who it is, what it has applied for and how far that has come.
 *
 * @param version 0 for an agency that has saved nothing yet
 * @param admitted what was admitted last, null when nothing was
 */
record AgencyFile(
        UUID id,
        @Nullable String uscc,
        String name,
        String status,
        int version,
        AgencyApplication application,
        @Nullable AgencyApplication admitted,
        @Nullable OffsetDateTime appliedAt,
        @Nullable LocalDate decideBy,
        @Nullable String decisionReason,
        @Nullable LocalDate admittedOn,
        @Nullable LocalDate exitedOn,
        LocalDate today) {

    /** Reads dossiers in the order of their codes; locks those that exist until the end. */
    static Flux<AgencyFile> lock(DSLContext tx, Condition which) {
        return Flux.from(select(tx, which).orderBy(ORGANISATION.USCC).forUpdate().of(AGENCY))
                .map(AgencyFile::of);
    }

    /** The same without a lock, and for an organisation that has not begun. */
    static Flux<AgencyFile> read(DSLContext db, Condition which) {
        return Flux.from(select(db, which)).map(AgencyFile::of);
    }

    private static org.jooq.SelectConditionStep<Record> select(DSLContext db, Condition which) {
        return db.select(
                        List.of(
                                ORGANISATION.ID,
                                ORGANISATION.USCC,
                                ORGANISATION.NAME,
                                AGENCY.STATUS,
                                AGENCY.VERSION,
                                AGENCY.APPLICATION,
                                AGENCY.ADMITTED,
                                AGENCY.APPLIED_AT,
                                AGENCY.DECIDE_BY,
                                AGENCY.DECISION_REASON,
                                AGENCY.ADMITTED_ON,
                                AGENCY.EXITED_ON,
                                field("market_today()", LocalDate.class).as("today")))
                .from(ORGANISATION)
                .leftJoin(AGENCY)
                .on(AGENCY.ORGANISATION_ID.eq(ORGANISATION.ID))
                .where(which);
    }

    private static AgencyFile of(Record row) {
        String status = row.get(AGENCY.STATUS);
        Integer version = row.get(AGENCY.VERSION);
        AgencyApplication said = application(row.get(AGENCY.APPLICATION));
        return new AgencyFile(
                row.get(ORGANISATION.ID),
                row.get(ORGANISATION.USCC),
                row.get(ORGANISATION.NAME),
                status == null ? "draft" : status,
                version == null ? 0 : version,
                said == null ? AgencyApplication.EMPTY : said,
                application(row.get(AGENCY.ADMITTED)),
                row.get(AGENCY.APPLIED_AT),
                row.get(AGENCY.DECIDE_BY),
                row.get(AGENCY.DECISION_REASON),
                row.get(AGENCY.ADMITTED_ON),
                row.get(AGENCY.EXITED_ON),
                row.get("today", LocalDate.class));
    }

    private static @Nullable AgencyApplication application(@Nullable JSONB json) {
        return json == null
                ? null
                : JsonMapper.shared().readValue(json.data(), AgencyApplication.class);
    }

    static JSONB json(Object value) {
        return JSONB.valueOf(JsonMapper.shared().writeValueAsString(value));
    }

    boolean isUnderReview() {
        return status.equals("applied");
    }

    /** What is asked for is what is public already. */
    boolean asksForNothingNew() {
        return status.equals("published") && application.equals(admitted);
    }

    ApplicationView view(Reference reference) {
        return new ApplicationView(
                uscc,
                name,
                status,
                version,
                appliedAt,
                isUnderReview() ? decideBy : null,
                isUnderReview() && decideBy != null && decideBy.isBefore(today),
                decisionReason,
                admittedOn,
                application,
                Completeness.of(application, reference),
                application.items().stream()
                        .map(offer ->
                                reference
                                        .item(offer.itemCode())
                                        .map(item ->
                                                view(
                                                        Judgement.of(
                                                                application,
                                                                reference,
                                                                offer,
                                                                item)))
                                        .orElse(null))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static JudgementView view(Judgement judgement) {
        return new JudgementView(
                judgement.item().code(),
                judgement.item().name(),
                judgement.item().requirement(),
                judgement.basis(),
                judgement.kinds());
    }
}
