package org.mingjia.discovery;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.ActKind;
import org.mingjia.catalog.PriceRule;
import org.mingjia.platform.EventOrder.Placed;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.register.Rules;
import org.mingjia.search.Aliases;
import org.mingjia.search.Aliases.Synonym;
import org.mingjia.search.Indexer.Removal;
import org.mingjia.search.OfferingDocument;
import org.mingjia.search.OfferingDocument.Department;
import org.mingjia.search.OfferingDocument.Related;
import org.mingjia.search.OfferingType;
import org.mingjia.search.Period;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads acts and items out of the register as the documents that are searched. */
@Component
final class Offerings {

    /**
     * What an event touches: an item carries its acts' names, an act its items' and its
     * department's.
     */
    private static final String TOUCHED =
            """
            with named as (
                select * from unnest({0}::text[], {1}::text[]) as named(type, code)
            ), items as (
                select code from named where type = 'item'
                union select split_part(code, '/', 2) from named where type = 'act-item'
                union select l.item_code from act_item l join named n on n.type = 'act' and n.code = l.act_code
                union select unnest(s.item_codes) from synonym s join named n on n.type = 'synonym' and n.code = s.term
                union select l.item_code from act_item l
                        join administrative_act a on a.code = l.act_code
                        join named n on n.type = 'department' and n.code = a.department_code
            ), acts as (
                select code from named where type = 'act'
                union select split_part(code, '/', 1) from named where type = 'act-item'
                union select l.act_code from act_item l join named n on n.type = 'item' and n.code = l.item_code
                union select a.code from administrative_act a
                        join named n on n.type = 'department' and n.code = a.department_code
                union select a.code from administrative_act a
                        join named n on n.type = 'synonym' and a.name like '%' || n.code || '%'
                union select l.act_code from act_item l
                        join synonym s on l.item_code = any(s.item_codes)
                        join named n on n.type = 'synonym' and n.code = s.term
            )
            , described as (
                -- an item's words stand in every offer for it: only when they changed are those read anew
                select distinct n.code from named n
                  join service_item v on v.code = n.code
                 where n.type = 'item'
                   and (exists (select from service_item w
                                 where w.code = v.code and w.valid <> v.valid and w.name <> v.name)
                        or not exists (select from service_item w where w.code = v.code and upper_inf(w.valid)))
                union select unnest(s.item_codes) from synonym s join named n on n.type = 'synonym' and n.code = s.term
            ), agencies as (
                select code from named where type = 'agency'
                union select o.uscc from described d
                        join agency_item n on n.item_code = d.code join organisation o on o.id = n.agency_id
            ), offers as (
                select o.uscc || '/' || i.item_code as code
                  from named n join organisation o on n.type = 'agency' and o.uscc = n.code
                  join agency_item i on i.agency_id = o.id
                -- what was admitted again may have lost what had not begun
                union select n.code || '/' || i.code
                  from named n join service_item i on n.type = 'agency' and i.valid @> market_today()
                 where (select count(*) from event e where e.entity_type = 'agency' and e.entity_code = n.code
                           and e.kind in ('agency.admitted', 'agency.updated')) > 1
                union select o.uscc || '/' || p.item_code
                  from named n join price_entry p
                    -- a case, because a plan may cast before it compares
                    on p.id = case when n.type = 'price' and n.code ~ '^[0-9a-f-]+$' and length(n.code) = 36
                                   then n.code::uuid end
                  join organisation o on o.id = p.agency_id
                union select o.uscc || '/' || p.item_code
                  from named n join price_rule r
                    on n.type in ('price-rule', 'price-rule-tier') and r.rule_id = split_part(n.code, '/', 1)
                  join price_entry p on p.item_code = r.item_code and p.rule_id = r.rule_id
                  join organisation o on o.id = p.agency_id
            )
            select 'item' as type, code from items union all select 'act', code from acts
            union all select 'agency', code from agencies where code is not null
            union all select 'offer', code from offers where code is not null
            union all select 'described', code from described
            """;

    /** The day on which a version is described: today, or the nearest day on which it holds. */
    private static final String DAY =
            """
            cross join lateral (select case
                when v.valid @> market_today() then market_today()
                when lower(v.valid) > market_today() then lower(v.valid)
                else upper(v.valid) - 1 end as on_day) d
            """;

