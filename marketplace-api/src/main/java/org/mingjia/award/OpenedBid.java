package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.selection.Bid;
import org.mingjia.selection.DrawSeed;
import reactor.core.publisher.Flux;

/**
 * A bid that was opened and takes part.
 *
 * @param nonce what it adds to the seed; null where it gave none
 * @param credit hundredths: 8000 without a rating, 7000 under a warning
 */
record OpenedBid(UUID id, String uscc, long amountFen, @Nullable String nonce, int credit) {

    private static final String NO_NONCE = "00".repeat(DrawSeed.BYTES);

    private static final String ROWS =
            """
            select b.id, o.uscc, b.amount_fen, b.nonce, case when s.standing = 'warned' then 7000 else 8000 end
              from opened_bid b
              join organisation o on o.id = b.agency_id
              left join agencies_standing_on(market_today()) s on s.agency_id = b.agency_id
             where b.request_id = {0} and b.lot_no = {1} and cardinality(b.excluded) = 0
             order by o.uscc collate "C"
            """;

    /** Of one lot, as the pool lists them. */
    static Flux<OpenedBid> takingPart(DSLContext tx, UUID requestId, int lotNo) {
        return Flux.from(tx.resultQuery(ROWS, val(requestId), val(lotNo)))
                .map(row ->
                        new OpenedBid(
                                row.get(0, UUID.class),
                                row.get(1, String.class),
                                row.get(2, Long.class),
                                row.get(3, String.class),
                                row.get(4, Integer.class)));
    }

    /** 32 bytes in hexadecimal. */
    String part() {
        return nonce == null ? NO_NONCE : nonce;
    }

    Bid with(boolean ranksByCredit, Bid.@Nullable Scores scores) {
        return new Bid(uscc, amountFen, ranksByCredit ? (Integer) credit : null, scores);
    }
}
