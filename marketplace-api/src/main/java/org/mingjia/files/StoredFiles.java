package org.mingjia.files;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.STORED_FILE;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Idempotency;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in and gives them out again to those who may have them. */
@Component
final class StoredFiles {

    /** What one side filed with a contract or handed in under it, the other side reads. */
    private static final String OF_A_CONTRACT =
            """
            exists (select from contract c where {1} in (c.owner_id, c.agency_id)
                and (c.filed_file = {0} or exists (select from delivery_file f
                        join delivery_content d on d.contract_id = f.contract_id and d.file_no = f.file_no
                       where f.contract_id = c.id and f.file_id = {0})))
            """;

    /** What was handed in for a project in the region that one oversees. */
    private static final String DELIVERED_IN_REGION =
            """
            exists (select from delivery_file f
                join delivery_content d on d.contract_id = f.contract_id and d.file_no = f.file_no
                join contract c on c.id = f.contract_id
               where f.file_id = {0} and region_covers({1}, c.region_code))
            """;

    /** What belongs to a published request is read by every agency on the market. */
    private static final String OF_A_REQUEST =
            """
            exists (select from service_request r
                     where r.published_at is not null
                       and r.body -> 'attachments' @> jsonb_build_array(jsonb_build_object('fileId', {0}::text)))
            and exists (select from agencies_standing_on(market_today()) s
                     where s.agency_id = {1} and s.standing in ('available', 'warned'))
            """;

    /** Whose seat, or any place it serves or served, lies in the region that one oversees. */
    private static final String OVERSEEN =
            """
            exists (select from organisation o where o.id = {0}
                and (region_covers({1}, o.region_code)
                    or exists (select from agency_region g
                                where g.agency_id = o.id and region_covers({1}, g.region_code))))
            """;

    private final Transactor transactor;
    private final Blobs blobs;
    private final Idempotency idempotency;
    private final long mostBytes;

    StoredFiles(
            Transactor transactor, Blobs blobs, Idempotency idempotency, MingjiaSettings settings) {
        this.transactor = transactor;
        this.blobs = blobs;
        this.idempotency = idempotency;
        this.mostBytes = settings.files().maxBytes();
    }

    /**
     * A file that was taken in.
     *
     * @param size bytes
     * @param sha256 of the bytes, in hexadecimal digits
     * @param mediaType what the bytes are, whatever the name says
     */
    record Stored(UUID id, String name, long size, String sha256, String mediaType) {}

    private record Bytes(String name, long size, String mediaType, String sha256) {}

    /** Takes in the one part named {@code file}; once under an idempotency key. */
    Mono<ResponseEntity<byte[]>> take(ServerWebExchange exchange, Actor actor, Flux<Part> parts) {
        UploadedFile.refuseIfTooLarge(exchange, mostBytes);
        return UploadedFile.with(
                parts,
                mostBytes,
                blobs.draft(),
                blobs::discard,
                file ->
                        blobs.take(file.path())
                                .map(sha256 ->
                                        new Bytes(
                                                file.name(), file.size(), file.mediaType(), sha256))
                                .flatMap(bytes -> keep(exchange, actor, bytes)));
    }

    private Mono<ResponseEntity<byte[]>> keep(
            ServerWebExchange exchange, Actor actor, Bytes bytes) {
        return idempotency.once(
                exchange,
                actor,
                bytes,
                tx -> keep(tx, actor, bytes),
                stored -> "/api/files/" + stored.id());
    }

    private static Mono<Stored> keep(DSLContext tx, Actor actor, Bytes bytes) {
        return Mono.from(
                        tx.insertInto(STORED_FILE)
                                .set(STORED_FILE.NAME, bytes.name())
                                .set(STORED_FILE.SIZE, bytes.size())
                                .set(STORED_FILE.SHA256, bytes.sha256())
                                .set(STORED_FILE.MEDIA_TYPE, bytes.mediaType())
                                .set(STORED_FILE.ORGANISATION_ID, actor.organisationId())
                                .set(STORED_FILE.UPLOADED_BY, actor.name())
                                .returningResult(STORED_FILE.ID))
                .map(row ->
                        new Stored(
                                row.value1(),
                                bytes.name(),
                                bytes.size(),
                                bytes.sha256(),
                                bytes.mediaType()));
    }

    /** A file that this reader may have; anything else does not exist for him. */
    Mono<Stored> readable(@Nullable Actor actor, UUID id) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.selectFrom(STORED_FILE)
                                        .where(STORED_FILE.ID.eq(id))
                                        .and(mayRead(actor))))
                .map(row ->
                        new Stored(
                                row.get(STORED_FILE.ID),
                                row.get(STORED_FILE.NAME),
                                row.get(STORED_FILE.SIZE),
                                row.get(STORED_FILE.SHA256),
                                row.get(STORED_FILE.MEDIA_TYPE)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("附件", id.toString()))));
    }

    private static org.jooq.Condition mayRead(@Nullable Actor actor) {
        if (actor == null) {
            return STORED_FILE.PUBLISHED.isTrue();
        }
        return switch (actor.role()) {
            case OPERATOR -> noCondition();
            case REGULATOR ->
                    STORED_FILE
                            .PUBLISHED
                            .isTrue()
                            .or(STORED_FILE.UPLOADED_BY.eq(actor.name()))
                            .or(
                                    condition(
                                            DELIVERED_IN_REGION,
                                            STORED_FILE.ID,
                                            val(actor.regionCode(), String.class)))
                            .or(
                                    condition(
                                            OVERSEEN,
                                            STORED_FILE.ORGANISATION_ID,
                                            val(actor.regionCode(), String.class)));
            case ENTERPRISE ->
                    STORED_FILE
                            .PUBLISHED
                            .isTrue()
                            .or(STORED_FILE.ORGANISATION_ID.eq(actor.organisation()))
                            .or(
                                    condition(
                                            OF_A_CONTRACT,
                                            STORED_FILE.ID,
                                            val(actor.organisation())));
            case AGENCY ->
                    STORED_FILE
                            .PUBLISHED
                            .isTrue()
                            .or(STORED_FILE.ORGANISATION_ID.eq(actor.organisation()))
                            .or(condition(OF_A_REQUEST, STORED_FILE.ID, val(actor.organisation())))
                            .or(
                                    condition(
                                            OF_A_CONTRACT,
                                            STORED_FILE.ID,
                                            val(actor.organisation())));
        };
    }

    Flux<DataBuffer> bytes(Stored file) {
        return blobs.read(file.sha256());
    }
}
