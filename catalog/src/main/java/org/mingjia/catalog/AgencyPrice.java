package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes what an agency's published price comes to. Exact until the one rounding, half up to the
 * fen; nothing is extrapolated.
 */
public final class AgencyPrice {
    private AgencyPrice() {}

    /**
     * Whether a price can be computed at all from this form; publication asks.
     *
     * @param rule the standard that an {@link PriceForm.OnRule} names, null when there is none
     * @return what is wrong; empty when nothing is
     */
    public static List<Defect> defects(PriceForm form, @Nullable PriceRule rule) {
        if (!(form instanceof PriceForm.OnRule on)) {
            return List.of();
        }
        if (rule == null || !rule.ruleId().equals(on.ruleId())) {
            return List.of(new Defect("ruleId", null, "unknown-rule", "没有收费规则 " + on.ruleId()));
        }
        if (!rule.definition().tiersKnown()) {
            return List.of(
                    new Defect(
                            "ruleId",
                            null,
                            "not-computable",
                            rule.definition().document() + "的收费金额尚未取得，按其倍率不能算出价格"));
        }
        if (rule.definition().tiers().stream().noneMatch(FormChecks::exact)) {
            return List.of(
                    new Defect(
                            "ruleId",
                            null,
                            "not-computable",
                            rule.definition().document() + "规定的是区间，按其倍率不能算出一个价格"));
        }
        return List.of();
    }

    /**
     * The price for these parameters. Of base and quantity a form takes the one that it needs and
     * leaves the other, so that one set of parameters serves all agencies of an item.
     *
     * @param rule the standard that an {@link PriceForm.OnRule} names; others ignore it
     */
    public static AgencyQuote compute(
            PriceForm form, @Nullable PriceRule rule, Parameters parameters) {
        try {
            return switch (form) {
                case PriceForm.Fixed fixed ->
                        new AgencyQuote.Priced(fixed.amountFen(), form, null, parameters);
                case PriceForm.PerUnit each -> perUnit(each, parameters);
                case PriceForm.Tiered tiered -> tiered(tiered, parameters);
                case PriceForm.OnRule on -> onRule(on, rule, parameters);
                case PriceForm.Formula formula -> formula(formula, parameters);
            };
        } catch (ParameterRefused refused) {
            return new AgencyQuote.NoPrice(AgencyQuote.Reason.PARAMETERS, refused.detailZh());
        }
    }

    private static AgencyQuote perUnit(PriceForm.PerUnit form, Parameters parameters) {
        Fraction exact =
                Fraction.of(form.amountFen()).times(Fraction.of(quantity(form.unit(), parameters)));
        return new AgencyQuote.Priced(bounded(exact, "quantity"), form, null, parameters);
    }

    private static AgencyQuote tiered(PriceForm.Tiered form, Parameters parameters) {
        return switch (form.schedule().quote(ownBase(parameters))) {
            case Quote.Priced priced ->
                    new AgencyQuote.Priced(priced.baselineMinFen(), form, null, parameters);
            case Quote.NoStandard none -> none(none);
        };
    }

    private static AgencyQuote none(Quote.NoStandard none) {
        return new AgencyQuote.NoPrice(AgencyQuote.Reason.of(none.reason()), none.text());
    }

    /** An agency's own tiers know a base and nothing of a standard's cases and coefficients. */
    private static Parameters ownBase(Parameters given) {
        return given.quantity() == null
                        && given.selector() == null
                        && given.factors().isEmpty()
                        && given.counts().isEmpty()
                ? given
                : new Parameters(
                        given.base(),
                        null,
                        null,
                        java.util.Map.of(),
                        java.util.Map.of(),
                        given.asOf());
    }

    private static AgencyQuote onRule(
            PriceForm.OnRule form, @Nullable PriceRule rule, Parameters parameters) {
        if (rule == null) {
            return new AgencyQuote.NoPrice(
                    AgencyQuote.Reason.NOT_IN_EFFECT, "收费规则 " + form.ruleId() + " 不在目录中");
        }
        Parameters projected = rule.projected(parameters);
        // the days of a benchmark have passed by nature; those of a law bind
        PriceRule.Hit hit = rule.hit(projected, rule.legalCeiling());
        Schedule.Bracket bracket = hit.bracket();
        if (bracket == null) {
            return none(rule.none(projected, hit));
        }
        if (!bracket.single()) {
            return new AgencyQuote.NoPrice(
                    AgencyQuote.Reason.INTERVAL, rule.definition().document() + "在此只规定区间，不能算出一个价格");
        }
        Fraction exact = hit.at(bracket.low()).times(Fraction.of(form.factor()));
        return new AgencyQuote.Priced(rule.bounded(exact), form, rule, projected);
    }

