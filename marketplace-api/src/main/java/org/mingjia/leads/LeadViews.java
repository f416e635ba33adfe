package org.mingjia.leads;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Leads as they come and as desks read them. */
final class LeadViews {

    private LeadViews() {}

    /**
     * A lead.
     *
     * @param subject as of complaints, or {@code misconduct} 公职人员违纪违法
     * @param about number of a notice or contract, or code of an agency; null for none of them.
     *     Whether it exists is not said
     */
    record LeadForm(@Nullable String subject, @Nullable String text, @Nullable String about) {}

    /**
     * A lead that was received.
     *
     * @param queryToken said once and kept nowhere; null when the answer is repeated
     */
    record LeadReceived(String number, String status, @Nullable String queryToken) {}

    /** Where a lead stands. */
    record LeadStep(String number, String status) {}

    /**
     * What became of a lead.
     *
     * @param outcome {@code handled}, {@code turned} or {@code unfounded}
     * @param turnedInto of one that was turned into something else: what, as the number of a case
     */
    record LeadAnswerForm(
            @Nullable String outcome, @Nullable String answer, @Nullable String turnedInto) {}

    /** A lead as its desk reads it. */
    record LeadView(
            String number,
            String subject,
            String status,
            String desk,
            @Nullable String about,
            String regionCode,
            String text,
            OffsetDateTime at,
            @Nullable OffsetDateTime readAt,
            @Nullable String outcome,
            @Nullable String answer,
            @Nullable String turnedInto,
            @Nullable OffsetDateTime answeredAt,
            String place) {}
}
