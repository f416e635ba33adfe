package org.mingjia.complaint;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.complaint.ComplaintViews.ComplaintStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * A complaint, locked until the end of the transaction. It is always locked first, then the request
 * and then the contract that it is about.
 *
 * @param contractId null where the request itself is meant
 * @param agencyUscc of the one complained about, where it is an agency
 * @param passed whether it was passed on before
 * @param extended whether its period was extended before
 * @param stated whether the one complained about has made a statement
 * @param statementBy until when that one may; null where nobody knows, or it has
 */
record ComplaintRow(
        UUID id,
        String number,
        String subject,
        String status,
        String desk,
        UUID complainantId,
        UUID againstId,
        UUID requestId,
        @Nullable UUID contractId,
        @Nullable String agencyUscc,
        boolean passed,
        boolean extended,
        boolean stated,
        @Nullable OffsetDateTime statementBy,
        OffsetDateTime now) {

    private static final String ROW =
            """
            select c.id, c.number, c.subject, c.status, c.desk, c.complainant_id, c.against_id, c.request_id, c.contract_id,
                   (select o.uscc from organisation o join agency a on a.organisation_id = o.id where o.id = c.against_id),
                   c.passed_at is not null, c.extended_at is not null,
                   exists (select from complaint_statement s where s.complaint_id = c.id), k.statement_by, clock_timestamp()
              from complaint c
              join complaint_clock k on k.complaint_id = c.id
             where c.id = {0}
            """;

    /** Which complaints somebody may read, for statements that call them {@code c}. */
    static Condition readable(Actor actor) {
        return switch (actor.role()) {
            case ENTERPRISE, AGENCY ->
                    condition(
                            "(c.complainant_id = {0} or c.against_id = {0} and c.accepted_at is not null)",
                            val(actor.organisation()));
            case OPERATOR -> condition("true");
            case REGULATOR -> served(actor);
        };
    }

    private static Condition served(Actor actor) {
        return condition(
                "c.desk <> 'operator' and desk_is_served(c.desk, c.region_code, {0}, {1})",
                val(actor.departmentCode(), String.class), val(actor.regionCode(), String.class));
    }

    /** For whoever may read it; of others' nothing is found. */
    static Mono<ComplaintRow> lock(DSLContext tx, Actor actor, String number) {
        return Mono.from(
                        tx.resultQuery(
                                "select c.id from complaint c where c.number = {0} and {1} for update",
                                val(number.replace("\0", "")), readable(actor)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("投诉", number))))
                .map(row -> row.get(0, UUID.class))
                // read after the lock, as what others did meanwhile counts
                .flatMap(id -> Mono.from(tx.resultQuery(ROW, val(id))))
                .map(ComplaintRow::of);
    }

    /** For the desk that has it in hand. */
    static Mono<ComplaintRow> atDesk(DSLContext tx, Actor actor, String number) {
        return lock(tx, actor, number)
                .flatMap(complaint ->
                        (actor.role() == Role.OPERATOR) == complaint.desk().equals("operator")
                                ? Mono.just(complaint)
                                : refuse(
                                        "at-another-desk",
                                        "该投诉由" + Words.desk(complaint.desk()) + "承办"));
    }

    private static ComplaintRow of(Record row) {
        return new ComplaintRow(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, UUID.class),
                row.get(6, UUID.class),
                row.get(7, UUID.class),
                row.get(8, UUID.class),
                row.get(9, String.class),
                row.get(10, Boolean.class),
                row.get(11, Boolean.class),
                row.get(12, Boolean.class),
                row.get(13, OffsetDateTime.class),
                row.get(14, OffsetDateTime.class));
    }

    Field<UUID> key() {
        return val(id);
    }

    /** Refuses unless it stands where a step begins. */
    Mono<ComplaintRow> being(String wanted) {
        return status.equals(wanted)
                ? Mono.just(this)
                : refuse("not-" + wanted, "该投诉" + Words.status(status) + "，不能再做这一步");
    }

    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> refused(rule, detail));
    }

    static Refused refused(String rule, String detail) {
        return new Refused(new NotNow(rule, detail));
    }

    /** An event of the complaint; what is public of it names nobody. */
    Mono<Void> tell(DSLContext tx, Actor actor, String kind, Map<String, ?> more) {
        var body = new LinkedHashMap<String, @Nullable Object>(more);
        body.put("name", Words.subject(subject) + "投诉");
        return Mono.defer(() -> Events.tell(tx, actor.name(), kind, "complaint", number, body));
    }

    /** Where it stands now. */
    Mono<ComplaintStep> step(DSLContext tx) {
        return Mono.defer(() ->
                Mono.from(
                                tx.resultQuery(
                                        "select status, desk from complaint where id = {0}", key()))
                        .map(row ->
                                new ComplaintStep(
                                        number,
                                        row.get(0, String.class),
                                        row.get(1, String.class))));
    }
}
