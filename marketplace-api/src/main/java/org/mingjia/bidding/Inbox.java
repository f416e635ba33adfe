package org.mingjia.bidding;

import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.IdempotencyKeyReused;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.sealing.Receipts;
import org.mingjia.sealing.Receipts.Receipt;
import org.mingjia.sealing.Sealing;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Where sealed bids are put, each by one statement whose trigger asks the database's clock. A
 * receipt is signed of what was committed. Nothing written here names the bidder: the log has a
 * part of the pseudonym, and an idempotency key is kept as a keyed hash.
 */
@Component
class Inbox {

    private static final String BEFORE =
            """
            select id, lot_no::int, withdrawal, encode(bid_hash, 'hex'), received_at, encode(repeat_of, 'hex')
              from sealed_bid
             where request_id = {0} and pseudonym = decode({1}, 'hex') and repeat_key = decode({2}, 'hex')
            """;

    /**
     * The bid, its turn and its event. A withdrawal takes its turn only where there is a bid to
     * take back; who is overtaken by the same bidder's other hand gets no id.
     */
    private static final String PUT =
            """
            with before as (
                select coalesce(max(turn), 0) + 1 as turn,
                       coalesce((array_agg(withdrawal order by turn desc))[1], true) as nothing
                  from sealed_bid
                 where request_id = {0} and lot_no = {1} and pseudonym = decode({2}, 'hex')),
            put as (
                insert into sealed_bid (request_id, lot_no, pseudonym, turn, withdrawal, ciphertext, repeat_key, repeat_of)
                select {0}, {1}, decode({2}, 'hex'), turn, {3}, {4}, decode({5}, 'hex'), decode({6}, 'hex')
                  from before where not ({3} and nothing)
                on conflict do nothing
                returning id, lot_no, withdrawal, bid_hash, received_at),
            told as (
                insert into event (actor, kind, entity_type, entity_code)
                select 'bidder:' || left({2}, 16), case when withdrawal then 'bid.withdrawn' else 'bid.sealed' end,
                       'sealed-bid', id::text from put)
            select put.id, put.lot_no::int, put.withdrawal, encode(put.bid_hash, 'hex'), put.received_at, before.nothing
              from before left join put on true
            """;

    private final Transactor transactor;
    private final Sealing sealing;
    private final Receipts receipts;

    Inbox(Transactor transactor, Sealing sealing, Receipts receipts) {
        this.transactor = transactor;
        this.sealing = sealing;
        this.receipts = receipts;
    }

    /**
     * What is kept of an idempotency key: nothing that anybody can try out.
     *
     * @param key as the bidder sent it; null where it sent none, and then the hashes are null too
     */
    record Repeat(@Nullable String key, @Nullable String keyHash, @Nullable String askedHash) {}

    /**
     * A repetition of this bidder's.
     *
     * @param asked all that is asked for under the key
     */
    Repeat repeat(Lot lot, @Nullable String key, String asked) {
        return key == null
                ? new Repeat(null, null, null)
                : new Repeat(
                        key,
                        hash(lot, "key " + lot.agencyId() + " " + key),
                        hash(lot, "asked " + lot.agencyId() + " " + asked));
    }

    private String hash(Lot lot, String text) {
        return HexFormat.of().formatHex(sealing.repetition(lot.requestId(), text));
    }

    private String pseudonym(Lot lot) {
        return HexFormat.of().formatHex(sealing.pseudonym(lot.requestId(), lot.agencyId()));
    }

    /** The receipt that was given under the key before; empty where none was. */
    Mono<Receipt> before(Lot lot, Repeat repeat) {
        String key = repeat.key();
        return key == null ? Mono.empty() : transactor.one(db -> before(db, lot, repeat, key));
    }

    private Mono<Receipt> before(DSLContext db, Lot lot, Repeat repeat, String key) {
        return Mono.from(
                        db.resultQuery(
                                BEFORE,
                                val(lot.requestId()),
                                val(pseudonym(lot)),
                                val(repeat.keyHash())))
                .map(row -> {
                    if (!row.get(5, String.class).equals(repeat.askedHash())) {
                        throw new Refused(new IdempotencyKeyReused(key));
                    }
                    return receipt(lot.number(), row);
                });
    }

    /**
     * Receives what was sealed; the receipt comes after the commit. One statement does it, which is
     * a transaction of its own: at a deadline every way to the database counts. Who is overtaken
     * looks for its own repetition and asks again; each time a turn was taken, and there are a
     * hundred.
     *
     * @param sealed ciphertext
     */
    Mono<Receipt> receive(Lot lot, Repeat repeat, boolean withdrawal, byte[] sealed) {
        return transactor
                .one(db -> put(db, lot, repeat, withdrawal, sealed))
                .flatMap(row -> {
                    if (row.get(0) != null) {
                        return Mono.just(receipt(lot.number(), row));
                    }
                    if (withdrawal && row.get(5, Boolean.class)) {
                        return Mono.error(
                                new Refused(new NotNow("nothing-to-withdraw", "本机构在本标段没有可以撤回的报价")));
                    }
                    return before(lot, repeat)
                            .switchIfEmpty(
                                    Mono.defer(() -> receive(lot, repeat, withdrawal, sealed)));
                });
    }

    private Mono<Record> put(
            DSLContext db, Lot lot, Repeat repeat, boolean withdrawal, byte[] sealed) {
        return Mono.from(
                        db.resultQuery(
                                PUT,
                                val(lot.requestId()),
                                val((short) lot.lotNo()),
                                val(pseudonym(lot)),
                                val(withdrawal),
                                val(sealed),
                                val(repeat.keyHash(), SQLDataType.VARCHAR),
                                val(repeat.askedHash(), SQLDataType.VARCHAR)))
                .cast(Record.class);
    }

    private Receipt receipt(String number, Record row) {
        return receipts.sign(
                number,
                row.get(1, Integer.class),
                row.get(2, Boolean.class),
                row.get(0, UUID.class),
                HexFormat.of().parseHex(row.get(3, String.class)),
                row.get(4, OffsetDateTime.class));
    }
}
