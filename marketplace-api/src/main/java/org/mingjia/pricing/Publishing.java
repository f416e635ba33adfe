package org.mingjia.pricing;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.PRICE_ENTRY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AgencyPrice;
import org.mingjia.catalog.Defect;
import org.mingjia.catalog.PriceRule;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.pricing.PriceRequest.Wanted;
import org.mingjia.register.RuleView;
import org.mingjia.register.Rules;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Publishes, ends and withdraws prices; each in the caller's transaction. */
@Component
final class Publishing {

    /** One agency's prices change one after another; says who does it to the event's trigger. */
    private static final String BEGIN =
            """
            select pg_advisory_xact_lock(hashtextextended('prices of ' || {0}::text, 0))::text,
                   set_config('mingjia.actor', {1}, true)
            """;

    private static final String FACTS =
            """
            select earliest_price_day({0}, {1}, {2}), market_today(),
                   (select i.pricing_mode from service_item i
                     where i.code = {1} and i.valid @> greatest(coalesce({3}, market_today()), market_today())),
                   (select e.id from price_entry e
                     where e.agency_id = {0} and e.item_code = {1} and e.region_code = {2}
                       and e.withdrawn_at is null and upper_inf(e.valid)),
                   (select lower(e.valid) from price_entry e
                     where e.agency_id = {0} and e.item_code = {1} and e.region_code = {2}
                       and e.withdrawn_at is null and upper_inf(e.valid)),
                   exists (select from price_entry e
                     where e.agency_id = {0} and e.item_code = {1} and e.region_code = {2}
                       and e.withdrawn_at is null and upper_inf(e.valid) and e.form = {4}
                       and e.amount_fen is not distinct from {5} and e.unit is not distinct from {6}
                       and e.factor is not distinct from {7} and e.rule_id is not distinct from {8}
                       and e.terms is not distinct from {9}::jsonb)
            """;

    private final Rules rules;
    private final JsonMapper json;

    Publishing(Rules rules, JsonMapper json) {
        this.rules = rules;
        this.json = json;
    }

    /**
     * What the database knows of a wish.
     *
     * @param mode null where the item is not on the list
     * @param open the entry that would be replaced
     * @param same whether that entry says the same already
     */
    record Facts(
            LocalDate earliest,
            LocalDate today,
            @Nullable String mode,
            @Nullable UUID open,
            @Nullable LocalDate openFrom,
            boolean same) {}

    /** A published price, or the one that said the same before. */
    record Published(UUID id, boolean unchanged) {}

    static Mono<Void> begin(DSLContext tx, Actor actor) {
        return Mono.from(tx.resultQuery(BEGIN, val(actor.organisation()), val(actor.name())))
                .then();
    }

    Mono<Facts> facts(DSLContext tx, UUID agency, Wanted wanted) {
        return Mono.from(
                        tx.resultQuery(
                                FACTS,
                                val(agency),
                                val(wanted.itemCode()),
                                val(wanted.regionCode()),
                                val(wanted.validFrom(), LocalDate.class),
                                val(wanted.form().code()),
                                val(wanted.amountFen(), Long.class),
                                val(wanted.unit(), String.class),
                                val(wanted.factor(), BigDecimal.class),
                                val(wanted.ruleId(), String.class),
                                val(terms(wanted), String.class)))
                .map(Publishing::facts);
    }

    private static Facts facts(Record row) {
        return new Facts(
                row.get(0, LocalDate.class),
                row.get(1, LocalDate.class),
                row.get(2, String.class),
                row.get(3, UUID.class),
                row.get(4, LocalDate.class),
                row.get(5, boolean.class));
    }

    private @Nullable String terms(Wanted wanted) {
        return wanted.terms() == null ? null : json.writeValueAsString(wanted.terms());
    }

    /** The standard that a wish names, as the register has it on that day. */
    Mono<RuleView> rule(DSLContext tx, Wanted wanted, LocalDate day) {
        return wanted.ruleId() == null
                ? Mono.empty()
                : rules.all(tx, List.of(wanted.ruleId()), day)
                        .filter(rule -> rule.itemCode().equals(wanted.itemCode()))
                        .next();
    }

    PriceRule compiled(RuleView rule) {
        return rules.compile(rule);
    }

    /** Says in words, with the bounds, what the database would refuse. */
    void check(FieldChecks checks, Wanted wanted, Facts facts, @Nullable RuleView rule) {
        LocalDate from = wanted.validFrom() == null ? facts.earliest() : wanted.validFrom();
        if (from.isBefore(facts.today())) {
            checks.refuse("#/validFrom", "retroactive", "价格不溯及既往，最早自 " + facts.earliest() + " 起");
        } else if (from.isBefore(facts.earliest())) {
            checks.refuse(
                    "#/validFrom", "notice-period", "替换已公布的价格应提前公布，最早自 " + facts.earliest() + " 起");
        }
        if (facts.openFrom() != null && !facts.openFrom().isBefore(from)) {
            checks.refuse(
                    "#/validFrom", "upcoming-exists", "已公布自 " + facts.openFrom() + " 起的价格，请先撤回");
        }
        if (facts.mode() == null) {
            checks.refuse("#/itemCode", "not-on-the-list", wanted.itemCode() + " 不在清单内，不得收费");
            return;
        }
        if (wanted.ruleId() != null) {
            for (Defect defect :
                    AgencyPrice.defects(wanted.form(), rule == null ? null : compiled(rule))) {
                checks.refuse("#/" + defect.field(), defect.rule(), defect.detailZh());
            }
        }
        if (facts.mode().equals("market")) {
            return;
        }
        if (wanted.factor() == null) {
            checks.refuse("#/form", "lawful-interval", "政府定价、政府指导价事项只能按现行收费规则的倍率定价");
        } else if (rule != null && !rule.status().equals("in_force")) {
            checks.refuse("#/ruleId", "lawful-interval", rule.document() + "不是现行有效的收费规则");
        } else if (rule != null && !within(wanted.factor(), rule)) {
            checks.refuse(
                    "#/factor",
                    "lawful-interval",
                    "%s规定的浮动范围为 %s 至 %s 倍，给出的是 %s"
                            .formatted(
                                    rule.document(),
                                    low(rule),
                                    high(rule),
                                    wanted.factor().toPlainString()));
        }
    }

