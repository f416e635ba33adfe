package org.mingjia.register;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.orderBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static org.mingjia.db.Tables.PRICE_RULE;
import static org.mingjia.db.Tables.PRICE_RULE_TIER;
import static org.mingjia.db.Tables.PROVINCE;
import static org.mingjia.db.Tables.REGION;
import static org.mingjia.db.Tables.SERVICE_ITEM;
import static org.mingjia.register.Versions.array;
import static org.mingjia.register.Versions.inForce;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.db.tables.PriceRule;
import org.mingjia.db.tables.PriceRuleTier;
import org.mingjia.web.Listing;

/**
 * What can be read of price rules: the rule whole, with its tiers and what a calculator must ask.
 */
final class RuleQueries {

    static final PriceRule P = PRICE_RULE.as("p");
    private static final PriceRuleTier T = PRICE_RULE_TIER.as("t");

    private RuleQueries() {}

    /** Law that binds on that day. */
    static Condition inEffect(Field<LocalDate> day) {
        return P.STATUS
                .eq("in_force")
                .and(coalesce(P.EFFECTIVE_FROM, day).le(day))
                .and(coalesce(P.EFFECTIVE_TO, day).ge(day));
    }

    /** A benchmark of a market price: never a legal ceiling. */
    static Condition benchmark() {
        return P.STATUS.eq("reference_only");
    }

    /** What a rule is worth on a day. */
    enum Worth {
        /** Law that binds. */
        IN_FORCE,
        /** A benchmark of a market price. */
        BENCHMARK,
        /** What bound once, or will. */
        SUPERSEDED;

        /** The column of {@link #byWorth} that holds the rules of this worth. */
        Field<JSON> rules() {
            return field(DSL.name("rules", column()), JSON.class);
        }

        private String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One row with the item's rules as a JSON array for each {@link Worth}: read and planned once.
     */
    static Table<?> byWorth(Field<String> itemCode, Field<LocalDate> day) {
        var worth =
                when(inEffect(day), inline(Worth.IN_FORCE.name()))
                        .when(benchmark(), inline(Worth.BENCHMARK.name()))
                        .otherwise(inline(Worth.SUPERSEDED.name()));
        var rules =
                select(
                                Versions.object(select(columns(day))).as("rule"),
                                worth.as("worth"),
                                rowNumber()
                                        .over(orderBy(P.REGION_CODE.desc(), P.RULE_ID))
                                        .as("place"))
                        .from(P)
                        .where(P.ITEM_CODE.eq(itemCode))
                        .and(inForce(P.VALID, day))
                        .asTable("rule");
        return select(
                        Arrays.stream(Worth.values())
                                .map(kind ->
                                        field(
                                                        "coalesce(json_agg({0} order by {1}) filter (where {2} = {3}), '[]')",
                                                        JSON.class,
                                                        rules.field("rule"),
                                                        rules.field("place"),
                                                        rules.field("worth"),
                                                        inline(kind.name()))
                                                .as(kind.column()))
                                .toList())
                .from(rules)
                .asTable("rules");
    }

    static Select<?> ofItem(Field<String> itemCode, Field<LocalDate> day, Condition which) {
        return select(columns(day))
                .from(P)
                .where(P.ITEM_CODE.eq(itemCode))
                .and(inForce(P.VALID, day))
                .and(which)
                .orderBy(P.REGION_CODE.desc(), P.RULE_ID);
    }

    static Select<?> all(Field<LocalDate> day, Condition which) {
        return select(columns(day)).from(P).where(inForce(P.VALID, day)).and(which);
    }

    /** Filters of the list of rules; null means all. */
    record RuleFilter(
            @Nullable LocalDate asOf,
            @Nullable String item,
            @Nullable List<String> status,
            @Nullable String region,
            @Nullable List<String> method) {}

    static Listing list(RuleFilter filter) {
        Field<LocalDate> day = Versions.day(filter.asOf());
        return new Listing(
                columns(day),
                P,
                inForce(P.VALID, day)
                        .and(filter.item() == null ? noCondition() : P.ITEM_CODE.eq(filter.item()))
                        .and(RegisterQueries.in(P.STATUS, filter.status()))
                        .and(
                                filter.region() == null
                                        ? noCondition()
                                        : P.REGION_CODE.eq(filter.region()))
                        .and(RegisterQueries.in(P.METHOD, filter.method())),
                P.RULE_ID,
                "ruleId");
    }

    static Select<?> one(String ruleId, Field<LocalDate> day) {
        return select(columns(day)).from(P).where(P.RULE_ID.eq(ruleId)).and(inForce(P.VALID, day));
    }

    /** Days on which a version of the rule, or of one of its tiers, began. */
    static Select<?> starts(String ruleId) {
        return select(field("lower({0})", LocalDate.class, P.VALID).as("day"))
                .from(P)
                .where(P.RULE_ID.eq(ruleId))
                .union(
                        select(field("lower({0})", LocalDate.class, T.VALID).as("day"))
                                .from(T)
                                .where(T.RULE_ID.eq(ruleId)));
    }

