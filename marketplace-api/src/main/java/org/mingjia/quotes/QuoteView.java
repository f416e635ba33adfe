package org.mingjia.quotes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.OneOf;
import org.mingjia.catalog.Confidence;
import org.mingjia.catalog.ParameterRefused;
import org.mingjia.catalog.Quote;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.catalog.Step;
import org.mingjia.register.RuleView;

/**
 * What a rule says of one project.
 *
 * @param outcome {@code priced} or {@code none}
 * @param reason why there is none: outside-tiers, not-in-effect, amounts-unknown, no-such-selector;
 *     and, in the answer for an item, when the rule has no use for what was given
 * @param minFen lowest lawful charge in fen
 * @param maxFen highest in fen; null: no upper limit is stated
 * @param baselineMinFen lowest amount before the permitted float (浮动), after floor and cap
 * @param legalCeiling false: a benchmark that binds nobody
 * @param precedence 1 for the most specific region, only in the answer for an item
 * @param governing no rule of a more specific region stands before it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record QuoteView(
        @Schema(allowableValues = {"priced", "none"}) String outcome,
        @Nullable String reason,
        @Nullable String reasonText,
        @Nullable String parameter,
        @Nullable Long minFen,
        @Nullable Long maxFen,
        @Nullable Long baselineMinFen,
        @Nullable Long baselineMaxFen,
        List<Line> working,
        String document,
        @OneOf(RuleStatus.class) String status,
        boolean legalCeiling,
        String ruleId,
        String ruleName,
        String itemCode,
        String regionCode,
        String regionName,
        @Nullable LocalDate asOf,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @OneOf(Confidence.class) String confidence,
        boolean verified,
        String source,
        @Nullable String notes,
        @Nullable Integer precedence,
        @Nullable Boolean governing) {

    /**
     * One line of the working.
     *
     * @param lowFen exact amount so far in fen, as a decimal; with ≈ when it does not end
     * @param highFen the upper one, when they differ
     */
    record Line(
            @OneOf(Step.class) String step, String text, String lowFen, @Nullable String highFen) {}

    private record Amounts(
            String outcome,
            @Nullable String reason,
            @Nullable String reasonText,
            @Nullable String parameter,
            @Nullable Long minFen,
            @Nullable Long maxFen,
            @Nullable Long baselineMinFen,
            @Nullable Long baselineMaxFen,
            List<Line> working) {

        static Amounts none(String reason, String text, @Nullable String parameter) {
            return new Amounts("none", reason, text, parameter, null, null, null, null, List.of());
        }
    }

    static QuoteView of(RuleView rule, Quote quote) {
        return of(
                rule,
                quote.parameters().asOf(),
                switch (quote) {
                    case Quote.Priced priced ->
                            new Amounts(
                                    "priced",
                                    null,
                                    null,
                                    null,
                                    priced.minFen(),
                                    priced.maxFen(),
                                    priced.baselineMinFen(),
                                    priced.baselineMaxFen(),
                                    priced.working().stream()
                                            .map(line ->
                                                    new Line(
                                                            line.step().code(),
                                                            line.text(),
                                                            line.lowFen(),
                                                            line.highFen()))
                                            .toList());
                    case Quote.NoStandard none ->
                            Amounts.none(none.reason().code(), none.text(), null);
                });
    }

    /** The rule cannot be computed from what was given for the item as a whole. */
    static QuoteView unusable(RuleView rule, @Nullable LocalDate asOf, ParameterRefused refused) {
        return of(rule, asOf, Amounts.none("parameters", refused.detailZh(), refused.parameter()));
    }

    private static QuoteView of(RuleView rule, @Nullable LocalDate asOf, Amounts amounts) {
        return new QuoteView(
                amounts.outcome(),
                amounts.reason(),
                amounts.reasonText(),
                amounts.parameter(),
                amounts.minFen(),
                amounts.maxFen(),
                amounts.baselineMinFen(),
                amounts.baselineMaxFen(),
                amounts.working(),
                rule.document(),
                rule.status(),
                rule.legalCeiling(),
                rule.ruleId(),
                rule.name(),
                rule.itemCode(),
                rule.regionCode(),
                rule.regionName(),
                asOf,
                rule.effectiveFrom(),
                rule.effectiveTo(),
                rule.confidence(),
                rule.verified(),
                rule.source(),
                rule.notes(),
                null,
                null);
    }

    QuoteView placed(int place, boolean governs) {
        return new QuoteView(
                outcome,
                reason,
                reasonText,
                parameter,
                minFen,
                maxFen,
                baselineMinFen,
                baselineMaxFen,
                working,
                document,
                status,
                legalCeiling,
                ruleId,
                ruleName,
                itemCode,
                regionCode,
                regionName,
                asOf,
                effectiveFrom,
                effectiveTo,
                confidence,
                verified,
                source,
                notes,
                place,
                governs);
    }
}
