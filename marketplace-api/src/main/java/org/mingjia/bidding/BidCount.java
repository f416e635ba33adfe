package org.mingjia.bidding;

import static org.jooq.impl.DSL.val;

import java.util.UUID;
import org.jooq.DSLContext;
import reactor.core.publisher.Mono;

/** How many bids stand: for who closes a request after its deadline, and for nobody else. */
public final class BidCount {

    private static final String STANDING =
            """
            select count(*) from (
                select distinct on (s.pseudonym) s.withdrawal from sealed_bid s
                  join service_request r on r.id = s.request_id
                 where s.request_id = {0} and s.lot_no = {1} and r.closes_at <= clock_timestamp()
                 order by s.pseudonym, s.turn desc) last
             where not withdrawal
            """;

    private BidCount() {}

    /** Of one lot; 0 before the deadline, whatever there is. */
    public static Mono<Integer> valid(DSLContext tx, UUID requestId, int lotNo) {
        return Mono.from(tx.resultQuery(STANDING, val(requestId), val(lotNo)))
                .map(row -> row.get(0, Integer.class));
    }
}