    private static List<Field<?>> columns(Field<LocalDate> day) {
        return List.of(
                P.RULE_ID.as("ruleId"),
                P.ITEM_CODE.as("itemCode"),
                field(
                                select(SERVICE_ITEM.NAME)
                                        .from(SERVICE_ITEM)
                                        .where(SERVICE_ITEM.CODE.eq(P.ITEM_CODE))
                                        .and(inForce(SERVICE_ITEM.VALID, day)))
                        .as("itemName"),
                P.NAME.as("name"),
                P.DOCUMENT.as("document"),
                P.REGION_CODE.as("regionCode"),
                coalesce(
                                field(
                                        select(REGION.NAME)
                                                .from(REGION)
                                                .where(REGION.CODE.eq(P.REGION_CODE))
                                                .and(inForce(REGION.VALID, day))),
                                field(
                                        select(PROVINCE.NAME)
                                                .from(PROVINCE)
                                                .where(PROVINCE.CODE.eq(P.REGION_CODE))),
                                P.REGION_CODE)
                        .as("regionName"),
                P.METHOD.as("method"),
                P.BASE_PARAMETER.as("baseParameter"),
                P.BASE_UNIT.as("baseUnit"),
                P.AMOUNT_UNIT.as("amountUnit"),
                decimal(P.ADJUST_MIN).as("adjustMin"),
                decimal(P.ADJUST_MAX).as("adjustMax"),
                P.FLOOR_FEN.as("floorFen"),
                P.CAP_FEN.as("capFen"),
                P.EFFECTIVE_FROM.as("effectiveFrom"),
                P.EFFECTIVE_TO.as("effectiveTo"),
                P.STATUS.as("status"),
                P.TIERS_KNOWN.as("tiersKnown"),
                P.STATUS.eq(inline("in_force")).as("legalCeiling"),
                P.CONFIDENCE.as("confidence"),
                P.SOURCE.as("source"),
                P.NOTES.as("notes"),
                P.VERIFIED.as("verified"),
                Versions.from(P.VALID),
                Versions.to(P.VALID),
                tiers(day).as("tiers"),
                P.FACTORS.as("factors"),
                form(day).as("form"));
    }

    private static Field<JSON> tiers(Field<LocalDate> day) {
        return array(
                select(
                                T.TIER_NO.as("tierNo"),
                                T.SELECTOR.as("selector"),
                                decimal(T.LOWER_BOUND).as("lowerBound"),
                                decimal(T.UPPER_BOUND).as("upperBound"),
                                T.KIND.as("kind"),
                                decimal(T.RATE_OR_AMOUNT).as("rateOrAmount"),
                                decimal(T.LOW_AMOUNT).as("lowAmount"),
                                decimal(T.HIGH_AMOUNT).as("highAmount"),
                                T.NOTES.as("notes"))
                        .from(T)
                        .where(T.RULE_ID.eq(P.RULE_ID))
                        .and(inForce(T.VALID, day))
                        .orderBy(T.TIER_NO));
    }

    /**
     * What a calculator must ask for. The catalogue's {@code FormSpec} is the same, and a test
     * holds the two together.
     */
    private static Field<JSON> form(Field<LocalDate> day) {
        Condition asksBase =
                P.METHOD.in(
                        inline("tiered_progressive"),
                        inline("tiered_flat_interpolated"),
                        inline("percentage"),
                        inline("range"));
        var label = coalesce(P.BASE_PARAMETER, inline(""));
        var unit = coalesce(P.BASE_UNIT, inline(""));
        var base =
                when(
                        P.TIERS_KNOWN.isTrue().and(asksBase),
                        field(
                                "json_build_object('required', true, 'label', {0}, 'unit', {1})",
                                JSON.class, label, unit));
        var quantity =
                when(
                        P.TIERS_KNOWN.isTrue().and(asksBase.not()),
                        field(
                                "json_build_object('required', {0} = 'unit', 'label', {1}, 'unit', {2},"
                                        + " 'defaultValue', case when {0} = 'fixed' then '1' end)",
                                JSON.class, P.METHOD, label, unit));
        var selector =
                field(
                        "(select json_build_object('required', count(*) > 1, 'options',"
                                + " json_agg(s.selector order by s.first)) from ({0}) s"
                                + " having count(*) > 0)",
                        JSON.class,
                        select(T.SELECTOR.as("selector"), min(T.TIER_NO).as("first"))
                                .from(T)
                                .where(T.RULE_ID.eq(P.RULE_ID))
                                .and(T.SELECTOR.isNotNull())
                                .and(inForce(T.VALID, day))
                                .groupBy(T.SELECTOR));
        return field(
                "json_build_object('base', {0}, 'quantity', {1}, 'selector', {2})",
                JSON.class, base, quantity, selector);
    }

    /** A decimal as text, so that no reader turns it into a binary float on the way. */
    private static Field<String> decimal(Field<?> number) {
        return field("trim_scale({0})::text", String.class, number);
    }
}
