package org.mingjia.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every "no" that Mingjia is expected to say. The list is public API: each kind is a problem type
 * (RFC 9457) with a stable slug.
 */
public sealed interface Refusal {

    /** Nothing of that kind has that identifier on that day. */
    record NotFound(String what, String id) implements Refusal {}

    /** A query or path parameter breaks a rule. */
    record MalformedParameter(
            String parameter,
            String rule,
            String detail,
            @Nullable String bound,
            List<String> allowed)
            implements Refusal {}

    /** A query parameter that the resource does not know: a typo must not pass for a filter. */
    record UnknownQueryParameter(String parameter, List<String> allowed) implements Refusal {}

    /** A cursor that this list did not give out. */
    record InvalidCursor() implements Refusal {}

    /** A parameter of a quote is missing, unknown or out of range. */
    record QuoteParameterRefused(
            String parameter,
            String rule,
            String detail,
            @Nullable String bound,
            List<String> allowed)
            implements Refusal {}

    /** The working-day calendar of a year is not loaded, so nothing can be counted in it. */
    record CalendarMissing(int year) implements Refusal {}

    /** Rows of an import break rules; nothing of it was published. */
    record ImportRefused(List<RowError> errors, long errorCount) implements Refusal {}

    /** An import is larger than it may be, packed or unpacked. */
    record ImportTooLarge(String rule, String detail, long bound) implements Refusal {}

    /** Another import is being published. */
    record ImportBusy(Duration retryAfter) implements Refusal {}

    /** An idempotency key was used before for something else. */
    record IdempotencyKeyReused(String key) implements Refusal {}

    /** A part that the answer needs is away for the moment. */
    record Unavailable(String part, Duration retryAfter) implements Refusal {}

    /** Members of a body break rules; all of them are said at once, and nothing was written. */
    record ContentRefused(List<FieldError> errors) implements Refusal {

        /** One broken member. */
        public ContentRefused(String pointer, String rule, String detail) {
            this(List.of(new FieldError(pointer, rule, detail)));
        }
    }

    /** The thing was changed since it was read: {@code If-Match} names another version. */
    record StaleVersion(String current) implements Refusal {}

    /** An edit has to say with {@code If-Match} which version it was made of. */
    record VersionRequired() implements Refusal {}

    /** Who asks, and what that one may. */
    sealed interface OfIdentity extends Refusal {

        /** A name and a password that do not sign in; which of the two is wrong is not said. */
        record CredentialsRefused() implements OfIdentity {}

        /** Too many attempts in a short time, whoever made them. */
        record TooManyAttempts(Duration retryAfter) implements OfIdentity {}

        /** What has to be the only one of its kind is there already. */
        record Taken(String rule, String pointer, String detail) implements OfIdentity {}

        /** Known, but may not. */
        record Forbidden(String rule, String detail) implements OfIdentity {}

        /** A one-time code that was never issued, was used, or has run out. */
        record CodeRefused() implements OfIdentity {}

        /** Signing in elsewhere did not end well. */
        record SignInElsewhereFailed(String rule, String detail) implements OfIdentity {}
    }

    /** Agencies, their evidence and their standing. */
    sealed interface OfAgency extends Refusal {

        /** The thing is in a state in which that cannot be done. */
        record NotNow(String rule, String detail) implements OfAgency {}

        /** A file with more bytes than it may have. */
        record FileTooLarge(long mostBytes) implements OfAgency {}

        /** A part of a file that begins after its end. */
        record RangeNotSatisfiable(long size) implements OfAgency {}

        /** A file whose content is none of the accepted ones, whatever its name says. */
        record FileRefused(String rule, String detail) implements OfAgency {}
    }

    /** Sealed bids. */
    sealed interface OfBid extends Refusal {

        /** The deadline has come by the database's clock, or the request stands still. */
        record BiddingClosed() implements OfBid {}

        /** The agency may not take part; all that is missing is said at once. */
        record NotEligible(List<FieldError> unmet, String detail) implements OfBid {}

        /**
         * An amount above or below what the bidder may bid.
         *
         * @param bound in fen; null where no bound can be computed
         * @param priceEntryId the published version of the price that counts; null without one
         * @param ruleId the price rule that binds the lot; null without one
         */
        record OutOfBounds(
                String pointer,
                String rule,
                String detail,
                @Nullable Long bound,
                @Nullable String priceEntryId,
                @Nullable String ruleId)
                implements OfBid {}
    }

    /** Charges under a contract. */
    sealed interface OfCharge extends Refusal {

        /**
         * All charges together would be more than may be charged at this moment.
         *
         * @param bound in fen, of all charges
         * @param priceEntryId the published version of the price that charges rest on
         */
        record AboveBound(
                String pointer, String rule, String detail, long bound, String priceEntryId)
                implements OfCharge {}
    }

    /**
     * One broken member of a body.
     *
     * @param pointer JSON pointer (RFC 6901) as a fragment, {@code #/organisation/uscc}
     * @param rule stable name of the rule
     * @param detail what was found and what was expected, in Chinese, the bound included
     */
    record FieldError(String pointer, String rule, String detail) {}

    /** Somebody asks more often than the market answers one caller. */
    record TooManyRequests(String what, Duration retryAfter) implements Refusal {}

    /**
     * One broken row of an import.
     *
     * @param file file or sheet as the sender named it
     * @param row line in the file, the header being 1; 0 when the whole file is meant
     * @param column column name, or null when the whole row is meant
     * @param rule stable name of the rule
     * @param detail what was found and what was expected, in Chinese
     */
    record RowError(String file, int row, @Nullable String column, String rule, String detail) {}
}
