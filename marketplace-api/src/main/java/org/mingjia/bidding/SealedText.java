package org.mingjia.bidding;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.bidding.Lot.Practitioner;
import org.mingjia.biddocs.DocumentHandle;

/**
 * What a sealed bid says once it is opened: who bids what for which lot.
 *
 * @param version of this form
 * @param withdrawal then nothing else is said but whose it is
 * @param priceFen what the bidder's published price came to when the bid was received
 * @param documents with their keys, and so apart from the terms, which are published
 */
record SealedText(
        int version,
        UUID requestId,
        int lotNo,
        UUID agencyId,
        boolean withdrawal,
        long amountFen,
        @Nullable UUID priceEntryId,
        long priceFen,
        @Nullable String nonce,
        Terms terms,
        List<DocumentHandle> documents) {

    SealedText {
        // what was sealed before there were documents has none
        documents = Objects.requireNonNullElse(documents, List.of());
    }

    /**
     * What is offered beside the price.
     *
     * @param discountPercent as the bidder wrote it; null where it named an amount
     */
    record Terms(
            @Nullable String discountPercent,
            @Nullable String promise,
            @Nullable Integer serviceDays,
            List<Practitioner> practitioners) {}

    private static final Terms NOTHING = new Terms(null, null, null, List.of());

    static SealedText withdrawal(Lot lot) {
        return new SealedText(
                1,
                lot.requestId(),
                lot.lotNo(),
                lot.agencyId(),
                true,
                0,
                null,
                0,
                null,
                NOTHING,
                List.of());
    }
}
