package org.mingjia.award;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read and written of selections and awards. Amounts are whole fen. */
final class AwardViews {

    private AwardViews() {}

    /** Marks for every bid of a lot, and what they rest on. */
    record ScoresForm(@Nullable List<Marks> scores, @Nullable String reason) {

        /** What a body leaves out comes as null, whatever the type says. */
        List<Marks> given() {
            return scores == null ? List.of() : scores.stream().filter(Objects::nonNull).toList();
        }
    }

    /**
     * One bid's marks, in hundredths of a point, 0 to 10000.
     *
     * @param quality of the plan
     * @param staff of the practitioners
     * @param time of the time offered
     */
    record Marks(
            @Nullable String uscc,
            @Nullable Integer quality,
            @Nullable Integer staff,
            @Nullable Integer time) {}

    /** Who is chosen from the short list, and why. */
    record ChoiceForm(@Nullable String uscc, @Nullable String reason) {}

    /** Whether something is accepted, and why. */
    record JudgementForm(@Nullable Boolean accept, @Nullable String reason) {}

    /** What an agency says of its price. */
    record ExplanationForm(@Nullable String text) {}

    /**
     * An objection.
     *
     * @param lotNo the first lot unless said
     */
    record ObjectionForm(@Nullable Integer lotNo, @Nullable String text) {}

    /** The operator's decision: {@code upheld} or {@code rejected}. */
    record ObjectionDecisionForm(@Nullable String decision, @Nullable String reason) {}

    /** What was done about a notice. */
    interface OfNotice {
        String number();
    }

    /**
     * Where a lot stands after a step.
     *
     * @param status of the request
     * @param awardStatus of the lot's last award; null while there was none
     */
    record Step(String number, int lotNo, String status, @Nullable String awardStatus)
            implements OfNotice {}

    /** An objection that was received. */
    record ObjectionRaised(UUID id, String number, int lotNo, int objectionNo)
            implements OfNotice {}

    /**
     * The award notice.
     *
     * @param opened whether the bids were opened; before that there are no lots to be read
     * @param method with its parameters
     * @param runnerUp whether the next in rank follows
     * @param randomness what the draw rests on, in Chinese
     */
    record AwardNotice(
            String number,
            String title,
            String status,
            boolean opened,
            String method,
            Map<String, Object> methodParameters,
            boolean runnerUp,
            @Nullable String endReason,
            String randomness,
            List<AwardedLot> lots) {}

    /**
     * A lot after the opening.
     *
     * @param selection null while none was made
     * @param awards every one there ever was, the first first
     * @param failure why nobody is selected; null unless so
     * @param decideBy until when the owner has to choose; null where it has nothing to choose
     */
    record AwardedLot(
            int lotNo,
            String itemCode,
            String itemName,
            long budgetFen,
            long ceilingFen,
            long floorFen,
            PoolView pool,
            List<OpenedBidView> bids,
            @Nullable SelectionView selection,
            List<LotDecisionView> decisions,
            List<AwardView> awards,
            List<ObjectionView> objections,
            @Nullable String failure,
            @Nullable OffsetDateTime decideBy) {}

    /** The pool as it was published before the randomness existed. */
    record PoolView(
            List<String> usccs,
            String lines,
            String hash,
            String commitment,
            @Nullable String beaconChain,
            @Nullable Long beaconRound,
            OffsetDateTime publishedAt) {}

    /**
     * A bid.
     *
     * @param priceFen what its published price comes to
     * @param excluded why it does not take part; empty when it does
     * @param documents what was handed in with it, for those who may read them
     */
    record OpenedBidView(
            UUID id,
            String uscc,
            String agencyName,
            long amountFen,
            long priceFen,
            OffsetDateTime receivedAt,
            @Nullable String nonce,
            List<String> excluded,
            Map<String, Object> offer,
            List<BidDocumentView> documents) {}

    /**
     * A document of a bid.
     *
     * @param size bytes
     * @param sha256 of the bytes, hexadecimal
     * @param address where the bidder, the owner, the operator and the region's regulators get it
     */
    record BidDocumentView(
            UUID id, String name, String mediaType, long size, String sha256, String address) {}

    /**
     * What the method made of the bids.
     *
     * @param working method, bids, seed, expected, in the words of the published vectors
     * @param proof server seed, commitment, pool, nonces, beacon
     */
    record SelectionView(
            String outcome,
            OffsetDateTime selectedAt,
            Map<String, Object> working,
            Map<String, Object> proof) {}

    /** A decision of the owner's. */
    record LotDecisionView(
            String kind, Map<String, Object> decision, String reason, OffsetDateTime at) {}

    /**
     * An award, standing or lost.
     *
     * @param lostBy agency, gate, objection, explanation, silence or complaint; null while it
     *     stands
     */
    record AwardView(
            String uscc,
            String agencyName,
            long amountFen,
            int rank,
            String basis,
            String status,
            OffsetDateTime madeAt,
            @Nullable OffsetDateTime publicityFrom,
            @Nullable OffsetDateTime publicityUntil,
            @Nullable OffsetDateTime acceptedAt,
            @Nullable OffsetDateTime awardedAt,
            @Nullable String explanation,
            @Nullable String lostBy,
            @Nullable String lostReason,
            @Nullable OffsetDateTime lostAt) {}

    /** An objection; who raised it is not said. */
    record ObjectionView(
            UUID id,
            int objectionNo,
            String text,
            OffsetDateTime at,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable OffsetDateTime decidedAt) {}

    /** Everything that a verifier needs. */
    record Proof(String number, String title, List<ProvenLot> lots) {}

    /** One lot of it. */
    record ProvenLot(
            int lotNo,
            Map<String, Object> method,
            List<Map<String, Object>> bids,
            String serverSeed,
            String commitment,
            List<String> pool,
            String poolHash,
            List<String> nonces,
            @Nullable String beacon,
            @Nullable Map<String, Object> beaconSource,
            String seed,
            Map<String, Object> expected) {}
}
