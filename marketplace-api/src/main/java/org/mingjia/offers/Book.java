package org.mingjia.offers;

import static org.mingjia.db.Tables.SERVICE_ITEM;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Factor;
import org.mingjia.catalog.ParameterRefused;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.PriceRules;
import org.mingjia.catalog.Quote;
import org.mingjia.catalog.RegionPath;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.offers.OfferViews.Benchmark;
import org.mingjia.offers.OfferViews.ComparedItem;
import org.mingjia.offers.OfferViews.Lawful;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.Rules;
import reactor.core.publisher.Mono;

/**
 * What the register says of an item on a day.
 *
 * @param rules every price rule of the item that the register has on that day
 */
public record Book(ComparedItem item, LocalDate day, List<PriceRule> rules) {

    /** What the item is called. */
    public String itemName() {
        return item.name();
    }

    /** Who pays for the item, a code of the catalogue's. */
    public String payer() {
        return item.payer();
    }

    /** Reads it; refused when the item is not on the list of that day. */
    static Mono<Book> read(Transactor transactor, Rules rules, String itemCode, LocalDate day) {
        var on = DSL.val(day, SQLDataType.LOCALDATE);
        return transactor
                .one(db ->
                        db.select(SERVICE_ITEM.NAME, SERVICE_ITEM.PAYER, SERVICE_ITEM.PRICING_MODE)
                                .from(SERVICE_ITEM)
                                .where(SERVICE_ITEM.CODE.eq(itemCode))
                                .and("{0} @> {1}", SERVICE_ITEM.VALID, on))
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(new NotFound("中介服务事项（" + day + " 的清单）", itemCode))))
                .map(row ->
                        new ComparedItem(
                                itemCode,
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                notice(row.value2())))
                .zipWith(
                        transactor
                                .many(db -> rules.ofItem(db, itemCode, on))
                                .map(rules::compile)
                                .collectList(),
                        (item, compiled) -> new Book(item, day, List.<PriceRule>copyOf(compiled)));
    }

    private static @Nullable String notice(String payer) {
        return Payer.GOVERNMENT.code().equals(payer) ? "本事项由审批部门委托并付费，任何机构不得向企业收取；已被收取的可投诉" : null;
    }

    @Nullable PriceRule rule(String ruleId) {
        for (PriceRule rule : rules) {
            if (rule.ruleId().equals(ruleId)) {
                return rule;
            }
        }
        return null;
    }

    /** A rule that speaks, and its interval. */
    public record Said(PriceRule rule, Quote.Priced quote) {}

    /** What the rules that bind at the place on the day say; a benchmark never does. */
    public List<Said> binding(RegionPath path, Parameters parameters) {
        var said = new ArrayList<Said>();
        for (PriceRules.Applying applying : PriceRules.applying(rules, path, day)) {
            if (applying.governing() && applying.rule().status() != RuleStatus.REFERENCE_ONLY) {
                add(said, applying.rule(), parameters);
            }
        }
        return said;
    }

    /** Whether anything binds at the place on the day, computable or not. */
    public boolean binds(RegionPath path) {
        return PriceRules.applying(rules, path, day).stream()
                .anyMatch(applying -> applying.rule().status() != RuleStatus.REFERENCE_ONLY);
    }

    /** What reference-only rules say, in effect or no more. */
    public List<Said> references(RegionPath path, Parameters parameters) {
        var said = new ArrayList<Said>();
        rules.stream()
                .filter(rule -> rule.status() == RuleStatus.REFERENCE_ONLY)
                .filter(rule -> path.codes().contains(rule.regionCode()))
                .filter(rule ->
                        rule.effective().from() == null || !day.isBefore(rule.effective().from()))
                .sorted(Comparator.comparing(PriceRule::ruleId))
                .forEach(rule -> add(said, rule, parameters));
        return said;
    }

    private static void add(List<Said> said, PriceRule rule, Parameters parameters) {
        try {
            if (rule.quote(parameters.fitting(rule.form())) instanceof Quote.Priced priced) {
                said.add(new Said(rule, priced));
            }
        } catch (ParameterRefused notOfUse) {
            // another rule of the item may have a use for these parameters
        }
    }

    /** The hull of what binds; null when nothing does. */
    @Nullable Lawful lawful(RegionPath path, Parameters parameters) {
        List<Said> said = binding(path, parameters);
        if (said.isEmpty()) {
            return null;
        }
        long min = Long.MAX_VALUE;
        Long max = 0L;
        for (Said one : said) {
            min = Math.min(min, one.quote().minFen());
            Long high = one.quote().maxFen();
            max = max == null || high == null ? null : (Long) Math.max(max, high);
        }
        return new Lawful(
                min,
                max,
                said.getFirst().rule().ruleId(),
                said.getFirst().rule().definition().document(),
                said.getFirst().rule().status().code());
    }

    List<Benchmark> benchmarks(RegionPath path, Parameters parameters) {
        return references(path, parameters).stream()
                .map(said ->
                        new Benchmark(
                                said.rule().ruleId(),
                                said.rule().definition().name(),
                                said.quote().minFen(),
                                said.quote().maxFen(),
                                said.rule().definition().document()))
                .toList();
    }

    /** What no price of any kind could mean is the reader's mistake, and is said as such. */
    public void refuseUnlessUsable(Parameters given) {
        notNegative("base", given.base());
        notNegative("quantity", given.quantity());
        var keys =
                rules.stream()
                        .map(PriceRule::form)
                        .flatMap(form -> form.factors().stream())
                        .map(Factor::key)
                        .distinct()
                        .toList();
        var asked = new ArrayList<String>(given.factors().keySet());
        asked.addAll(given.counts().keySet());
        for (String key : asked) {
            if (!keys.contains(key)) {
                throw new Refused(
                        new QuoteParameterRefused(
                                "factors." + key,
                                "unknown-parameter",
                                "本事项的收费规则没有系数 “" + key + "”",
                                null,
                                keys));
            }
        }
    }

    private static void notNegative(String parameter, @Nullable BigDecimal number) {
        if (number != null && number.signum() <= 0) {
            throw new Refused(
                    new QuoteParameterRefused(
                            parameter,
                            "parameter-out-of-range",
                            parameter + " 应大于 0",
                            "> 0",
                            List.of()));
        }
    }
}
