package org.mingjia.inbox;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one reads of one's messages. */
final class InboxViews {

    private InboxViews() {}

    /**
     * A message in a list.
     *
     * @param place where it stands in the list
     * @param kind what happened, as {@code request.matched}
     * @param subject the number of the request that it is about, or its id while it has no number
     */
    record MessageRow(
            String place,
            long id,
            String kind,
            String subject,
            String title,
            String body,
            OffsetDateTime at,
            @Nullable OffsetDateTime readAt) {}

    /** A message. */
    record MessageView(
            long id,
            String kind,
            String subject,
            String title,
            String body,
            OffsetDateTime at,
            @Nullable OffsetDateTime readAt) {}

    /** Messages after a place; {@code next} is where to go on. */
    record MessagesView(List<MessageView> items, long next) {}

    /** How many were not read. */
    record UnreadView(long unread) {}

    /**
     * By which way an organisation is told, beside its inbox.
     *
     * @param email where to; null for nowhere
     * @param mailMatches of new requests that it is eligible for
     * @param mailResults of what happens to requests that it has to do with
     * @param mailConfigured whether this market sends mail at all; where it does not, nothing is
     *     kept for sending
     */
    record SettingsView(
            @Nullable String email,
            boolean mailMatches,
            boolean mailResults,
            boolean mailConfigured) {}

    /** The same as it is set. */
    record SettingsRequest(
            @Nullable String email, @Nullable Boolean mailMatches, @Nullable Boolean mailResults) {}
}
