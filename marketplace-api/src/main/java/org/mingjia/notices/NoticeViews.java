package org.mingjia.notices;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.tender.RequestBody;
import org.mingjia.tender.TenderTerms;

/** What everybody reads of requests. Amounts are whole fen. */
final class NoticeViews {

    private NoticeViews() {}

    /** A notice in the public list. */
    record NoticeRow(
            String place,
            String number,
            String title,
            String status,
            String projectName,
            String regionCode,
            @Nullable String regionName,
            String actCode,
            String method,
            String funds,
            String ownerName,
            List<String> itemCodes,
            List<String> itemNames,
            long ceilingFen,
            OffsetDateTime publishedAt,
            OffsetDateTime closesAt) {}

    /**
     * A notice with all that was published; nothing of it is ever taken away.
     *
     * @param copiedFrom number of the notice that this one runs again
     * @param openingKey what bids are sealed with
     * @param extended whether the deadline was moved because there were too few
     */
    record NoticeView(
            String number,
            String title,
            String status,
            @Nullable String copiedFrom,
            NoticeOwner owner,
            String regionCode,
            @Nullable String regionName,
            String projectName,
            @Nullable String projectCode,
            @Nullable String projectScale,
            String actCode,
            @Nullable String actName,
            String funds,
            String method,
            Object methodParameters,
            @Nullable String methodReason,
            boolean runnerUp,
            TenderTerms terms,
            List<NoticeLot> lots,
            int serviceDays,
            RequestBody.@Nullable Qualifications qualifications,
            List<RequestBody.Practitioners> practitioners,
            List<RequestBody.Avoided> avoid,
            String description,
            List<NoticeFile> attachments,
            @Nullable OpeningKey openingKey,
            OffsetDateTime publishedAt,
            OffsetDateTime closesAt,
            boolean extended,
            @Nullable String endReason,
            @Nullable OffsetDateTime endedAt,
            List<NoticeAmendment> amendments,
            List<Answered> questions,
            List<TimelineEntry> timeline) {}

    /** Who asks; a natural person's name is masked. */
    record NoticeOwner(String name, @Nullable String uscc) {}

    /**
     * A lot as it was published.
     *
     * @param ceilingFen 最高限价: the least of the budget and the lawful maximum
     */
    record NoticeLot(
            int lotNo,
            String itemCode,
            @Nullable String itemName,
            String payer,
            String pricingMode,
            Object parameters,
            LocalDate publishedOn,
            long budgetFen,
            @Nullable Long lawfulMinFen,
            @Nullable Long lawfulMaxFen,
            @Nullable String lawfulRuleId,
            @Nullable String lawfulDocument,
            long floorFen,
            long ceilingFen) {}

    /**
     * A file of the notice.
     *
     * @param open whether everybody reads it; otherwise only agencies on the market do
     */
    record NoticeFile(UUID id, String name, long size, boolean open) {}

    /**
     * The key that bids are sealed with, and the promise that the draw's seed is fixed already.
     *
     * @param publicKey hexadecimal
     * @param seedCommitment SHA-256 of the server's seed, hexadecimal
     */
    record OpeningKey(String publicKey, String seedCommitment) {}

    /** What was added to the notice. */
    record NoticeAmendment(
            int amendmentNo,
            String text,
            OffsetDateTime closesBefore,
            OffsetDateTime closesAfter,
            OffsetDateTime at) {}

    /** A question that was answered; who asked is never said. */
    record Answered(
            UUID id,
            String question,
            OffsetDateTime askedAt,
            String answer,
            OffsetDateTime answeredAt) {}

    /** A question as the owner has it before it. */
    record Question(
            String id,
            String question,
            OffsetDateTime askedAt,
            @Nullable String answer,
            @Nullable OffsetDateTime answeredAt) {}

    /** Something that happened to it. */
    record TimelineEntry(OffsetDateTime at, String kind, @Nullable String reason) {}

    /** The database's clock. */
    record Clock(OffsetDateTime now) {}
}