    private static AgencyQuote formula(PriceForm.Formula form, Parameters parameters) {
        Fraction exact = Fraction.of(form.fixedFen());
        if (form.perUnitFen() != null) {
            exact =
                    exact.plus(
                            Fraction.of(form.perUnitFen())
                                    .times(Fraction.of(quantity(form.unit(), parameters))));
        }
        if (form.rate() != null) {
            exact = exact.plus(share(form, form.rate(), parameters));
        }
        long fen = exact.roundedHalfUp();
        if (form.floorFen() != null && fen < form.floorFen()) {
            fen = form.floorFen();
        }
        if (form.capFen() != null && fen > form.capFen()) {
            fen = form.capFen();
        }
        return new AgencyQuote.Priced(
                bounded(Fraction.of(fen), form.rate() == null ? "quantity" : "base"),
                form,
                null,
                parameters);
    }

    private static Fraction share(PriceForm.Formula form, BigDecimal rate, Parameters parameters) {
        if (parameters.base() == null) {
            throw ParameterRefused.missing(
                    "base", "请给出" + form.baseParameter() + "（" + form.baseUnit() + "）", List.of());
        }
        ParameterChecks.plausible(parameters);
        long fen = Schedule.MONEY_UNITS.getOrDefault(String.valueOf(form.baseUnit()), 1L);
        return Fraction.of(parameters.base()).times(Fraction.of(fen)).times(Fraction.of(rate));
    }

    private static BigDecimal quantity(@Nullable String unit, Parameters parameters) {
        if (parameters.quantity() == null) {
            throw ParameterRefused.missing("quantity", "请给出数量（" + unit + "）", List.of());
        }
        ParameterChecks.plausible(parameters);
        return parameters.quantity();
    }

    private static long bounded(Fraction exact, String parameter) {
        long fen = exact.roundedHalfUp();
        if (fen > PriceRule.MAX_FEN) {
            throw ParameterRefused.outOfRange(
                    parameter,
                    "算得的金额超过 " + new Money(PriceRule.MAX_FEN).yuan() + "，请核对参数",
                    PriceRule.MAX_FEN + " fen");
        }
        return fen;
    }

    static List<WorkingLine> working(AgencyQuote.Priced priced) {
        return switch (priced.form()) {
            case PriceForm.Fixed fixed ->
                    List.of(
                            line(
                                    Step.AMOUNT,
                                    "按件定价 " + new Money(fixed.amountFen()).yuan(),
                                    priced));
            case PriceForm.PerUnit each ->
                    List.of(line(Step.AMOUNT, each(each.amountFen(), each.unit(), priced), priced));
            case PriceForm.Tiered tiered ->
                    tiered.schedule().working(ownBase(priced.parameters()), null);
            case PriceForm.OnRule on ->
                    priced.rule() == null
                            ? List.of()
                            : priced.rule().working(priced.parameters(), Fraction.of(on.factor()));
            case PriceForm.Formula formula -> formulaWorking(formula, priced);
        };
    }

    private static List<WorkingLine> formulaWorking(
            PriceForm.Formula form, AgencyQuote.Priced priced) {
        var parts = new ArrayList<String>();
        if (form.fixedFen() > 0) {
            parts.add("固定部分 " + new Money(form.fixedFen()).yuan());
        }
        if (form.perUnitFen() != null) {
            parts.add(each(form.perUnitFen(), form.unit(), priced));
        }
        if (form.rate() != null && priced.parameters().base() != null) {
            parts.add(
                    "%s %s %s × %s"
                            .formatted(
                                    form.baseParameter(),
                                    Figures.plain(priced.parameters().base()),
                                    form.baseUnit(),
                                    Figures.percent(form.rate())));
        }
        var lines = new ArrayList<WorkingLine>();
        lines.add(line(Step.AMOUNT, String.join(" + ", parts), priced));
        if (form.floorFen() != null) {
            lines.add(line(Step.FLOOR, "最低收费 " + new Money(form.floorFen()).yuan(), priced));
        }
        if (form.capFen() != null) {
            lines.add(line(Step.CAP, "最高限额 " + new Money(form.capFen()).yuan(), priced));
        }
        lines.add(line(Step.ROUNDING, "四舍五入到分：" + new Money(priced.fen()).yuan(), priced));
        return List.copyOf(lines);
    }

    private static String each(long fen, @Nullable String unit, AgencyQuote.Priced priced) {
        BigDecimal quantity = priced.parameters().quantity();
        return "%s/%s × %s %s"
                .formatted(
                        new Money(fen).yuan(),
                        unit,
                        quantity == null ? "" : Figures.plain(quantity),
                        unit);
    }

    private static WorkingLine line(Step step, String text, AgencyQuote.Priced priced) {
        String fen = Long.toString(priced.fen());
        return new WorkingLine(step, text, fen, fen);
    }
}
