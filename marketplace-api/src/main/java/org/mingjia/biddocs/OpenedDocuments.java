package org.mingjia.biddocs;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.mingjia.files.Blobs;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The documents of opened bids, for those who may read them. */
@Component
class OpenedDocuments {

    private static final int CHUNK = 65_536;

    private static final String READ =
            """
            select o.id, encode(o.key, 'hex'), o.name, o.media_type, o.size, o.sha256,
                   d.request_id, d.lot_no::int, encode(d.pseudonym, 'hex'), d.sha256
              from opened_document o
              join sealed_document d on d.id = o.id
              join opened_bid b on b.id = o.bid_id
              join service_request r on r.id = b.request_id
             where o.id = {0} and {1}
            """;

    private final Transactor transactor;
    private final Blobs blobs;

    OpenedDocuments(Transactor transactor, Blobs blobs) {
        this.transactor = transactor;
        this.blobs = blobs;
    }

    /** One that may be read, and where its ciphertext is. */
    record Sealed(DocumentHandle handle, String place, String ciphertextSha256) {
        static Sealed of(Record row) {
            var id = row.get(0, UUID.class);
            return new Sealed(
                    new DocumentHandle(
                            id,
                            row.get(1, String.class),
                            row.get(2, String.class),
                            row.get(3, String.class),
                            row.get(4, Long.class),
                            row.get(5, String.class)),
                    Envelope.place(
                            row.get(6, UUID.class),
                            row.get(7, Integer.class),
                            row.get(8, String.class),
                            id),
                    row.get(9, String.class));
        }
    }

    /** A document that this reader may have; anything else does not exist for him. */
    Mono<Sealed> readable(Actor actor, UUID id) {
        return transactor
                .one(db -> Mono.from(db.resultQuery(READ, val(id), mayRead(actor))))
                .map(Sealed::of)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("报价附件", id.toString()))));
    }

    private static Condition mayRead(Actor actor) {
        return switch (actor.role()) {
            case OPERATOR -> noCondition();
            case REGULATOR ->
                    condition(
                            "region_covers({0}, r.region_code)",
                            val(actor.regionCode(), String.class));
            case ENTERPRISE -> condition("r.owner_id = {0}", val(actor.organisation()));
            case AGENCY -> condition("b.agency_id = {0}", val(actor.organisation()));
        };
    }

    /** Its bytes, decrypted as they are read. */
    Flux<DataBuffer> bytes(Sealed document) {
        return DataBufferUtils.readInputStream(
                        () -> open(document), DefaultDataBufferFactory.sharedInstance, CHUNK)
                .transform(all -> DataBufferUtils.takeUntilByteCount(all, document.handle().size()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private InputStream open(Sealed document) throws IOException {
        InputStream ciphertext = blobs.open(document.ciphertextSha256());
        try {
            return Envelope.open(
                            HexFormat.of().parseHex(document.handle().key()),
                            document.place(),
                            ciphertext)
                    .bytes();
        } catch (IOException | RuntimeException wrong) {
            ciphertext.close();
            throw wrong;
        }
    }
}
