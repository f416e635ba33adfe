package org.mingjia.tender;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.FieldError;

/** What owners, the operator and the public read of requests. Amounts are whole fen. */
final class RequestViews {

    private RequestViews() {}

    /**
     * A request as its owner has it, judged as if it were published now.
     *
     * @param number 公告编号; null while it is not published
     * @param actName null while there is no such act, as is regionName
     * @param files the attachments that are the owner's
     * @param errors what stands against its publication; empty when nothing does
     * @param lots what the law and the budget allow for each lot
     * @param closesNotBefore the first instant at which it may close, were it published now
     * @param terms what the region wants of this method and these funds; null where nothing fits
     * @param closesAt the deadline as it stands; null while it is not published
     * @param reviewBy the operator's last day for its review; null when it is not under review
     */
    record RequestView(
            UUID id,
            @Nullable String number,
            String status,
            int version,
            String ownerName,
            RequestBody body,
            @Nullable String actName,
            @Nullable String regionName,
            List<AttachedFile> files,
            List<FieldError> errors,
            List<LotFigures> lots,
            OffsetDateTime closesNotBefore,
            @Nullable TenderTerms terms,
            @Nullable LocalDate reviewBy,
            @Nullable String returnReason,
            @Nullable OffsetDateTime closesAt) {}

    /** The same of a request that is not kept anywhere. */
    record RequestCheckView(
            boolean acceptable,
            @Nullable String actName,
            @Nullable String regionName,
            List<AttachedFile> files,
            List<FieldError> errors,
            List<LotFigures> lots,
            OffsetDateTime closesNotBefore,
            @Nullable TenderTerms terms) {}

    /**
     * A file of the owner's that goes with a request.
     *
     * @param size bytes
     */
    record AttachedFile(UUID fileId, String name, long size) {}

    /**
     * What may be bid for a lot.
     *
     * @param itemName null when the item is not on the list
     * @param lawfulMinFen null where nothing binds, as are the three after it
     * @param ceilingFen 最高限价; null while there is neither a budget nor a legal maximum
     */
    record LotFigures(
            @Nullable String itemCode,
            @Nullable String itemName,
            @Nullable String payer,
            @Nullable String pricingMode,
            @Nullable Long lawfulMinFen,
            @Nullable Long lawfulMaxFen,
            @Nullable String ruleId,
            @Nullable String document,
            List<String> working,
            @Nullable Long ceilingFen) {}

    /** One's own request in a list. */
    record OwnRequest(
            String id,
            @Nullable String number,
            String status,
            @Nullable String title,
            @Nullable OffsetDateTime closesAt,
            OffsetDateTime createdAt,
            @Nullable String returnReason,
            String place) {}

    /** A request in the operator's queue. */
    record ReviewRow(
            String place,
            String id,
            String ownerName,
            @Nullable String title,
            LocalDate reviewBy,
            boolean overdue,
            int version) {}
}
