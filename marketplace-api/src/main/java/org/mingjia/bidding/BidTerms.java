package org.mingjia.bidding;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.mingjia.bidding.Ceilings.BidCeiling;
import org.mingjia.bidding.Eligibility.BidCondition;
import org.mingjia.sealing.Sealing;

/**
 * What an agency has to know before it bids for a lot.
 *
 * @param now by the database's clock, which alone decides
 * @param closesAt the first instant at which no bid is received any more
 * @param open whether bids are received now
 * @param lotCeilingFen what a 下浮率 is taken off
 * @param eligible whether all points are met
 * @param practitioners the agency's own people, of whom a bid may name some
 * @param openingKey public half of the key to which bids are sealed, hexadecimal
 * @param openingKeyFingerprint SHA-256 of these bytes
 * @param seedCommitment SHA-256 of the server's seed of a draw
 */
record BidTerms(
        String number,
        int lot,
        String title,
        String itemCode,
        OffsetDateTime now,
        OffsetDateTime closesAt,
        boolean open,
        long lotCeilingFen,
        BidCeiling ceiling,
        boolean eligible,
        List<BidCondition> points,
        List<Lot.Practitioner> practitioners,
        String openingKey,
        String openingKeyFingerprint,
        String seedCommitment) {

    static BidTerms of(Lot lot, BidCeiling ceiling) {
        return new BidTerms(
                lot.number(),
                lot.lotNo(),
                lot.title(),
                lot.itemCode(),
                lot.now(),
                lot.closesAt(),
                lot.open(),
                lot.ceilingFen(),
                ceiling,
                lot.eligibility().unmet().isEmpty(),
                lot.eligibility().points(),
                lot.people(),
                lot.publicKey(),
                Sealing.fingerprint(HexFormat.of().parseHex(lot.publicKey())),
                lot.seedCommitment());
    }
}
