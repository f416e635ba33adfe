package org.mingjia.discovery;

import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refused;
import org.mingjia.search.OfferingQuery;
import org.mingjia.search.OfferingType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Search without Elasticsearch: names, other words and codes that contain what was typed. No
 * pinyin, no typos, no expired offers, and of prices only those that are one amount; it says {@code
 * degraded} and keeps the market open.
 */
@Component
final class FallbackSearch {

    private static final String OWN = "pg.";
    private static final int MOST_WORDS = 8;

    private static final String MATCHING =
            """
            with offering as (
                select 'item' as type, i.code, i.name, i.category, i.pricing_mode, i.payer, i.verified,
                       null as kind, i.self_service,
                       (select array_agg(distinct a.department_code) from act_item l
                          join administrative_act a on a.code = l.act_code and a.valid @> {0}
                         where l.item_code = i.code and l.valid @> {0}) as departments,
                       (select string_agg(s.term || ' ' || array_to_string(s.synonyms, ' '), ' ')
                          from synonym s where i.code = any(s.item_codes) and s.valid @> {0}) as aliases,
                       null as standing, null::text[] as regions, null::text[] as levels, null::bigint as price,
                       null::json as offered
                  from service_item i where i.valid @> {0}
                union all
                select 'act', a.code, a.name, null, null, null, a.verified, a.kind, null,
                       array[a.department_code], null, null, null, null, null, null
                  from administrative_act a where a.valid @> {0}
                union all
                select 'agency', o.uscc, o.name, null, null, null, true, null, null, null,
                       (select string_agg(i.name, ' ') from agency_item n
                          join service_item i on i.code = n.item_code and i.valid @> {0}
                         where n.agency_id = o.id and n.valid @> {0}),
                       s.standing,
                       array(select g.region_code from agency_region g where g.agency_id = o.id and g.valid @> {0}),
                       array(select q.kind || coalesce('/' || q.level, '') from qualification q
                              where q.agency_id = o.id and q.valid @> {0}),
                       null,
                       json_build_object('uscc', o.uscc, 'regionCode', o.region_code, 'standing', s.standing)
                  from agencies_standing_on({0}) s join organisation o on o.id = s.agency_id
                 where o.uscc is not null and ({4}::text[] is null or 'agency' = any({4}::text[]))
                union all
                select 'offer', o.uscc || '/' || i.code, o.name, null, null, null, true, null, null, null, i.name,
                       s.standing,
                       array(select g.region_code from agency_region g where g.agency_id = o.id and g.valid @> {0}),
                       array(select q.kind || coalesce('/' || q.level, '') from qualification q
                              where q.id = n.qualification_id),
                       p.fen,
                       json_build_object('uscc', o.uscc, 'itemCode', i.code, 'itemName', i.name,
                           'standing', s.standing, 'price', p.told)
                  from agency_item n
                  join agencies_standing_on({0}) s on s.agency_id = n.agency_id
                  join organisation o on o.id = n.agency_id
                  join service_item i on i.code = n.item_code and i.valid @> {0}
                  left join lateral (select e.amount_fen as fen, json_build_object('entryId', e.id, 'regionCode',
                                   e.region_code, 'form', e.form, 'priceFen', e.amount_fen,
                                   'priceFor', case e.form when 'unit' then '1 ' || e.unit end) as told
                               from price_entry e
                              where e.agency_id = n.agency_id and e.item_code = n.item_code and e.in_force @> {0}
                                and e.amount_fen is not null
                              order by e.region_code limit 1) p on true
                 where n.valid @> {0} and o.uscc is not null
                   and ({4}::text[] is null or 'offer' = any({4}::text[]))
            ), matching as (
                select o.*, (lower(o.code) = {2}) as exact,
                       (o.name ilike {3}) as begins,
                       md5(o.code) as tie
                  from offering o
                 where (select coalesce(bool_and(
                            (o.code || ' ' || o.name || ' ' || coalesce(o.aliases, '')) ilike w), true)
                          from unnest({1}::text[]) w)
                   and ({4}::text[] is null or o.type = any({4}::text[]))
                   and ({5}::text[] is null or o.kind = any({5}::text[]))
                   and ({6}::text[] is null or o.departments && {6}::text[])
                   and ({7}::text[] is null or o.category = any({7}::text[]))
                   and ({8}::text[] is null or o.pricing_mode = any({8}::text[]))
                   and ({9}::text[] is null or o.payer = any({9}::text[]))
                   and case when {12}::text[] is null
                            then o.standing is null or o.standing in ('available', 'warned')
                            else o.standing = any({12}::text[]) end
                   and ({13}::text[] is null or exists (select from unnest(o.regions) r, unnest({13}::text[]) w
                            where region_covers(r, w) or region_covers(w, r)))
                   and ({14}::text[] is null or exists (select from unnest(o.levels) l
                            where l = any({14}::text[]) or split_part(l, '/', 1) = any({14}::text[])
                               or split_part(l, '/', 2) = any({14}::text[])))
                   and ({15}::bigint is null or o.price >= {15}::bigint)
                   and ({16}::bigint is null or o.price <= {16}::bigint)
            )
            """;

    private static final String HIT =
            """
            jsonb_build_object('type', type, 'code', code, 'name', name,
                'highlight', jsonb_build_object('name',
                    replace(replace(replace(name, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')))
                || coalesce(offered::jsonb, jsonb_build_object(
                    'category', category, 'payer', payer, 'pricingMode', pricing_mode, 'selfService', self_service,
                    'kind', kind, 'verified', verified))
            """;

