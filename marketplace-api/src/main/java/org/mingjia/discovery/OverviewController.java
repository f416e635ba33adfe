package org.mingjia.discovery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.catalog.ActKind;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The figures of the home page: each equals the total of the list that it links to. */
@RestController
@Tag(name = "总览")
class OverviewController {

    private static final String OVERVIEW =
            """
            select json_build_object(
                'counts', json_build_object(
                    'acts', (select count(*) from administrative_act where valid @> market_today()),
                    'items', (select count(*) from service_item where valid @> market_today()),
                    'priceRules', (select count(*) from price_rule where valid @> market_today()),
                    'departments', (select count(*) from department where valid @> market_today()),
                    'regions', (select count(*) from region where valid @> market_today()),
                    'rulesInForce', (select count(*) from price_rule
                                      where valid @> market_today() and status = 'in_force'),
                    'governmentPaidItems', (select count(*) from service_item
                                             where valid @> market_today() and payer = 'government')),
                'categories', (select coalesce(json_agg(c order by c.items desc, c.name), '[]'::json)
                                 from (select category as name, count(*) as items from service_item
                                        where valid @> market_today() group by category) c),
                'actKinds', (select coalesce(json_agg(k order by k.acts desc, k.kind), '[]'::json)
                               from (select kind, {0}::json ->> kind as "kindName", count(*) as acts
                                       from administrative_act
                                      where valid @> market_today() group by kind) k),
                'latestChanges', (select coalesce(json_agg(l order by l.position desc), '[]'::json)
                                    from (select o.position, e.at, e.kind, e.entity_type as type,
                                                 e.entity_code as code, e.public_body ->> 'name' as name
                                            from event_order o join event e on e.id = o.event_id
                                           where e.entity_type in ('item', 'act', 'price-rule')
                                           order by o.position desc limit 10) l),
                'calendarYears', (select coalesce(json_agg(distinct extract(year from day)::int), '[]'::json)
                                    from calendar_day where valid @> market_today()),
                'today', market_today())::text
            """;

    private static final String KIND_NAMES =
            Arrays.stream(ActKind.values())
                    .map(kind -> "\"" + kind.code() + "\":\"" + kind.label() + "\"")
                    .collect(Collectors.joining(",", "{", "}"));

    private final Transactor transactor;

    OverviewController(Transactor transactor) {
        this.transactor = transactor;
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/overview")
    @AnswersWith(DiscoveryViews.OverviewView.class)
    @Operation(summary = "首页数据")
    Mono<ResponseEntity<byte[]>> overview(ServerWebExchange exchange) {
        return Answers.json(
                exchange,
                transactor
                        .one(db -> Mono.from(db.resultQuery(OVERVIEW, DSL.val(KIND_NAMES))))
                        .map(row -> row.get(0, String.class).getBytes(StandardCharsets.UTF_8)));
    }
}
