package org.mingjia.award;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.BEACON_VALUE;
import static org.mingjia.db.Tables.LOT_POOL;
import static org.mingjia.db.Tables.SELECTION;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.beacon.Beacon;
import org.mingjia.bidding.Opening;
import org.mingjia.selection.Bid;
import org.mingjia.selection.DrawSeed;
import org.mingjia.selection.Method;
import org.mingjia.selection.Pool;
import org.mingjia.selection.Selection;
import org.mingjia.selection.Selector;
import org.mingjia.timers.TimedWork;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 选取 Applies the method to every lot, once. There is no button, no second round, and nothing that
 * takes the place of a beacon that is away: it is waited for.
 */
@Component
final class Drawing implements TimedWork {

    static final String KIND = "draw";

    private final Opening opening;
    private final Beacon beacon;
    private final Awards awards;

    Drawing(Opening opening, Beacon beacon, Awards awards) {
        this.opening = opening;
        this.beacon = beacon;
        this.awards = awards;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Void> run(DSLContext tx, UUID requestId, int lotNo) {
        return RequestRow.lock(tx, requestId)
                .filter(request -> request.status().equals("selecting"))
                .flatMap(request ->
                        waitedFor(tx, request)
                                .thenMany(Flux.defer(() -> request.lots(tx)))
                                .concatMap(lot -> lot(tx, request, lot.no()))
                                .then(Progress.settle(tx, request)));
    }

    /** Asks for the round that the pool named; an error is tried again until there is an answer. */
    private Mono<Void> waitedFor(DSLContext tx, RequestRow request) {
        return Mono.from(
                        tx.selectFrom(LOT_POOL)
                                .where(LOT_POOL.REQUEST_ID.eq(request.id()))
                                .and(LOT_POOL.BEACON_ROUND.isNotNull())
                                // a draw that stood still may have been told it before
                                .and(
                                        "not exists (select from beacon_value v where v.request_id = {0})",
                                        LOT_POOL.REQUEST_ID)
                                .orderBy(LOT_POOL.LOT_NO)
                                .limit(1))
                .flatMap(pool -> {
                    String chain = pool.get(LOT_POOL.BEACON_CHAIN);
                    long round = pool.get(LOT_POOL.BEACON_ROUND);
                    return beacon.value(chain, round)
                            .flatMap(value ->
                                    Mono.from(
                                            tx.insertInto(BEACON_VALUE)
                                                    .set(BEACON_VALUE.REQUEST_ID, request.id())
                                                    .set(BEACON_VALUE.CHAIN, chain)
                                                    .set(BEACON_VALUE.ROUND, round)
                                                    .set(
                                                            BEACON_VALUE.RANDOMNESS,
                                                            value.randomness())
                                                    .set(BEACON_VALUE.SIGNATURE, value.signature())
                                                    .set(
                                                            BEACON_VALUE.SIGNATURE_VERIFIED,
                                                            value.signatureVerified())));
                })
                .then();
    }

    /** The owner's marks come before a selection by best value, if there is one to be made. */
    private Mono<Void> lot(DSLContext tx, RequestRow request, int lotNo) {
        return OpenedBid.takingPart(tx, request.id(), lotNo)
                .collectList()
                .flatMap(bids ->
                        request.method() instanceof Method.BestValue best
                                        && bids.size() >= best.minimum()
                                ? awards.leaveToTheOwner(tx, request, lotNo)
                                : select(tx, request, lotNo, Map.of()));
    }

    /**
     * Selects, and does what follows.
     *
     * @param scores the owner's marks by code, where the method counts them
     */
    Mono<Void> select(
            DSLContext tx, RequestRow request, int lotNo, Map<String, Bid.Scores> scores) {
        return draw(tx, request, lotNo)
                .flatMap(draw -> {
                    List<Bid> bids = draw.bids(scores);
                    DrawSeed seed = draw.seed();
                    Selection selection = Selector.select(request.method(), bids, seed);
                    return Mono.from(
                                    tx.insertInto(SELECTION)
                                            .set(SELECTION.REQUEST_ID, request.id())
                                            .set(SELECTION.LOT_NO, (short) lotNo)
                                            .set(SELECTION.OUTCOME, Words.outcome(selection))
                                            .set(
                                                    SELECTION.WORKING,
                                                    Words.working(
                                                            request.method(),
                                                            bids,
                                                            seed.hex(),
                                                            selection))
                                            .set(SELECTION.PROOF, Words.json(draw.proof())))
                            .then(
                                    Progress.tell(
                                            tx,
                                            request,
                                            Closing.ACTOR,
                                            "lot.selected",
                                            Map.of(
                                                    "lot",
                                                    lotNo,
                                                    "outcome",
                                                    Words.outcome(selection))))
                            .then(awards.follow(tx, request, lotNo, selection, bids.size()));
                });
    }

    private Mono<Draw> draw(DSLContext tx, RequestRow request, int lotNo) {
        return pool(tx, request, lotNo)
                .flatMap(pool ->
                        opening.seed(tx, request.id(), Closing.ACTOR)
                                .flatMap(revealed ->
                                        OpenedBid.takingPart(tx, request.id(), lotNo)
                                                .collectList()
                                                .flatMap(bids ->
                                                        value(tx, request)
                                                                .singleOptional()
                                                                .map(value ->
                                                                        new Draw(
                                                                                request.method(),
                                                                                pool,
                                                                                revealed.seed(),
                                                                                bids,
                                                                                value.orElse(
                                                                                        null))))));
    }

    private static Mono<Record> pool(DSLContext tx, RequestRow request, int lotNo) {
        return Mono.from(
                tx.selectFrom(LOT_POOL)
                        .where(LOT_POOL.REQUEST_ID.eq(request.id()))
                        .and("lot_no = {0}", val(lotNo)));
    }

    private static Mono<Record> value(DSLContext tx, RequestRow request) {
        return Mono.from(
                tx.selectFrom(BEACON_VALUE).where(BEACON_VALUE.REQUEST_ID.eq(request.id())));
    }

    /** Everything that a seed is made of; what does not fit what was published is a defect. */
    private record Draw(
            Method method,
            Record published,
            String serverSeed,
            List<OpenedBid> opened,
            @Nullable Record beacon) {

        Draw {
            Pool pool = Pool.of(opened.stream().map(OpenedBid::uscc).toList());
            if (!pool.hash().equals(published.get(LOT_POOL.HASH))
                    || !DrawSeed.commitment(serverSeed).equals(published.get(LOT_POOL.COMMITMENT))
                    || (beacon == null) != (published.get(LOT_POOL.BEACON_ROUND) == null)) {
                throw new IllegalStateException("the draw is not what was published");
            }
        }

        List<Bid> bids(Map<String, Bid.Scores> scores) {
            return opened.stream()
                    .map(bid ->
                            bid.with(
                                    method instanceof Method.CreditShortlist,
                                    scores.get(bid.uscc())))
                    .toList();
        }

        private Pool pool() {
            return Pool.of(opened.stream().map(OpenedBid::uscc).toList());
        }

        private @Nullable String randomness() {
            return beacon == null ? null : beacon.get(BEACON_VALUE.RANDOMNESS);
        }

        DrawSeed seed() {
            return DrawSeed.combine(
                    serverSeed,
                    pool(),
                    opened.stream().map(OpenedBid::part).toList(),
                    randomness());
        }

        Map<String, @Nullable Object> proof() {
            var proof = new LinkedHashMap<String, @Nullable Object>();
            proof.put("serverSeed", serverSeed);
            proof.put("commitment", published.get(LOT_POOL.COMMITMENT));
            proof.put("pool", pool().usccs());
            proof.put("poolHash", pool().hash());
            proof.put("nonces", opened.stream().map(OpenedBid::part).toList());
            proof.put("beacon", randomness());
            proof.put("beaconSource", beacon == null ? null : source(beacon));
            return proof;
        }

        private static Map<String, Object> source(Record beacon) {
            var source = new LinkedHashMap<String, Object>();
            source.put("chain", beacon.get(BEACON_VALUE.CHAIN));
            source.put("round", beacon.get(BEACON_VALUE.ROUND));
            source.put("signature", beacon.get(BEACON_VALUE.SIGNATURE));
            source.put("signatureVerified", beacon.get(BEACON_VALUE.SIGNATURE_VERIFIED));
            return source;
        }
    }
}