    static String low(RuleView rule) {
        return rule.adjustMin() == null ? "1" : rule.adjustMin();
    }

    static String high(RuleView rule) {
        return rule.adjustMax() == null ? "1" : rule.adjustMax();
    }

    private static boolean within(BigDecimal factor, RuleView rule) {
        return factor.compareTo(new BigDecimal(low(rule))) >= 0
                && factor.compareTo(new BigDecimal(high(rule))) <= 0;
    }

    /**
     * Publishes in a transaction that {@link #begin} has begun; the open price of the same scope
     * ends the day before.
     */
    Mono<Published> publish(DSLContext tx, Actor actor, Wanted wanted) {
        UUID agency = actor.organisation();
        return facts(tx, agency, wanted)
                .flatMap(facts ->
                        facts.same()
                                        && facts.open() != null
                                        && (wanted.validFrom() == null
                                                || wanted.validFrom().equals(facts.openFrom()))
                                ? Mono.just(new Published(facts.open(), true))
                                : rule(tx, wanted, facts.today())
                                        .map(java.util.Optional::of)
                                        .defaultIfEmpty(java.util.Optional.empty())
                                        .doOnNext(rule -> {
                                            var checks = new FieldChecks();
                                            check(checks, wanted, facts, rule.orElse(null));
                                            checks.done();
                                        })
                                        .flatMap(_ -> replace(tx, actor, wanted, facts)));
    }

    private Mono<Published> replace(DSLContext tx, Actor actor, Wanted wanted, Facts facts) {
        LocalDate from = wanted.validFrom() == null ? facts.earliest() : wanted.validFrom();
        Mono<Integer> end =
                facts.open() == null
                        ? Mono.just(0)
                        : Mono.from(
                                tx.query(
                                        "update price_entry set valid = daterange(lower(valid), {1}) where id = {0}",
                                        val(facts.open()), val(from)));
        return end.then(
                Mono.from(
                                tx.resultQuery(
                                        """
                                        insert into price_entry (agency_id, item_code, region_code, form, amount_fen,
                                            unit, factor, rule_id, terms, valid, published_by)
                                        values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}::jsonb,
                                            daterange({9}, null), {10}) returning id
                                        """,
                                        val(actor.organisation()),
                                        val(wanted.itemCode()),
                                        val(wanted.regionCode()),
                                        val(wanted.form().code()),
                                        val(wanted.amountFen(), Long.class),
                                        val(wanted.unit(), String.class),
                                        val(wanted.factor(), BigDecimal.class),
                                        val(wanted.ruleId(), String.class),
                                        val(terms(wanted), String.class),
                                        val(from),
                                        val(actor.name())))
                        .map(row -> new Published(row.get(0, UUID.class), false)));
    }

    /** Withdraws a price of the actor's that has not begun. */
    static Mono<Void> withdraw(DSLContext tx, Actor actor, UUID id) {
        return begin(tx, actor)
                .then(own(tx, actor, id))
                .then(
                        Mono.from(
                                tx.query(
                                        "update price_entry set withdrawn_at = now() where id = {0}",
                                        val(id))))
                .then();
    }

    /** Ends a price of the actor's; {@code on} is the first day on which it holds no more. */
    static Mono<Void> end(DSLContext tx, Actor actor, UUID id, LocalDate on) {
        return begin(tx, actor)
                .then(own(tx, actor, id))
                .flatMap(row -> {
                    LocalDate first = row.get(0, LocalDate.class);
                    LocalDate today = row.get(1, LocalDate.class);
                    LocalDate earliest = (first.isAfter(today) ? first : today).plusDays(1);
                    return on.isBefore(earliest)
                            ? Mono.<Integer>error(
                                    new Refused(
                                            new ContentRefused(
                                                    "#/on",
                                                    "retroactive",
                                                    "最早自 " + earliest + " 起终止")))
                            : Mono.from(
                                    tx.query(
                                            "update price_entry set valid = daterange(lower(valid), {1}), end_reason = '机构终止' where id = {0}",
                                            val(id), val(on)));
                })
                .then();
    }

    private static Mono<Record> own(DSLContext tx, Actor actor, UUID id) {
        return Mono.from(
                        tx.select(
                                        field("lower(valid)", LocalDate.class),
                                        field("market_today()", LocalDate.class))
                                .from(PRICE_ENTRY)
                                .where(PRICE_ENTRY.ID.eq(id))
                                .and(field(name("agency_id"), UUID.class).eq(actor.organisation())))
                .cast(Record.class)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("价格", id.toString()))));
    }
}
