package org.mingjia.bidding;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bid as opening wrote it down.
 *
 * @param id of the sealed bid
 * @param uscc the bidder's code
 * @param priceFen what the bidder's published price comes to
 * @param nonce 32 bytes for a draw, hexadecimal
 * @param excluded why it does not take part in the selection; empty where it does
 */
public record OpenedBid(
        UUID id,
        int lotNo,
        UUID agencyId,
        String uscc,
        String agencyName,
        long amountFen,
        long priceFen,
        @Nullable String nonce,
        List<String> excluded,
        OffsetDateTime receivedAt) {}
