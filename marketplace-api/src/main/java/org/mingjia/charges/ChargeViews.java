package org.mingjia.charges;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.offers.ProjectParameters;
import org.mingjia.quotes.QuoteRequest;

/** Questions about a charge, and their answers. */
final class ChargeViews {

    private ChargeViews() {}

    /**
     * What somebody was asked to pay.
     *
     * @param uscc the agency; null when it is not said, then no published price is looked at
     * @param regionCode where the project is
     * @param chargedOn the day of the charge, whose law and prices apply
     * @param amountFen in whole fen
     * @param payer who was asked: enterprise or government
     */
    record ChargeQuestion(
            @Nullable String itemCode,
            @Nullable String uscc,
            @Nullable String regionCode,
            @Nullable String chargedOn,
            @Nullable QuoteRequest parameters,
            @Nullable Long amountFen,
            @Nullable String payer,
            @JsonAnySetter @Nullable Map<String, @Nullable Object> unknown) {}

    /** The verdicts, the most serious first. */
    enum Verdict {
        NOT_ON_THE_LIST("not-on-the-list"),
        NOTHING_MAY_BE_CHARGED("nothing-may-be-charged"),
        OUTSIDE_LAWFUL_INTERVAL("outside-lawful-interval"),
        ABOVE_PUBLISHED_PRICE("above-published-price"),
        NO_PUBLISHED_PRICE("no-published-price"),
        NOT_COMPUTABLE("not-computable"),
        WITHIN("within");

        private final String code;

        Verdict(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * One ground of the verdict.
     *
     * @param rule list, payer, published-price, lawful-interval or benchmark
     * @param verdict what this ground alone says; {@code reference} for a benchmark, which binds
     *     nobody
     * @param ruleVersionFrom first day of the rule's effect by its document
     */
    record Finding(
            String rule,
            String verdict,
            String detail,
            @Nullable String ruleId,
            @Nullable LocalDate ruleVersionFrom,
            @Nullable String entryId,
            @Nullable LocalDate entryFrom,
            @Nullable LocalDate entryTo,
            @Nullable Long minFen,
            @Nullable Long maxFen,
            @Nullable String document,
            List<String> working) {

        static Finding plain(String rule, String verdict, String detail) {
            return new Finding(
                    rule, verdict, detail, null, null, null, null, null, null, null, null,
                    List.of());
        }
    }

    /** An answered question, kept for ever under {@code href}. */
    record ChargeCheck(
            String id,
            String href,
            OffsetDateTime at,
            String verdict,
            String summary,
            String itemCode,
            @Nullable String itemName,
            @Nullable String uscc,
            @Nullable String agencyName,
            String regionCode,
            String regionName,
            LocalDate chargedOn,
            ProjectParameters parameters,
            long amountFen,
            String payer,
            List<Finding> findings) {}
}
