package org.mingjia.intake;

import static org.mingjia.db.Tables.REGISTER_IMPORT;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.mingjia.intake.Importing.FileOutcome;
import org.mingjia.intake.Importing.Order;
import org.mingjia.intake.Importing.Result;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.IdempotencyKeyReused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.sheets.Upload;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what came of every attempt, refused ones too, and knows an attempt again by its key. */
@Component
final class ImportLog {

    private final Transactor transactor;
    private final JsonMapper json;

    ImportLog(Transactor transactor, JsonMapper json) {
        this.transactor = transactor;
        this.json = json;
    }

    /** The result of an earlier attempt under the same key; empty when there was none. */
    Mono<Result> repeated(DSLContext tx, Actor actor, Upload upload, Order order, String key) {
        return Mono.from(
                        tx.selectFrom(REGISTER_IMPORT)
                                .where(REGISTER_IMPORT.ACTOR.eq(actor.name()))
                                .and(REGISTER_IMPORT.IDEMPOTENCY_KEY.eq(key)))
                .map(before -> {
                    if (!before.get(REGISTER_IMPORT.REQUEST).equals(request(upload, order))) {
                        throw new Refused(new IdempotencyKeyReused(key));
                    }
                    return new Result(
                            before.get(REGISTER_IMPORT.ID),
                            List.of(
                                    json.readValue(
                                            before.get(REGISTER_IMPORT.FILES).data(),
                                            FileOutcome[].class)),
                            before.get(REGISTER_IMPORT.PUBLISHED),
                            before.get(REGISTER_IMPORT.ENDED),
                            before.get(REGISTER_IMPORT.UNCHANGED),
                            before.get(REGISTER_IMPORT.EFFECTIVE_FROM),
                            false);
                });
    }

    /** Keeps a refusal, in a transaction of its own: the attempt's has been rolled back. */
    Mono<Void> keepRefused(Actor actor, Upload upload, Order order, List<?> rows, long count) {
        var result =
                new Result(
                        UUID.randomUUID(),
                        upload.files().stream()
                                .map(file -> new FileOutcome(file.name(), "", 0))
                                .toList(),
                        0,
                        0,
                        0,
                        order.effectiveFrom(),
                        order.dryRun());
        var once =
                new Order(
                        order.effectiveFrom(),
                        order.startUnstated(),
                        order.endAbsent(),
                        order.dryRun(),
                        null);
        return transactor.inTransaction(
                tx -> keep(tx, actor, upload, once, result, "refused", rows, count));
    }

    /** Keeps the outcome in the transaction of the attempt. */
    Mono<Void> keep(
            DSLContext tx,
            Actor actor,
            Upload upload,
            Order order,
            Result result,
            String outcome,
            List<?> errors,
            long errorCount) {
        return Mono.from(
                        tx.insertInto(REGISTER_IMPORT)
                                .set(
                                        Map.of(
                                                REGISTER_IMPORT.ID, result.importId(),
                                                REGISTER_IMPORT.ACTOR, actor.name(),
                                                REGISTER_IMPORT.REQUEST, request(upload, order),
                                                REGISTER_IMPORT.OUTCOME, outcome,
                                                REGISTER_IMPORT.FILES, jsonb(result.files()),
                                                REGISTER_IMPORT.PUBLISHED, result.published(),
                                                REGISTER_IMPORT.ENDED, result.ended(),
                                                REGISTER_IMPORT.UNCHANGED, result.unchanged(),
                                                REGISTER_IMPORT.ERROR_COUNT, errorCount,
                                                REGISTER_IMPORT.ERRORS, jsonb(errors)))
                                .set(REGISTER_IMPORT.IDEMPOTENCY_KEY, order.idempotencyKey())
                                .set(REGISTER_IMPORT.EFFECTIVE_FROM, result.effectiveFrom()))
                .then();
    }

    private JSONB jsonb(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }

    /** What was asked for: the same files under other terms are another request. */
    private static String request(Upload upload, Order order) {
        String from = order.startUnstated() ? "unstated" : String.valueOf(order.effectiveFrom());
        return upload.sha256()
                + " from="
                + from
                + " absent="
                + (order.endAbsent() ? "end" : "keep");
    }
}