    private static final String ANSWER =
            MATCHING
                    + """
                    select json_build_object(
                        'hits', (select coalesce(json_agg(hit order by n), '[]'::json) from (
                            select %1$s as hit, row_number() over (order by exact desc, begins desc, offered is not null, tie) as n
                              from matching order by exact desc, begins desc, offered is not null, tie
                             limit {10} offset {11}) page),
                        'facets', json_build_object(
                            'type', %2$s, 'kind', %3$s, 'department', %4$s, 'category', %5$s,
                            'pricingMode', %6$s, 'payer', %7$s, 'region', %8$s, 'level', %9$s),
                        'total', (select count(*) from matching),
                        'degraded', true)::text,
                        (select count(*) from matching)
                    """
                            .formatted(
                                    HIT,
                                    facet("unnest(array[m.type])"),
                                    facet("unnest(array[m.kind])"),
                                    facet("unnest(m.departments)"),
                                    facet("unnest(array[m.category])"),
                                    facet("unnest(array[m.pricing_mode])"),
                                    facet("unnest(array[m.payer])"),
                                    facet("unnest(m.regions)"),
                                    facet("unnest(m.levels)"));

    private static final String SUGGESTIONS =
            MATCHING
                    + """
                    select json_build_object('items', coalesce(json_agg(hit order by n), '[]'::json),
                                             'degraded', true)::text
                      from (select json_build_object('type', type, 'code', code, 'name', name, 'highlight',
                                       json_build_object('name', replace(replace(replace(name, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'))) as hit,
                                   row_number() over (order by exact desc, begins desc, offered is not null, tie) as n
                              from matching order by exact desc, begins desc, offered is not null, tie
                             limit {10} offset {11}) page
                    """;

    private static String facet(String values) {
        return """
        (select coalesce(json_agg(json_build_object('value', value, 'label',
                    coalesce((select d.short_name from department d where d.code = value and d.valid @> {0}),
                             (select r.name from region r where r.code = value and r.valid @> {0}),
                             (select k.name || split_part(value, '/', 2) from qualification_kind k
                               where k.code = split_part(value, '/', 1)), value),
                    'count', n) order by n desc, value), '[]'::json)
           from (select value, count(*) as n from matching m cross join lateral %s as value
                  where value is not null group by value) counted)
        """
                .formatted(values);
    }

    /** Whether a cursor was given out by this search. */
    static boolean isOwn(@Nullable String cursor) {
        return cursor != null && cursor.startsWith(OWN);
    }

    Mono<byte[]> search(DSLContext db, OfferingQuery query, @Nullable String cursor) {
        int offset = cursor == null ? 0 : offset(cursor);
        return Mono.from(
                        db.resultQuery(
                                ANSWER,
                                binds(query, query.text(), query.asOf(), query.limit(), offset)))
                .map(row -> {
                    int next = offset + query.limit();
                    String more =
                            row.get(1, long.class) > next
                                    ? "\"" + OWN + encode(next) + "\""
                                    : "null";
                    String body = row.get(0, String.class);
                    return (body.substring(0, body.lastIndexOf('}'))
                                    + ",\"nextCursor\":"
                                    + more
                                    + "}")
                            .getBytes(StandardCharsets.UTF_8);
                });
    }

    Mono<byte[]> suggest(DSLContext db, String text, int limit, LocalDate asOf) {
        if (text.isBlank()) {
            return Mono.just("{\"items\":[],\"degraded\":true}".getBytes(StandardCharsets.UTF_8));
        }
        return Mono.from(
                        db.resultQuery(
                                SUGGESTIONS,
                                binds(suggesting(text, limit, asOf), text, asOf, limit, 0)))
                .map(row -> row.get(0, String.class).getBytes(StandardCharsets.UTF_8));
    }

    /** An agency is suggested once, and not again for each item it offers. */
    private static OfferingQuery suggesting(String text, int limit, LocalDate asOf) {
        return new OfferingQuery(
                text,
                List.of(OfferingType.ITEM, OfferingType.ACT, OfferingType.AGENCY),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                asOf,
                limit,
                null);
    }

    private static Object[] binds(
            OfferingQuery query, String text, LocalDate asOf, int limit, int offset) {
        String clean = text.replace("\0", "");
        String[] words =
                Arrays.stream(clean.strip().split("\\s+"))
                        .filter(w -> !w.isEmpty())
                        .limit(MOST_WORDS)
                        .map(w -> "%" + escape(w) + "%")
                        .toArray(String[]::new);
        return new Object[] {
            val(asOf),
            val(words),
            val(clean.strip().toLowerCase(Locale.ROOT)),
            val(escape(clean.strip()) + "%"),
            chosen(query.types().stream().map(OfferingType::value).toList()),
            chosen(query.kinds()),
            chosen(query.departments()),
            chosen(query.categories()),
            chosen(query.pricingModes()),
            chosen(query.payers()),
            val(limit),
            val(offset),
            chosen(query.offered().standings()),
            chosen(query.offered().regions()),
            chosen(query.offered().levels()),
            val(query.offered().priceFrom(), Long.class),
            val(query.offered().priceTo(), Long.class)
        };
    }

    private static Field<String[]> chosen(List<String> values) {
        return DSL.val(
                values.isEmpty()
                        ? null
                        : values.stream().map(v -> v.replace("\0", "")).toArray(String[]::new),
                String[].class);
    }

    private static String escape(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String encode(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String cursor) {
        try {
            int offset =
                    Integer.parseInt(
                            new String(
                                    Base64.getUrlDecoder().decode(cursor.substring(OWN.length())),
                                    StandardCharsets.UTF_8));
            if (offset >= 0 && offset <= 1_000_000) {
                return offset;
            }
        } catch (IllegalArgumentException notOurs) {
            // falls through to the refusal
        }
        throw new Refused(new Refusal.InvalidCursor());
    }
}
