package org.mingjia.quotes;

import static org.mingjia.db.Tables.SERVICE_ITEM;
import static org.mingjia.register.Versions.inForce;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.OneOf;
import org.mingjia.catalog.CurvePoint;
import org.mingjia.catalog.ParameterRefused;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PriceRules;
import org.mingjia.catalog.PricingMode;
import org.mingjia.catalog.Quote;
import org.mingjia.catalog.RegionPath;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.RuleView;
import org.mingjia.register.Rules;
import org.mingjia.register.Versions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what a rule, or every rule of an item, says of one project. */
@Component
final class Quoting {

    private final Transactor transactor;
    private final Rules rules;
    private final String defaultRegion;

    Quoting(Transactor transactor, Rules rules, MingjiaSettings settings) {
        this.transactor = transactor;
        this.rules = rules;
        this.defaultRegion = settings.defaultRegion();
    }

    /**
     * Every rule's answer for an item.
     *
     * @param quotes rules that apply on the day in the region, most specific region first
     * @param benchmarks reference-only rules whose effect has ended, computed all the same: never a
     *     ceiling
     */
    record ItemQuotes(
            String itemCode,
            String itemName,
            String region,
            LocalDate asOf,
            @OneOf(PricingMode.class) String pricingMode,
            @OneOf(Payer.class) String payer,
            @Nullable String payerNotice,
            List<QuoteView> quotes,
            List<QuoteView> benchmarks) {}

    /** Points of the price over the base, for a plot. */
    record Curve(
            String ruleId,
            @Nullable String baseParameter,
            @Nullable String baseUnit,
            List<Point> points,
            List<String> breaks) {}

    /** One point; {@code none} where no standard is published. */
    record Point(
            String base,
            boolean none,
            @Nullable Long minFen,
            @Nullable Long maxFen,
            @Nullable Long baselineMinFen,
            @Nullable Long baselineMaxFen) {}

    Mono<QuoteView> ofRule(String ruleId, QuoteRequest request) {
        if (request.region() != null) {
            return Mono.error(
                    new Refused(
                            new QuoteParameterRefused(
                                    "region",
                                    "unknown-parameter",
                                    "规则自有适用区域，不接受 region",
                                    null,
                                    List.of())));
        }
        LocalDate day = request.day();
        Parameters parameters = request.parameters(day);
        return rule(ruleId, day)
                .map(view -> QuoteView.of(view, quote(rules.compile(view), parameters)));
    }

    Mono<Curve> curve(String ruleId, Parameters fixed, BigDecimal from, BigDecimal to, int points) {
        return rule(ruleId, null)
                .map(view -> {
                    PriceRule rule = rules.compile(view);
                    return new Curve(
                            ruleId,
                            view.baseParameter(),
                            view.baseUnit(),
                            refusing(() -> rule.curve(fixed, from, to, points)).stream()
                                    .map(Quoting::point)
                                    .toList(),
                            rule.breaks().stream().map(BigDecimal::toPlainString).toList());
                });
    }

    private static Point point(CurvePoint point) {
        String base = point.base().stripTrailingZeros().toPlainString();
        return switch (point.quote()) {
            case Quote.Priced priced ->
                    new Point(
                            base,
                            false,
                            priced.minFen(),
                            priced.maxFen(),
                            priced.baselineMinFen(),
                            priced.baselineMaxFen());
            case Quote.NoStandard _ -> new Point(base, true, null, null, null, null);
        };
    }