    private static final String ITEMS =
            """
            select 'item', v.code, v.name, v.category, v.pricing_mode, v.payer, null,
                   r.in_charge::text,
                   v.qualification_required, v.legal_basis, v.deliverable,
                   r.related::text, v.verified, lower(v.valid), upper(v.valid),
                   json_build_object('category', v.category, 'payer', v.payer, 'pricingMode', v.pricing_mode,
                       'selfService', v.self_service, 'verified', v.verified,
                       'departmentName', r.departments, 'acts', r.related)::text
              from service_item v
            """
                    + DAY
                    + """
                     cross join lateral (
                        select coalesce(json_agg(json_build_object('code', a.code, 'name', a.name) order by a.code), '[]') as related,
                               string_agg(distinct p.short_name, '、') as departments,
                               coalesce(json_agg(distinct jsonb_build_object(
                                   'code', p.code, 'name', p.name, 'shortName', p.short_name)), '[]') as in_charge
                          from act_item l
                          join administrative_act a on a.code = l.act_code and a.valid @> d.on_day
                          join department p on p.code = a.department_code and p.valid @> d.on_day
                         where l.item_code = v.code and l.valid @> d.on_day) r
                    """;

    private static final String ACTS =
            """
            select 'act', v.code, v.name, null, null, null, v.kind,
                   (select json_agg(json_build_object('code', p.code, 'name', p.name, 'shortName', p.short_name))
                      from department p where p.code = v.department_code and p.valid @> d.on_day)::text,
                   null, v.legal_basis, null,
                   r.related::text, v.verified, lower(v.valid), upper(v.valid),
                   json_build_object('kind', v.kind, 'kindName', null, 'verified', v.verified,
                       'hasIntermediary', v.has_intermediary, 'itemCount', r.items,
                       'departmentName', (select p.short_name from department p
                                           where p.code = v.department_code and p.valid @> d.on_day))::text
              from administrative_act v
            """
                    + DAY
                    + """
                     cross join lateral (
                        select coalesce(json_agg(json_build_object('code', i.code, 'name', i.name) order by i.code), '[]') as related,
                               count(*) as items
                          from act_item l
                          join service_item i on i.code = l.item_code and i.valid @> d.on_day
                         where l.act_code = v.code and l.valid @> d.on_day) r
                    """;

    /**
     * A join, not {@code = any}: that compares each row with each code when the plan is generic.
     */
    private static final String OF_THESE = " where v.code in (select unnest({0}::text[]))";

    /**
     * Things read by one statement. A batch of events may touch many times its own number, and the
     * statement timeout would stop the relay at that batch for good.
     */
    private static final int SLICE = 500;

    /** Nothing that the public sees comes of an application before it is decided. */
    private static final Set<String> UNSEEN =
            Set.of("agency.applied", "agency.returned");

    /** Only those on which somebody's price may rest or be compared. */
    private static final String RULES =
            """
            select distinct p.rule_id from price_rule p
             where p.valid @> market_today()
               and exists (select from agency_item n where n.item_code = p.item_code)
            """;

    private final JsonMapper json;
    private final String region;

    private final Rules rules;
    private final Sellers sellers;

    Offerings(JsonMapper json, MingjiaSettings settings, Rules rules, Sellers sellers) {
        this.json = json;
        this.rules = rules;
        this.sellers = sellers;
        this.region = settings.defaultRegion();
    }

    /**
     * The codes of what a run of events touches.
     *
     * @param described items of which every offer is touched, which may be many
     */
    record Touched(
            List<String> items,
            List<String> acts,
            List<String> agencies,
            List<String> offers,
            List<String> described) {

        /** Acts and items alone. */
        static Touched list(List<String> items, List<String> acts) {
            return new Touched(items, acts, List.of(), List.of(), List.of());
        }

        boolean nothing() {
            return items.isEmpty()
                    && acts.isEmpty()
                    && agencies.isEmpty()
                    && offers.isEmpty()
                    && described.isEmpty();
        }
    }

    Mono<Touched> touched(DSLContext db, List<Placed> events) {
        var named =
                events.stream()
                        .filter(e -> !UNSEEN.contains(e.kind()))
                        .map(e -> List.of(e.type(), e.code()))
                        .distinct()
                        .toList();
        return Flux.from(
                        db.resultQuery(
                                TOUCHED,
                                val(named.stream().map(List::getFirst).toArray(String[]::new)),
                                val(named.stream().map(List::getLast).toArray(String[]::new))))
                .collectMultimap(row -> row.get(0, String.class), row -> row.get(1, String.class))
                .map(codes ->
                        new Touched(
                                List.copyOf(codes.getOrDefault("item", List.of())),
                                List.copyOf(codes.getOrDefault("act", List.of())),
                                List.copyOf(codes.getOrDefault("agency", List.of())),
                                List.copyOf(codes.getOrDefault("offer", List.of())),
                                List.copyOf(codes.getOrDefault("described", List.of()))));
    }

