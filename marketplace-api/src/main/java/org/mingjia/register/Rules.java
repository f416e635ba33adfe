package org.mingjia.register;

import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.PriceRule;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads price rules out of the register for the price engine. */
@Component
public final class Rules {

    private final JsonMapper json;
    private final RuleMapper mapper;

    Rules(JsonMapper json, RuleMapper mapper) {
        this.json = json;
        this.mapper = mapper;
    }

    /**
     * The rule as the register has it on that day; or as it has it today, when it was not in the
     * register then (whether it was law then is the rule's own effective period to say).
     */
    public Mono<RuleView> find(DSLContext db, String ruleId, @Nullable LocalDate asOf) {
        Mono<RuleView> today = one(db, RuleQueries.one(ruleId, Versions.day(null)));
        return asOf == null
                ? today
                : one(db, RuleQueries.one(ruleId, Versions.day(asOf))).switchIfEmpty(today);
    }

    /** All rules of an item that the register has on that day. */
    public Flux<RuleView> ofItem(DSLContext db, String itemCode, Field<LocalDate> day) {
        return many(db, RuleQueries.ofItem(DSL.val(itemCode), day, DSL.noCondition()));
    }

    /** The rules with these identifiers that the register has on that day. */
    public Flux<RuleView> all(DSLContext db, List<String> ruleIds, @Nullable LocalDate day) {
        Condition which = RegisterQueries.in(RuleQueries.P.RULE_ID, ruleIds);
        return many(db, RuleQueries.all(Versions.day(day), which));
    }

    /** Makes a rule computable; a rule that breaks the semantics is refused. */
    public PriceRule compile(RuleView view) {
        return PriceRule.compile(mapper.definition(view));
    }

    private Mono<RuleView> one(DSLContext db, Select<?> query) {
        return Versions.json(db, query).map(this::parse);
    }

    private Flux<RuleView> many(DSLContext db, Select<?> query) {
        return Flux.from(db.resultQuery("select to_json(r)::text from ({0}) r", query))
                .map(row -> parse(row.get(0, String.class)));
    }

    private RuleView parse(String text) {
        return json.readValue(text, RuleView.class);
    }
}
