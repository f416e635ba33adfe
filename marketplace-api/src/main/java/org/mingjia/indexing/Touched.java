package org.mingjia.indexing;

import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.mingjia.platform.EventOrder.Placed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The codes of what a run of events touches: an item carries its acts' names, an act its items' and
 * its department's.
 *
 * @param described items of which every offer is touched, which may be many
 */
record Touched(
        List<String> items,
        List<String> acts,
        List<String> agencies,
        List<String> offers,
        List<String> described) {

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

    /** Nothing that the public sees comes of an application before it is decided. */
    private static final Set<String> UNSEEN = Set.of("agency.applied", "agency.returned");

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

    /** What these events touch. */
    static Mono<Touched> by(DSLContext db, List<Placed> events) {
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
}