    /** What the documents of a batch are described with. */
    Mono<Vocabulary> vocabulary(DSLContext db) {
        var places =
                Flux.from(
                                db.resultQuery(
                                        "select code, name from region where valid @> market_today()"))
                        .map(row ->
                                new Period.Place(
                                        row.get(0, String.class), row.get(1, String.class)))
                        .collectList();
        var compiled =
                Flux.from(db.resultQuery(RULES))
                        .map(row -> row.get(0, String.class))
                        .collectList()
                        .flatMapMany(ids ->
                                ids.isEmpty() ? Flux.empty() : rules.all(db, ids, null))
                        .map(rules::compile)
                        .collectList();
        return aliases(db)
                .flatMap(aliases ->
                        places.flatMap(all ->
                                compiled.map(known ->
                                        new Vocabulary(
                                                aliases,
                                                all,
                                                known.stream()
                                                        .collect(
                                                                Collectors.toMap(
                                                                        PriceRule::ruleId,
                                                                        rule -> rule)),
                                                DefaultProject.byItem(known)))));
    }

    /** The synonyms in force, with which aliases are found. */
    private Mono<Aliases> aliases(DSLContext db) {
        return Flux.from(
                        db.resultQuery(
                                "select term, synonyms, item_codes from synonym where valid @> market_today()"))
                .map(row ->
                        new Synonym(
                                row.get(0, String.class),
                                List.of(row.get(1, String[].class)),
                                Set.of(row.get(2, String[].class))))
                .collectList()
                .map(Aliases::new);
    }

    /** Every version of these things, or of everything when null. */
    Flux<OfferingDocument> documents(
            DSLContext db, @Nullable Touched touched, Vocabulary words, long version) {
        var aliases = words.aliases();
        if (touched == null) {
            return Flux.concat(
                    read(db, ITEMS, null, aliases, version),
                    read(db, ACTS, null, aliases, version),
                    sellers.agencies(db, null, words, version),
                    sellers.offers(db, null, words, version));
        }
        return Flux.concat(
                read(db, ITEMS, touched.items(), aliases, version),
                read(db, ACTS, touched.acts(), aliases, version),
                sellers.agencies(db, touched.agencies(), words, version),
                sellers.offers(db, touched.offers(), words, version),
                sellers.offersFor(db, touched.described(), words, version));
    }

    /** What was touched and is no longer there. */
    Mono<List<Removal>> gone(DSLContext db, Touched touched, long version) {
        return sellers.gone(db, touched.offers(), version).collectList();
    }

    private Flux<OfferingDocument> read(
            DSLContext db,
            String sql,
            @Nullable List<String> codes,
            Aliases aliases,
            long version) {
        if (codes == null) {
            return read(db.resultQuery(sql), aliases, version);
        }
        return Flux.fromIterable(codes)
                .buffer(SLICE)
                .map(slice -> val(slice.toArray(String[]::new)))
                .concatMap(
                        slice -> read(db.resultQuery(sql + OF_THESE, slice), aliases, version), 1);
    }

    private Flux<OfferingDocument> read(ResultQuery<Record> query, Aliases aliases, long version) {
        return Flux.from(query.fetchSize(1000)).map(row -> document(row, aliases, version));
    }

    private OfferingDocument document(Record row, Aliases aliases, long version) {
        OfferingType type =
                row.get(0, String.class).equals("item") ? OfferingType.ITEM : OfferingType.ACT;
        String code = row.get(1, String.class);
        String name = row.get(2, String.class);
        String kind = row.get(6, String.class);
        return new OfferingDocument(
                type,
                code,
                name,
                aliases.of(type, code, name),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, String.class),
                kind,
                List.of(array(row.get(7, String.class), Department[].class)),
                row.get(8, String.class),
                row.get(9, String.class),
                row.get(10, String.class),
                Arrays.stream(array(row.get(11, String.class), Named[].class))
                        .map(n ->
                                new Related(
                                        n.code(),
                                        n.name(),
                                        aliases.of(
                                                type == OfferingType.ITEM
                                                        ? OfferingType.ACT
                                                        : OfferingType.ITEM,
                                                n.code(),
                                                n.name())))
                        .toList(),
                row.get(12, boolean.class),
                row.get(13, LocalDate.class),
                row.get(14, LocalDate.class),
                region,
                view(row.get(15, String.class), kind),
                version);
    }

    private record Named(String code, String name) {}

    private <T> T[] array(@Nullable String text, Class<T[]> type) {
        return json.readValue(text == null ? "[]" : text, type);
    }

    /** The Chinese word for a kind of act is the catalogue's to say. */
    private static String view(String view, @Nullable String kind) {
        if (kind == null) {
            return view;
        }
        String label = ActKind.of(kind).map(ActKind::label).orElse(kind);
        return view.replace("\"kindName\" : null", "\"kindName\" : \"" + label + "\"");
    }
}
