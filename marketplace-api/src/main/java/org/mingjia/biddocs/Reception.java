package org.mingjia.biddocs;

import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.files.Blobs;
import org.mingjia.files.UploadedFile;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.sealing.SealedStream;
import org.mingjia.sealing.Sealing;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes documents in before the deadline. What is written of one names nobody, and the key that
 * opens it leaves with the answer.
 */
@Component
class Reception {

    private static final String LOT =
            """
            select r.id from service_request r join request_lot l on l.request_id = r.id
             where r.number = {0} and l.lot_no = {1} and r.published_at is not null
            """;

    /**
     * The first reason why nothing can be received: so that nothing is encrypted and stored in
     * vain. The constraints of the same names decide.
     */
    private static final String OBSTACLE =
            """
            select case
                when r.status <> 'published' or clock_timestamp() >= r.closes_at then 'document_is_in_time'
                when exists (select from sealed_document d where d.request_id = r.id
                              and d.pseudonym = decode({1}, 'hex') and d.repeat_key = decode({2}, 'hex'))
                then 'document_once_per_key'
                when (select max(d.turn) from sealed_document d
                       where d.request_id = r.id and d.pseudonym = decode({1}, 'hex')) >= 40
                then 'forty_documents_at_most'
                else '' end
              from service_request r where r.id = {0}
            """;

    /** The document and its event; nothing where the same bidder's other hand took the turn. */
    private static final String PUT =
            """
            with put as (
                insert into sealed_document (id, request_id, lot_no, pseudonym, turn, sha256, repeat_key)
                select {0}, {1}, {2}, decode({3}, 'hex'), coalesce(max(turn), 0) + 1, {4}, decode({5}, 'hex')
                  from sealed_document where request_id = {1} and pseudonym = decode({3}, 'hex')
                on conflict (request_id, pseudonym, turn) do nothing
                returning id),
            told as (
                insert into event (actor, kind, entity_type, entity_code)
                select 'bidder:' || left({3}, 16), 'bid.document-sealed', 'sealed-bid', id::text from put)
            select id from put
            """;

    private final Transactor transactor;
    private final Sealing sealing;
    private final Blobs blobs;
    private final long mostBytes;

    Reception(Transactor transactor, Sealing sealing, Blobs blobs, MingjiaSettings settings) {
        this.transactor = transactor;
        this.sealing = sealing;
        this.blobs = blobs;
        this.mostBytes = settings.files().maxBytes();
    }

    /** Where a document is handed in, and by whom in the words of the database. */
    private record Place(UUID requestId, int lotNo, String pseudonym, @Nullable String repeatKey) {}

    /** One that lies in the store of files. */
    private record Kept(DocumentHandle handle, String ciphertextSha256) {}

    /**
     * Receives one document.
     *
     * @param key the request's idempotency key; what was received under it before is refused, since
     *     nobody can say its key again
     */
    Mono<DocumentHandle> receive(
            ServerWebExchange exchange,
            Actor actor,
            String number,
            int lotNo,
            Flux<Part> parts,
            @Nullable String key) {
        UploadedFile.refuseIfTooLarge(exchange, mostBytes);
        return place(actor, number, lotNo, key)
                .delayUntil(this::refuseWhatCannotBe)
                .flatMap(place ->
                        UploadedFile.with(parts, mostBytes, file -> keep(place, file))
                                .flatMap(kept -> put(place, kept)));
    }

    private Mono<Place> place(Actor actor, String number, int lotNo, @Nullable String key) {
        UUID agency = actor.organisation();
        return transactor
                .one(db ->
                        Mono.from(db.resultQuery(LOT, val(number.replace("\0", "")), val(lotNo))))
                .map(row -> row.get(0, UUID.class))
                .map(request ->
                        new Place(
                                request,
                                lotNo,
                                hex(sealing.pseudonym(request, agency)),
                                key == null
                                        ? null
                                        : hex(
                                                sealing.repetition(
                                                        request,
                                                        "document " + agency + " " + key))))
                .switchIfEmpty(
                        Mono.error(() -> new Refused(new NotFound("公告标段", number + "/" + lotNo))));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private Mono<Void> refuseWhatCannotBe(Place place) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        OBSTACLE,
                                        val(place.requestId()),
                                        val(place.pseudonym()),
                                        val(place.repeatKey(), SQLDataType.VARCHAR))))
                .mapNotNull(row -> ConstraintNames.refusal(row.get(0, String.class)))
                .flatMap(refusal -> Mono.error(new Refused(refusal)));
    }

    private Mono<Kept> keep(Place place, UploadedFile file) {
        return Mono.usingWhen(
                Blobs.blocking(() -> Files.createTempFile("mingjia-sealed", ".part")),
                sealed ->
                        Blobs.blocking(() -> seal(place, file, sealed))
                                .flatMap(handle ->
                                        blobs.keep(sealed).map(sha256 -> new Kept(handle, sha256))),
                sealed -> Blobs.blocking(() -> Files.deleteIfExists(sealed)));
    }

    private static DocumentHandle seal(Place place, UploadedFile file, Path to) throws IOException {
        byte[] key = SealedStream.key();
        var id = UUID.randomUUID();
        var label =
                new Envelope.Label(
                        file.name(), file.mediaType(), file.size(), Blobs.sha256(file.path()));
        Envelope.seal(
                key,
                Envelope.place(place.requestId(), place.lotNo(), place.pseudonym(), id),
                label,
                file.path(),
                to);
        return new DocumentHandle(
                id, hex(key), label.name(), label.mediaType(), label.size(), label.sha256());
    }

    private Mono<DocumentHandle> put(Place place, Kept kept) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        PUT,
                                        val(kept.handle().id()),
                                        val(place.requestId()),
                                        val((short) place.lotNo()),
                                        val(place.pseudonym()),
                                        val(kept.ciphertextSha256()),
                                        val(place.repeatKey(), SQLDataType.VARCHAR))))
                .map(_ -> kept.handle())
                .onErrorMap(ConstraintNames::meaning)
                // each time a turn was taken, and there are forty
                .switchIfEmpty(Mono.defer(() -> put(place, kept)));
    }
}
