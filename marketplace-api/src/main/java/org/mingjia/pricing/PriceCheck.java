package org.mingjia.pricing;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AgencyPrice;
import org.mingjia.catalog.AgencyQuote;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.WorkingLine;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.pricing.PriceRequest.Wanted;
import org.mingjia.pricing.PriceViews.CheckView;
import org.mingjia.pricing.PriceViews.ExampleView;
import org.mingjia.pricing.PriceViews.LawfulView;
import org.mingjia.quotes.PriceTerms;
import org.mingjia.quotes.QuoteRequest;
import org.mingjia.register.RuleView;
import org.mingjia.register.Rules;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says what would come of a publication: it is tried, all the way, and rolled back. */
@Component
final class PriceCheck {

    private final Transactor transactor;
    private final Publishing publishing;
    private final Rules rules;
    private final String defaultRegion;

    PriceCheck(
            Transactor transactor, Publishing publishing, Rules rules, MingjiaSettings settings) {
        this.transactor = transactor;
        this.publishing = publishing;
        this.rules = rules;
        this.defaultRegion = settings.defaultRegion();
    }

    /** A wish, and the project for which an example is computed. */
    record Asked(
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String itemCode,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String regionCode,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String form,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable Long amountFen,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String amount,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String unit,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String factor,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String ruleId,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable PriceTerms terms,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String validFrom,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable QuoteRequest parameters) {

        PriceRequest price() {
            return new PriceRequest(
                    itemCode,
                    regionCode,
                    form,
                    amountFen,
                    amount,
                    unit,
                    factor,
                    ruleId,
                    terms,
                    validFrom);
        }
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("rolled back", null, false, false);
        }
    }

    Mono<CheckView> check(Actor actor, Asked asked) {
        PriceRequest price = asked.price();
        String item = price.itemCode() == null ? "" : price.itemCode();
        Mono<List<FieldError>> problems =
                Mono.fromSupplier(() -> price.read(defaultRegion))
                        .flatMap(wanted -> tried(actor, wanted))
                        .onErrorResume(
                                Refused.class,
                                refused ->
                                        refused.refusal() instanceof ContentRefused(var errors)
                                                ? Mono.just(errors)
                                                : Mono.error(refused));
        return problems.flatMap(found ->
                transactor
                        .one(db -> around(db, actor, item, price))
                        .flatMap(around ->
                                transactor
                                        .many(db ->
                                                rules.ofItem(
                                                        db,
                                                        item,
                                                        org.jooq.impl.DSL.val(around.today())))
                                        .collectList()
                                        .map(known ->
                                                view(
                                                        found,
                                                        around,
                                                        known,
                                                        price,
                                                        asked.parameters()))));
    }

    private Mono<List<FieldError>> tried(Actor actor, Wanted wanted) {
        return transactor
                .inTransaction(tx ->
                        Publishing.begin(tx, actor)
                                .then(publishing.publish(tx, actor, wanted))
                                .onErrorMap(ConstraintNames::meaning)
                                .flatMap(_ -> Mono.<List<FieldError>>error(new RolledBack())))
                .onErrorResume(RolledBack.class, _ -> Mono.just(List.of()));
    }

    private record Around(LocalDate earliest, LocalDate today, boolean market) {}

    private Mono<Around> around(DSLContext db, Actor actor, String item, PriceRequest price) {
        String region = price.regionCode() == null ? defaultRegion : price.regionCode();
        return Mono.from(
                        db.resultQuery(
                                """
                                select earliest_price_day({0}, {1}, {2}), market_today(),
                                       coalesce((select i.pricing_mode = 'market' from service_item i
                                         where i.code = {1} and i.valid @> market_today()), true)
                                """,
                                org.jooq.impl.DSL.val(actor.organisation()),
                                org.jooq.impl.DSL.val(item),
                                org.jooq.impl.DSL.val(region)))
                .map(row ->
                        new Around(
                                row.get(0, LocalDate.class),
                                row.get(1, LocalDate.class),
                                row.get(2, boolean.class)));
    }

    private CheckView view(
            List<FieldError> problems,
            Around around,
            List<RuleView> known,
            PriceRequest price,
            @Nullable QuoteRequest parameters) {
        LawfulView lawful =
                around.market()
                        ? null
                        : known.stream()
                                .filter(rule -> rule.status().equals("in_force"))
                                .filter(rule ->
                                        price.ruleId() == null
                                                || rule.ruleId().equals(price.ruleId()))
                                .findFirst()
                                .map(PriceCheck::lawful)
                                .orElse(null);
        List<LawfulView> benchmarks =
                known.stream()
                        .filter(rule -> around.market() || !rule.status().equals("in_force"))
                        .filter(rule -> !rule.status().equals("superseded"))
                        .map(PriceCheck::lawful)
                        .toList();
        return new CheckView(
                problems.isEmpty(),
                problems,
                around.earliest(),
                lawful,
                benchmarks,
                parameters == null ? null : example(price, known, parameters));
    }

    private static LawfulView lawful(RuleView rule) {
        return new LawfulView(
                rule.ruleId(),
                rule.name(),
                rule.document(),
                Publishing.low(rule),
                Publishing.high(rule));
    }

    private @Nullable ExampleView example(
            PriceRequest price, List<RuleView> known, QuoteRequest parameters) {
        Wanted wanted;
        try {
            wanted = price.read(defaultRegion);
        } catch (Refused _) {
            return null;
        }
        PriceRule rule =
                known.stream()
                        .filter(each -> each.ruleId().equals(wanted.ruleId()))
                        .findFirst()
                        .map(rules::compile)
                        .orElse(null);
        return switch (AgencyPrice.compute(wanted.form(), rule, parameters.parameters(null))) {
            case AgencyQuote.Priced priced ->
                    new ExampleView(
                            priced.fen(),
                            null,
                            priced.working().stream().map(WorkingLine::text).toList());
            case AgencyQuote.NoPrice none -> new ExampleView(null, none.text(), List.of());
        };
    }
}
