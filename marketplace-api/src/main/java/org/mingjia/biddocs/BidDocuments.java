package org.mingjia.biddocs;

import static org.jooq.impl.DSL.val;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.files.Blobs;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Transactor;
import org.mingjia.sealing.Sealing;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The documents of a bid: proved when it is made, and written down when it is opened. */
@Component
public class BidDocuments {

    private static final String OWN =
            """
            select id, sha256 from sealed_document
             where request_id = {0} and lot_no = {1} and pseudonym = decode({2}, 'hex') and id = any({3})
            """;

    /** What is not this bidder's for this lot is passed over: it can hold no opening up. */
    private static final String OPEN =
            """
            insert into opened_document (id, bid_id, place, key, name, media_type, size, sha256)
            select h.id, b.id, h.place, decode(h.key, 'hex'), h.name, h."mediaType", h.size, h.sha256
              from rows from (jsonb_to_recordset({1}) as
                     (id uuid, key text, name text, "mediaType" text, size bigint, sha256 text)) with ordinality
                   as h (id, key, name, "mediaType", size, sha256, place)
              join sealed_bid b on b.id = {0}
              join sealed_document d on d.id = h.id and d.request_id = b.request_id and d.lot_no = b.lot_no
                   and d.pseudonym = b.pseudonym
            """;

    private final Transactor transactor;
    private final Sealing sealing;
    private final Blobs blobs;
    private final JsonMapper json;

    BidDocuments(Transactor transactor, Sealing sealing, Blobs blobs, JsonMapper json) {
        this.transactor = transactor;
        this.sealing = sealing;
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * Proves that each handle is the very one that was answered to this agency for this lot: the
     * document is there, its key opens it, and it is what the handle says. Ends with a refusal that
     * tells of all that is wrong, under {@code #/documents}.
     */
    public Mono<Void> prove(
            UUID requestId, int lotNo, UUID agencyId, List<DocumentHandle> handles) {
        if (handles.isEmpty()) {
            return Mono.empty();
        }
        String pseudonym = HexFormat.of().formatHex(sealing.pseudonym(requestId, agencyId));
        UUID[] ids = handles.stream().map(DocumentHandle::id).toArray(UUID[]::new);
        return transactor
                .many(db ->
                        db.resultQuery(
                                OWN,
                                val(requestId),
                                val((short) lotNo),
                                val(pseudonym),
                                val(ids, SQLDataType.UUID.array())))
                .collectMap(row -> row.get(0, UUID.class), row -> row.get(1, String.class))
                .flatMap(known ->
                        Mono.fromCallable(
                                        () -> {
                                            var checks = new FieldChecks();
                                            for (int i = 0; i < handles.size(); i++) {
                                                var handle = handles.get(i);
                                                prove(
                                                        checks,
                                                        "#/documents/" + i,
                                                        handle,
                                                        known.get(handle.id()),
                                                        Envelope.place(
                                                                requestId,
                                                                lotNo,
                                                                pseudonym,
                                                                handle.id()));
                                            }
                                            checks.done();
                                            return handles;
                                        })
                                .subscribeOn(Schedulers.boundedElastic()))
                .then();
    }

    private void prove(
            FieldChecks checks,
            String at,
            DocumentHandle handle,
            @Nullable String ciphertext,
            String place)
            throws IOException {
        if (ciphertext == null) {
            checks.refuse(at + "/id", "own-document", "本机构在本标段没有上传过这份附件");
            return;
        }
        byte[] beginning;
        try (InputStream in = blobs.open(ciphertext)) {
            beginning = in.readNBytes(Envelope.BEGINNING);
        }
        Envelope.Label label;
        try {
            label =
                    Envelope.open(
                                    HexFormat.of().parseHex(handle.key()),
                                    place,
                                    new ByteArrayInputStream(beginning))
                            .label();
        } catch (IOException wrong) {
            checks.refuse(at + "/key", "document-key", "所填密钥打不开这份附件，请填写上传时得到的密钥");
            return;
        }
        checks.require(
                label.equals(handle.label()),
                at + "/name",
                "document-changed",
                "附件名、类型、大小或 SHA-256 与上传时得到的不一致");
    }

    /**
     * Writes down the documents of a bid that is being opened.
     *
     * @param bidId of the opened bid
     */
    public Mono<Void> open(DSLContext tx, UUID bidId, List<DocumentHandle> handles) {
        return handles.isEmpty()
                ? Mono.empty()
                : Mono.from(
                                tx.query(
                                        OPEN,
                                        val(bidId),
                                        val(JSONB.valueOf(json.writeValueAsString(handles)))))
                        .then();
    }
}
