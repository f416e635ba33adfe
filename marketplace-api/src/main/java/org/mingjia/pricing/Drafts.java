package org.mingjia.pricing;

import static org.jooq.impl.DSL.val;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.pricing.PriceRequest.Wanted;
import org.mingjia.pricing.PriceViews.ListOutcome;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Prices that an agency prepares until it is admitted, and their publication. */
@Component
final class Drafts {

    private static final String KEEP =
            """
            insert into price_draft (agency_id, item_code, region_code, body, saved_by)
            values ({0}, {1}, {2}, {3}::jsonb, {4})
            on conflict (agency_id, item_code, region_code)
            do update set body = excluded.body, saved_at = now(), saved_by = excluded.saved_by
             where price_draft.body is distinct from excluded.body
            """;

    private static final String LIST =
            """
            select json_build_object('items', coalesce(json_agg(json_build_object(
                       'itemCode', item_code, 'regionCode', region_code, 'price', body, 'savedAt', saved_at)
                       order by item_code, region_code), '[]'::json))::text
              from price_draft where agency_id = {0}
            """;

    private final Transactor transactor;
    private final Publishing publishing;
    private final JsonMapper json;
    private final String defaultRegion;

    Drafts(
            Transactor transactor,
            Publishing publishing,
            JsonMapper json,
            MingjiaSettings settings) {
        this.transactor = transactor;
        this.publishing = publishing;
        this.json = json;
        this.defaultRegion = settings.defaultRegion();
    }

    /** Whether the agency's prices are published rather than kept. */
    Mono<Boolean> admitted(DSLContext tx, UUID agency) {
        return Mono.from(
                        tx.resultQuery(
                                "select exists (select from agency where organisation_id = {0} and admitted_on is not null)",
                                val(agency)))
                .map(row -> row.get(0, boolean.class));
    }

    /** Keeps a draft as it was understood; whether it says anything new. */
    Mono<Boolean> keep(DSLContext tx, Actor actor, Wanted wanted) {
        return Mono.from(
                        tx.query(
                                KEEP,
                                val(actor.organisation()),
                                val(wanted.itemCode()),
                                val(wanted.regionCode()),
                                val(json.writeValueAsString(PriceRequest.of(wanted))),
                                val(actor.name())))
                .map(rows -> rows > 0);
    }

    Mono<Void> save(Actor actor, Wanted wanted) {
        return transactor
                .inTransaction(tx -> Publishing.begin(tx, actor).then(keep(tx, actor, wanted)))
                .then();
    }

    Mono<Void> drop(Actor actor, String itemCode, @Nullable String regionCode) {
        return transactor
                .inTransaction(tx ->
                        Mono.from(
                                tx.query(
                                        "delete from price_draft where agency_id = {0} and item_code = {1} and ({2}::text is null or region_code = {2})",
                                        val(actor.organisation()),
                                        val(itemCode),
                                        val(regionCode, String.class))))
                .filter(dropped -> dropped > 0)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("草稿", itemCode))))
                .then();
    }

    /** All drafts of the agency as JSON. */
    Mono<String> list(Actor actor) {
        return transactor
                .one(db -> Mono.from(db.resultQuery(LIST, val(actor.organisation()))))
                .map(row -> row.get(0, String.class));
    }

    /** Publishes all drafts, or none when one of them is refused. */
    Mono<ListOutcome> publish(DSLContext tx, Actor actor) {
        return Publishing.begin(tx, actor)
                .thenMany(
                        Flux.from(
                                tx.resultQuery(
                                        "delete from price_draft where agency_id = {0} returning body::text",
                                        val(actor.organisation()))))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .map(row ->
                        json.readValue(row.get(0, String.class), PriceRequest.class)
                                .read(defaultRegion))
                .concatMap(wanted -> publishing.publish(tx, actor, wanted), 1)
                .reduce(
                        new long[2],
                        (counts, one) -> {
                            counts[one.unchanged() ? 1 : 0]++;
                            return counts;
                        })
                .map(counts -> new ListOutcome(null, counts[0], 0, counts[1], false));
    }
}
