package org.mingjia.tender;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.PriceRule;
import org.mingjia.register.RuleView;
import org.mingjia.register.Rules;
import org.mingjia.tender.RequestViews.AttachedFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the register and the region's terms say of a request on a day.
 *
 * @param ownerUscc null for a natural person
 * @param actName null when there is no such act that day
 * @param regionName null when there is no such region
 * @param namedAgency name of the agency chosen directly; null when it is not on the market
 * @param terms null when no row of terms fits
 * @param items those of the request's items that are on the list that day, by code
 * @param papers levels of the kinds of papers that are asked for, best first, by kind
 * @param files those of the attachments that are the owner's, in their order
 * @param rules every price rule of those items, by item
 */
record Facts(
        LocalDate today,
        OffsetDateTime now,
        @Nullable String ownerUscc,
        @Nullable String actName,
        @Nullable String regionName,
        @Nullable String namedAgency,
        @Nullable TenderTerms terms,
        Map<String, ListedItem> items,
        Map<String, List<String>> papers,
        List<AttachedFile> files,
        Map<String, List<PriceRule>> rules) {

    /**
     * An item on the list.
     *
     * @param needed whether the request's act needs it that day
     */
    record ListedItem(String code, String name, String payer, String pricingMode, boolean needed) {}

    boolean has(@Nullable UUID file) {
        return files.stream().anyMatch(own -> own.fileId().equals(file));
    }

    private record Paper(String code, List<String> levels) {}

    private record Row(
            LocalDate today,
            OffsetDateTime now,
            @Nullable String ownerUscc,
            @Nullable String actName,
            @Nullable String regionName,
            @Nullable String namedAgency,
            @Nullable TenderTerms terms,
            List<ListedItem> items,
            List<Paper> papers,
            List<AttachedFile> files) {}

    private static final String FACTS =
            """
            select json_build_object(
                'today', market_today(), 'now', now(),
                'ownerUscc', (select o.uscc from organisation o where o.id = {0}),
                'actName', (select a.name from administrative_act a where a.code = {1} and a.valid @> market_today()),
                'regionName', (select r.name from region r where r.code = {2} and r.valid @> market_today()),
                'namedAgency', (select o.name from organisation o join agencies_standing_on(market_today()) s
                        on s.agency_id = o.id and s.standing in ('available', 'warned') where o.uscc = {6}),
                'terms', (select json_build_object('regionCode', t.region_code, 'method', t.method, 'funds', t.funds,
                        'allowed', t.allowed, 'noticeDays', t.notice_days, 'minimumBids', t.minimum_bids,
                        'extensionDays', t.extension_days, 'choiceDays', t.choice_days,
                        'publicityDays', t.publicity_days, 'reviewRequired', t.review_required,
                        'closesOnWorkingDays', t.closes_on_working_days)
                    from tender_terms t
                   where t.method = {3} and t.funds = {4} and region_distance(t.region_code, {2}) is not null
                   order by region_distance(t.region_code, {2}) limit 1),
                'items', (select coalesce(json_agg(json_build_object('code', i.code, 'name', i.name, 'payer', i.payer,
                        'pricingMode', i.pricing_mode,
                        'needed', exists (select from act_item l
                            where l.act_code = {1} and l.item_code = i.code and l.valid @> market_today()))), '[]')
                    from service_item i where i.code = any({5}) and i.valid @> market_today()),
                'papers', (select coalesce(json_agg(json_build_object('code', k.code, 'levels', k.levels)), '[]')
                    from qualification_kind k where k.code = any({7})),
                'files', (select coalesce(json_agg(json_build_object('fileId', f.id, 'name', f.name, 'size', f.size)
                        order by array_position({8}, f.id)), '[]')
                    from stored_file f where f.id = any({8}) and f.organisation_id = {0}))::text
            """;

    private static final String RULES =
            "select r.rule_id from price_rule r where r.item_code = any({0}) and r.valid @> market_today()";

    static Mono<Facts> of(DSLContext db, Rules rules, UUID owner, RequestBody body) {
        String[] items = codes(body.lots().stream().map(RequestBody.Lot::itemCode));
        var method = body.method();
        var wanted = body.qualifications();
        String[] papers =
                wanted == null
                        ? new String[0]
                        : codes(wanted.papers().stream().map(RequestBody.WantedPaper::kind));
        UUID[] files =
                body.attachments().stream()
                        .map(RequestBody.Attachment::fileId)
                        .filter(Objects::nonNull)
                        .toArray(UUID[]::new);
        return Mono.from(
                        db.resultQuery(
                                FACTS,
                                val(owner),
                                val(body.actCode(), String.class),
                                val(body.regionCode(), String.class),
                                val(method == null ? null : method.code(), String.class),
                                val(body.funds(), String.class),
                                val(items),
                                val(method == null ? null : method.named(), String.class),
                                val(papers),
                                val(files)))
                .map(row -> JsonMapper.shared().readValue(row.get(0, String.class), Row.class))
                .flatMap(row -> compiled(db, rules, items).map(byItem -> facts(row, byItem)));
    }

    private static String[] codes(Stream<? extends @Nullable String> given) {
        return given.filter(Objects::nonNull).distinct().toArray(String[]::new);
    }

    private static Facts facts(Row row, Map<String, List<PriceRule>> rules) {
        var items = new HashMap<String, ListedItem>();
        row.items().forEach(item -> items.put(item.code(), item));
        var papers = new HashMap<String, List<String>>();
        row.papers().forEach(paper -> papers.put(paper.code(), paper.levels()));
        return new Facts(
                row.today(),
                row.now(),
                row.ownerUscc(),
                row.actName(),
                row.regionName(),
                row.namedAgency(),
                row.terms(),
                Map.copyOf(items),
                Map.copyOf(papers),
                row.files(),
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
                        byItem.computeIfAbsent(view.itemCode(), _ -> new ArrayList<>())
                                .add(rules.compile(view));
                    }
                    return Map.copyOf(byItem);
                });
    }
}
