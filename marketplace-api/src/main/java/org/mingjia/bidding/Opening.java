package org.mingjia.bidding;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.OPENED_BID;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.bidding.Ceilings.BidCeiling;
import org.mingjia.bidding.Eligibility.BidCondition;
import org.mingjia.biddocs.BidDocuments;
import org.mingjia.platform.Events;
import org.mingjia.sealing.OpeningKey;
import org.mingjia.sealing.Sealing;
import org.mingjia.selection.DrawSeed;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * 开标 Opens all bids of a closed request at once: the last of each bidder for each lot that was not
 * taken back. Each becomes a row that the database's constraints have accepted, and an event;
 * whoever fails a gate of the day is opened like the others, and excluded with the reasons.
 */
@Component
public class Opening {

    private static final String LAST =
            """
            select id, lot_no, pseudonym, ciphertext, bid_hash, received_at from (
                select distinct on (lot_no, pseudonym) id, lot_no::int, encode(pseudonym, 'hex') as pseudonym,
                       encode(ciphertext, 'hex') as ciphertext, encode(bid_hash, 'hex') as bid_hash, received_at, withdrawal
                  from sealed_bid where request_id = {0}
                 order by lot_no, pseudonym, turn desc) last
             where not withdrawal
             order by lot_no, received_at, id
            """;

    private final Sealing sealing;
    private final Ceilings ceilings;
    private final BidDocuments documents;
    private final JsonMapper json;

    Opening(Sealing sealing, Ceilings ceilings, BidDocuments documents, JsonMapper json) {
        this.sealing = sealing;
        this.ceilings = ceilings;
        this.documents = documents;
        this.json = json;
    }

    /**
     * The server's part of a draw.
     *
     * @param seed hexadecimal
     * @param commitment its SHA-256, as it was published with the notice
     */
    public record Seed(String seed, String commitment) {}

    private record Sealed(
            UUID id,
            int lotNo,
            String pseudonym,
            String ciphertext,
            String bidHash,
            OffsetDateTime receivedAt) {
        static Sealed of(Record row) {
            return new Sealed(
                    row.get(0, UUID.class),
                    row.get(1, Integer.class),
                    row.get(2, String.class),
                    row.get(3, String.class),
                    row.get(4, String.class),
                    row.get(5, OffsetDateTime.class));
        }
    }

    /** Opens them, in the transaction that holds the closed request's row; lot by lot, in time. */
    public Mono<List<OpenedBid>> open(DSLContext tx, UUID requestId, String actor) {
        return sealing.use(tx, requestId, actor)
                .flatMap(key ->
                        Flux.from(tx.resultQuery(LAST, val(requestId)))
                                .map(Sealed::of)
                                .collectList()
                                .flatMapMany(Flux::fromIterable)
                                .concatMap(sealed -> open(tx, requestId, actor, key, sealed))
                                .collectList());
    }

    /** Reveals the seed; refused before the deadline, and an event each time. */
    public Mono<Seed> seed(DSLContext tx, UUID requestId, String actor) {
        return sealing.use(tx, requestId, actor)
                .map(key -> new Seed(key.seed(), DrawSeed.commitment(key.seed())));
    }

    private Mono<OpenedBid> open(
            DSLContext tx, UUID requestId, String actor, OpeningKey key, Sealed sealed) {
        SealedText text = text(requestId, key, sealed);
        if (text == null) {
            return notOpened(tx, requestId, actor, sealed, "unreadable");
        }
        return Lot.of(tx, requestId, sealed.lotNo(), text.agencyId())
                .singleOptional()
                .flatMap(found ->
                        found.isEmpty()
                                ? notOpened(tx, requestId, actor, sealed, "unreadable")
                                : ceilings.of(found.get())
                                        .flatMap(ceiling ->
                                                write(
                                                        tx,
                                                        actor,
                                                        found.get(),
                                                        ceiling,
                                                        sealed,
                                                        text)));
    }

    /** Null for what this service did not seal for this very place: nobody got a receipt for it. */
    private @Nullable SealedText text(UUID requestId, OpeningKey key, Sealed sealed) {
        return key.open(HexFormat.of().parseHex(sealed.ciphertext()))
                .flatMap(this::parsed)
                .filter(text -> text.requestId().equals(requestId))
                .filter(text -> text.lotNo() == sealed.lotNo() && !text.withdrawal())
                .filter(text ->
                        Arrays.equals(
                                sealing.pseudonym(requestId, text.agencyId()),
                                HexFormat.of().parseHex(sealed.pseudonym())))
                .orElse(null);
    }

