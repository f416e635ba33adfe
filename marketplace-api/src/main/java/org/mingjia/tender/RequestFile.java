package org.mingjia.tender;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.SERVICE_REQUEST;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refusal.StaleVersion;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request as its owner and the operator have it before them.
 *
 * @param ownerUscc null for a natural person
 * @param noticeDays of the terms it was published under, in working days
 * @param now the database's clock
 */
record RequestFile(
        UUID id,
        UUID ownerId,
        String ownerName,
        @Nullable String ownerUscc,
        String status,
        int version,
        RequestBody body,
        @Nullable String number,
        @Nullable LocalDate reviewBy,
        @Nullable String returnReason,
        @Nullable OffsetDateTime closesAt,
        int noticeDays,
        LocalDate today,
        OffsetDateTime now) {

    /** Locks the request until the end of the transaction; refused when there is none such. */
    static Mono<RequestFile> lock(DSLContext tx, UUID id, Condition which) {
        return found(Mono.from(select(tx, id, which).forUpdate().of(SERVICE_REQUEST)), id);
    }

    static Mono<RequestFile> read(DSLContext db, UUID id, Condition which) {
        return found(Mono.from(select(db, id, which)), id);
    }

    private static Mono<RequestFile> found(Mono<Record> row, UUID id) {
        return row.map(RequestFile::of)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("采购需求", id.toString()))));
    }

    private static org.jooq.SelectConditionStep<Record> select(
            DSLContext db, UUID id, Condition which) {
        return db.select(
                        List.of(
                                SERVICE_REQUEST.ID,
                                SERVICE_REQUEST.OWNER_ID,
                                ORGANISATION.NAME,
                                ORGANISATION.USCC,
                                SERVICE_REQUEST.STATUS,
                                SERVICE_REQUEST.VERSION,
                                SERVICE_REQUEST.BODY,
                                SERVICE_REQUEST.NUMBER,
                                SERVICE_REQUEST.REVIEW_BY,
                                SERVICE_REQUEST.RETURN_REASON,
                                SERVICE_REQUEST.CLOSES_AT,
                                field(
                                                "coalesce(({0} ->> 'noticeDays')::int, 0)",
                                                Integer.class, SERVICE_REQUEST.TERMS)
                                        .as("noticeDays"),
                                field("market_today()", LocalDate.class).as("today"),
                                field("clock_timestamp()", OffsetDateTime.class).as("now")))
                .from(SERVICE_REQUEST)
                .join(ORGANISATION)
                .on(ORGANISATION.ID.eq(SERVICE_REQUEST.OWNER_ID))
                .where(SERVICE_REQUEST.ID.eq(id))
                .and(which);
    }

    private static RequestFile of(Record row) {
        return new RequestFile(
                row.get(SERVICE_REQUEST.ID),
                row.get(SERVICE_REQUEST.OWNER_ID),
                row.get(ORGANISATION.NAME),
                row.get(ORGANISATION.USCC),
                row.get(SERVICE_REQUEST.STATUS),
                row.get(SERVICE_REQUEST.VERSION),
                JsonMapper.shared()
                        .readValue(row.get(SERVICE_REQUEST.BODY).data(), RequestBody.class),
                row.get(SERVICE_REQUEST.NUMBER),
                row.get(SERVICE_REQUEST.REVIEW_BY),
                row.get(SERVICE_REQUEST.RETURN_REASON),
                row.get(SERVICE_REQUEST.CLOSES_AT),
                row.get("noticeDays", Integer.class),
                row.get("today", LocalDate.class),
                row.get("now", OffsetDateTime.class));
    }

    static JSONB json(Object value) {
        return JSONB.valueOf(JsonMapper.shared().writeValueAsString(value));
    }

    boolean isDraft() {
        return status.equals("draft");
    }

    /** Refuses an edit that was made of another version than this. */
    RequestFile of(int version) {
        if (this.version != version) {
            throw new Refused(new StaleVersion('"' + "" + this.version + '"'));
        }
        return this;
    }

    static <T> Mono<T> refuse(String rule, String detail) {
        return refuse(new NotNow(rule, detail));
    }

    static <T> Mono<T> refuse(Refusal refusal) {
        return Mono.error(() -> new Refused(refusal));
    }
}
