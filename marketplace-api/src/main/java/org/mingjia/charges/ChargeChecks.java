package org.mingjia.charges;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.charges.ChargeViews.ChargeCheck;
import org.mingjia.charges.ChargeViews.ChargeQuestion;
import org.mingjia.charges.ChargeViews.Verdict;
import org.mingjia.charges.Verdicts.Judged;
import org.mingjia.offers.ProjectParameters;
import org.mingjia.offers.Shelves;
import org.mingjia.platform.Events;
import org.mingjia.platform.MarketClock;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers whether a charge was allowed, by the versions of the day of the charge, and keeps the
 * answer.
 */
@Component
class ChargeChecks {

    private final Shelves shelves;
    private final Transactor transactor;
    private final MarketClock clock;
    private final JsonMapper json;
    private final String defaultRegion;

    ChargeChecks(
            Shelves shelves,
            Transactor transactor,
            MarketClock clock,
            JsonMapper json,
            MingjiaSettings settings) {
        this.shelves = shelves;
        this.transactor = transactor;
        this.clock = clock;
        this.json = json;
        this.defaultRegion = settings.defaultRegion();
    }

    /** A question and what came of it, before it is written down. */
    record Answered(
            Asked asked, Judged judged, @Nullable String itemName, @Nullable String agencyName) {}

    /** Judges; nothing is written. */
    Mono<Answered> judge(ChargeQuestion question) {
        Asked asked = Asked.of(question, defaultRegion, clock.today());
        return (asked.uscc() == null ? Mono.just("") : agencyName(asked.uscc()))
                .flatMap(name ->
                        shelves.read(asked.itemCode(), asked.day(), asked.uscc())
                                .map(stock -> {
                                    stock.book().refuseUnlessUsable(asked.parameters());
                                    var judged =
                                            Verdicts.of(
                                                    stock,
                                                    asked.regionCode(),
                                                    asked.parameters(),
                                                    asked.amountFen(),
                                                    asked.payer(),
                                                    asked.uscc());
                                    return new Answered(
                                            asked,
                                            judged,
                                            stock.book().itemName(),
                                            name.isEmpty() ? null : name);
                                })
                                .onErrorResume(
                                        Refused.class,
                                        refused ->
                                                refused.refusal() instanceof NotFound
                                                        ? Mono.fromSupplier(() ->
                                                                new Answered(
                                                                        asked,
                                                                        Verdicts.notOnTheList(
                                                                                asked.itemCode(),
                                                                                asked.day()),
                                                                        null,
                                                                        name.isEmpty()
                                                                                ? null
                                                                                : name))
                                                        : Mono.error(refused)));
    }

    private Mono<String> agencyName(String uscc) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        "select g.name from organisation g join agency a on a.organisation_id = g.id where g.uscc = {0} and a.admitted_on is not null",
                                        DSL.val(uscc))))
                .map(row -> row.get(0, String.class))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("中介服务机构", uscc))));
    }

    private ChargeCheck check(Answered answered, OffsetDateTime at) {
        Asked asked = answered.asked();
        Judged judged = answered.judged();
        String id = UUID.randomUUID().toString();
        return new ChargeCheck(
                id,
                "/charge-checks/" + id,
                at,
                judged.verdict().code(),
                summary(judged.verdict()),
                asked.itemCode(),
                answered.itemName(),
                asked.uscc(),
                answered.agencyName(),
                asked.regionCode(),
                shelves.placeName(asked.regionCode()),
                asked.day(),
                ProjectParameters.of(asked.request()),
                asked.amountFen(),
                asked.payer(),
                judged.findings());
    }

    private static String summary(Verdict verdict) {
        return switch (verdict) {
            case NOT_ON_THE_LIST -> "不在清单上：清单之外无服务、无收费";
            case NOTHING_MAY_BE_CHARGED -> "不得收取任何费用：本事项由政府付费";
            case OUTSIDE_LAWFUL_INTERVAL -> "超出法定区间";
            case ABOVE_PUBLISHED_PRICE -> "高于机构公布的价格";
            case NO_PUBLISHED_PRICE -> "机构没有公布价格";
            case NOT_COMPUTABLE -> "没有可以比对的价格，不能判断";
            case WITHIN -> "在允许的范围内";
        };
    }

    /**
     * The record, at the database's time, and one event that names the item and not the check: its
     * address is not for all.
     */
    Mono<ChargeCheck> keep(DSLContext tx, Answered answered) {
        return Mono.from(tx.resultQuery("select now()"))
                .map(row ->
                        check(
                                answered,
                                row.get(0, OffsetDateTime.class)
                                        .withOffsetSameInstant(ZoneOffset.UTC)))
                .flatMap(check -> write(tx, check));
    }

    private Mono<ChargeCheck> write(DSLContext tx, ChargeCheck check) {
        String body = json.writeValueAsString(check);
        return Mono.from(
                        tx.query(
                                "insert into charge_check (id, item_code, charged_on, amount_fen, payer, verdict, body)"
                                        + " values ({0}, {1}, {2}, {3}, {4}, {5}, {6})",
                                DSL.val(UUID.fromString(check.id())),
                                DSL.val(check.itemCode()),
                                DSL.val(check.chargedOn()),
                                DSL.val(check.amountFen()),
                                DSL.val(check.payer()),
                                DSL.val(check.verdict()),
                                DSL.val(JSONB.valueOf(body))))
                .then(
                        Events.tell(
                                tx,
                                "public",
                                "charge-check.recorded",
                                "charge-check",
                                check.itemCode(),
                                Map.of("verdict", check.verdict())))
                .thenReturn(check);
    }

    /** The answer as it was given; empty when there is none under this identifier. */
    Mono<String> kept(UUID id) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        "select body::text from charge_check where id = {0}",
                                        DSL.val(id))))
                .map(row -> row.get(0, String.class));
    }
}