    private Optional<SealedText> parsed(String text) {
        try {
            return Optional.of(json.readValue(text, SealedText.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private Mono<OpenedBid> write(
            DSLContext tx,
            String actor,
            Lot lot,
            BidCeiling ceiling,
            Sealed sealed,
            SealedText text) {
        Long now = ceiling.publishedPriceFen();
        long price = now == null ? text.priceFen() : now;
        UUID entry = ceiling.priceEntryId() == null ? text.priceEntryId() : ceiling.priceEntryId();
        long amount = text.amountFen();
        if (entry == null
                || amount < lot.floorFen()
                || amount > Math.min(price, lot.ceilingFen())) {
            return notOpened(tx, lot.requestId(), actor, sealed, "out-of-bounds");
        }
        List<String> excluded =
                Stream.concat(
                                lot.eligibility().unmet().stream().map(BidCondition::rule),
                                now == null ? Stream.of("published-price") : Stream.empty())
                        .distinct()
                        .toList();
        var insert =
                tx.insertInto(OPENED_BID)
                        .set(OPENED_BID.ID, sealed.id())
                        .set(OPENED_BID.REQUEST_ID, lot.requestId())
                        .set(OPENED_BID.LOT_NO, (short) lot.lotNo())
                        .set(OPENED_BID.AGENCY_ID, lot.agencyId())
                        .set(OPENED_BID.ITEM_CODE, lot.itemCode())
                        .set(OPENED_BID.PUBLISHED_ON, lot.publishedOn())
                        .set(OPENED_BID.FLOOR_FEN, lot.floorFen())
                        .set(OPENED_BID.CEILING_FEN, lot.ceilingFen())
                        .set(OPENED_BID.PRICE_ENTRY_ID, entry)
                        .set(OPENED_BID.PRICE_FEN, price)
                        .set(OPENED_BID.AMOUNT_FEN, amount)
                        .set(OPENED_BID.RECEIVED_AT, sealed.receivedAt())
                        .set(OPENED_BID.NONCE, text.nonce())
                        .set(OPENED_BID.BODY, JSONB.valueOf(json.writeValueAsString(text.terms())))
                        .set(OPENED_BID.EXCLUDED, excluded.toArray(String[]::new));
        var opened =
                new OpenedBid(
                        sealed.id(),
                        lot.lotNo(),
                        lot.agencyId(),
                        lot.uscc(),
                        lot.agencyName(),
                        amount,
                        price,
                        text.nonce(),
                        excluded,
                        sealed.receivedAt());
        return Mono.from(insert)
                .then(documents.open(tx, sealed.id(), text.documents()))
                .then(tell(tx, actor, lot, sealed, opened))
                .thenReturn(opened);
    }

    private static Mono<Void> tell(
            DSLContext tx, String actor, Lot lot, Sealed sealed, OpenedBid opened) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("name", opened.agencyName());
        told.put("uscc", opened.uscc());
        told.put("lot", opened.lotNo());
        told.put("amountFen", opened.amountFen());
        told.put("bidId", opened.id().toString());
        told.put("bidHash", sealed.bidHash());
        told.put("receivedAt", opened.receivedAt().toString());
        told.put("excluded", opened.excluded());
        return Events.tell(tx, actor, "bid.opened", "request", lot.number(), told);
    }

    /** It is told, so that whoever holds a receipt for it sees that it was there. */
    private static Mono<OpenedBid> notOpened(
            DSLContext tx, UUID requestId, String actor, Sealed sealed, String why) {
        return Mono.from(
                        tx.resultQuery(
                                "select number from service_request where id = {0}",
                                val(requestId)))
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .flatMap(number ->
                        Events.tell(
                                tx,
                                actor,
                                "bid.not-opened",
                                "request",
                                number,
                                Map.of(
                                        "lot",
                                        sealed.lotNo(),
                                        "bidHash",
                                        sealed.bidHash(),
                                        "receivedAt",
                                        sealed.receivedAt().toString(),
                                        "reason",
                                        why)))
                .then(Mono.empty());
    }
}