    private Mono<RuleView> rule(String ruleId, @Nullable LocalDate day) {
        return transactor
                .one(db -> rules.find(db, ruleId, day))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("收费规则", ruleId))));
    }

    Mono<ItemQuotes> ofItem(String itemCode, QuoteRequest request) {
        RegionPath path = path(request.region() == null ? defaultRegion : request.region());
        return transactor
                .one(db -> Mono.from(db.select(Versions.day(request.day()))))
                .flatMap(day -> answers(itemCode, path, day.value1(), request));
    }

    private Mono<ItemQuotes> answers(
            String itemCode, RegionPath path, LocalDate day, QuoteRequest request) {
        var on = Versions.day(day);
        var item =
                transactor.one(db ->
                        db.select(SERVICE_ITEM.NAME, SERVICE_ITEM.PRICING_MODE, SERVICE_ITEM.PAYER)
                                .from(SERVICE_ITEM)
                                .where(SERVICE_ITEM.CODE.eq(itemCode))
                                .and(inForce(SERVICE_ITEM.VALID, on)));
        return item.switchIfEmpty(
                        Mono.error(() ->
                                new Refused(new NotFound("中介服务事项（" + day + " 的清单）", itemCode))))
                .zipWhen(_ -> transactor.many(db -> rules.ofItem(db, itemCode, on)).collectList())
                .map(found -> {
                    var row = found.getT1();
                    Parameters parameters = request.parameters(day);
                    var quotes = applying(found.getT2(), path, day, parameters);
                    var benchmarks = benchmarks(found.getT2(), path, day, parameters, quotes);
                    refuseUnlessUsable(found.getT2(), quotes, benchmarks, parameters);
                    return new ItemQuotes(
                            itemCode,
                            row.value1(),
                            path.codes().getFirst(),
                            day,
                            row.value2(),
                            row.value3(),
                            notice(row.value3()),
                            quotes,
                            benchmarks);
                });
    }

    private List<QuoteView> applying(
            List<RuleView> views, RegionPath path, LocalDate day, Parameters parameters) {
        Map<String, RuleView> byId =
                views.stream().collect(Collectors.toMap(RuleView::ruleId, Function.identity()));
        List<PriceRule> compiled = views.stream().map(rules::compile).toList();
        var answers = new ArrayList<QuoteView>();
        for (PriceRules.Applying applying : PriceRules.applying(compiled, path, day)) {
            RuleView view = byId.get(applying.rule().ruleId());
            if (view != null) {
                answers.add(
                        answer(view, applying.rule(), parameters)
                                .placed(applying.precedence(), applying.governing()));
            }
        }
        return answers;
    }

    private List<QuoteView> benchmarks(
            List<RuleView> views,
            RegionPath path,
            LocalDate day,
            Parameters parameters,
            List<QuoteView> applying) {
        var applied = applying.stream().map(QuoteView::ruleId).collect(Collectors.toSet());
        return views.stream()
                .filter(view -> view.status().equals("reference_only"))
                .filter(view -> path.codes().contains(view.regionCode()))
                .filter(view -> !applied.contains(view.ruleId()))
                .filter(view -> view.effectiveFrom() == null || !day.isBefore(view.effectiveFrom()))
                .map(view -> answer(view, rules.compile(view), undated(parameters)))
                .toList();
    }

    private static QuoteView answer(RuleView view, PriceRule rule, Parameters parameters) {
        try {
            return QuoteView.of(view, rule.quote(parameters));
        } catch (ParameterRefused refused) {
            return QuoteView.unusable(view, parameters.asOf(), refused);
        }
    }

    /** What no rule at all can use is the caller's mistake, and is said as such. */
    private void refuseUnlessUsable(
            List<RuleView> views,
            List<QuoteView> quotes,
            List<QuoteView> benchmarks,
            Parameters parameters) {
        var all = new ArrayList<QuoteView>(quotes);
        all.addAll(benchmarks);
        if (all.isEmpty() || !all.stream().allMatch(q -> "parameters".equals(q.reason()))) {
            return;
        }
        String first = all.getFirst().ruleId();
        views.stream()
                .filter(view -> view.ruleId().equals(first))
                .findFirst()
                .ifPresent(view -> quote(rules.compile(view), undated(parameters)));
    }

    private static Parameters undated(Parameters p) {
        return new Parameters(p.base(), p.quantity(), p.selector(), p.factors(), p.counts(), null);
    }

    private static Quote quote(PriceRule rule, Parameters parameters) {
        return refusing(() -> rule.quote(parameters));
    }

    private static <T> T refusing(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (ParameterRefused refused) {
            throw new Refused(
                    new QuoteParameterRefused(
                            refused.parameter(),
                            refused.rule(),
                            refused.detailZh(),
                            refused.bound(),
                            refused.allowed()));
        }
    }

    private static RegionPath path(String region) {
        if (!region.matches("[0-9]{6}")) {
            throw new Refused(
                    new MalformedParameter(
                            "region", "malformed", "region 应为 6 位行政区划代码", "GB/T 2260", List.of()));
        }
        return RegionPath.of(region);
    }

    private static @Nullable String notice(String payer) {
        return Payer.GOVERNMENT.code().equals(payer) ? "本事项由审批部门委托并付费，任何机构不得向企业收取；已被收取的可投诉" : null;
    }
}
