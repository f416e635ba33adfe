package org.mingjia.tender;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.PriceRule;
import org.mingjia.register.RuleView;
import org.mingjia.register.Rules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the register and the region's terms say of a request on a day.
 *
 * @param actName null when there is no such act that day
 * @param regionName null when there is no such region
 * @param terms null when no row of terms fits
 * @param items those of the request's items that are on the list that day, by code
 * @param rules every price rule of those items, by item
 */
record Facts(
        LocalDate today,
        OffsetDateTime now,
        @Nullable String actName,
        @Nullable String regionName,
        @Nullable TenderTerms terms,
        Map<String, ListedItem> items,
        Map<String, List<PriceRule>> rules) {

    /**
     * An item on the list.
     *
     * @param needed whether the request's act needs it that day
     */
    record ListedItem(String code, String name, String payer, String pricingMode, boolean needed) {}

    private record Row(
            LocalDate today,
            OffsetDateTime now,
            @Nullable String actName,
            @Nullable String regionName,
            @Nullable TenderTerms terms,
            List<ListedItem> items) {}

    private static final String FACTS =
            """
            select json_build_object(
                'today', market_today(), 'now', now(),
                'actName', (select a.name from administrative_act a where a.code = {0} and a.valid @> market_today()),
                'regionName', (select r.name from region r where r.code = {1} and r.valid @> market_today()),
                'terms', (select json_build_object('regionCode', t.region_code, 'method', t.method, 'funds', t.funds,
                        'allowed', t.allowed, 'noticeDays', t.notice_days, 'minimumBids', t.minimum_bids,
                        'extensionDays', t.extension_days, 'choiceDays', t.choice_days,
                        'publicityDays', t.publicity_days, 'reviewRequired', t.review_required,
                        'closesOnWorkingDays', t.closes_on_working_days)
                    from tender_terms t
                   where t.method = {2} and t.funds = {3} and region_distance(t.region_code, {1}) is not null
                   order by region_distance(t.region_code, {1}) limit 1),
                'items', (select coalesce(json_agg(json_build_object('code', i.code, 'name', i.name, 'payer', i.payer,
                        'pricingMode', i.pricing_mode,
                        'needed', exists (select from act_item l
                            where l.act_code = {0} and l.item_code = i.code and l.valid @> market_today()))), '[]')
                    from service_item i where i.code = any({4}) and i.valid @> market_today()))::text
            """;

    private static final String RULES =
            "select r.rule_id from price_rule r where r.item_code = any({0}) and r.valid @> market_today()";

    static Mono<Facts> of(DSLContext db, Rules rules, RequestBody body) {
        String[] items =
                body.lots().stream()
                        .map(RequestBody.Lot::itemCode)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toArray(String[]::new);
        return Mono.from(
                        db.resultQuery(
                                FACTS,
                                val(body.actCode(), String.class),
                                val(body.regionCode(), String.class),
                                val(
                                        body.method() == null ? null : body.method().code(),
                                        String.class),
                                val(body.funds(), String.class),
                                val(items)))
                .map(row -> JsonMapper.shared().readValue(row.get(0, String.class), Row.class))
                .flatMap(row -> compiled(db, rules, items).map(byItem -> facts(row, byItem)));
    }

    private static Facts facts(Row row, Map<String, List<PriceRule>> rules) {
        var items = new HashMap<String, ListedItem>();
        row.items().forEach(item -> items.put(item.code(), item));
        return new Facts(
                row.today(),
                row.now(),
                row.actName(),
                row.regionName(),
                row.terms(),
                Map.copyOf(items),
                rules);
    }

    private static Mono<Map<String, List<PriceRule>>> compiled(
            DSLContext db, Rules rules, String[] items) {
        return Flux.from(db.resultQuery(RULES, val(items)))
                .map(row -> row.get(0, String.class))
                .collectList()
                .flatMap(ids ->
                        ids.isEmpty()
                                ? Mono.just(List.<RuleView>of())
                                : rules.all(db, ids, null).collectList())
                .map(views -> {
                    var byItem = new HashMap<String, List<PriceRule>>();
                    for (RuleView view : views) {
                        byItem.computeIfAbsent(view.itemCode(), _ -> new java.util.ArrayList<>())
                                .add(rules.compile(view));
                    }
                    return Map.copyOf(byItem);
                });
    }
}
