package org.mingjia.register;

import static org.jooq.impl.DSL.choose;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.ACT_ITEM;
import static org.mingjia.db.Tables.ADMINISTRATIVE_ACT;
import static org.mingjia.db.Tables.DEPARTMENT;
import static org.mingjia.db.Tables.SERVICE_ITEM;
import static org.mingjia.register.Versions.array;
import static org.mingjia.register.Versions.inForce;
import static org.mingjia.register.Versions.object;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.ActKind;
import org.mingjia.db.tables.AdministrativeAct;
import org.mingjia.db.tables.Department;
import org.mingjia.db.tables.ServiceItem;
import org.mingjia.web.Listing;

/** What can be read of acts and items: one statement each. */
final class RegisterQueries {

    private static final Department D = DEPARTMENT.as("d");
    private static final AdministrativeAct A = ADMINISTRATIVE_ACT.as("a");
    private static final ServiceItem I = SERVICE_ITEM.as("i");

    private RegisterQueries() {}

    /** Filters of the list of acts; null or empty means all. */
    record ActFilter(
            @Nullable LocalDate asOf,
            @Nullable List<String> kind,
            @Nullable List<String> department,
            @Nullable Boolean hasIntermediary,
            @Nullable String region) {}

    static Listing acts(ActFilter filter) {
        Field<LocalDate> day = Versions.day(filter.asOf());
        Condition where =
                inForce(A.VALID, day)
                        .and(in(A.KIND, filter.kind()))
                        .and(in(A.DEPARTMENT_CODE, filter.department()))
                        .and(
                                filter.hasIntermediary() == null
                                        ? noCondition()
                                        : A.HAS_INTERMEDIARY.eq(filter.hasIntermediary()))
                        .and(
                                filter.region() == null
                                        ? noCondition()
                                        : D.REGION_CODE.eq(filter.region()));
        return new Listing(actColumns(day), actsOn(day), where, A.CODE, "code");
    }

    private static Table<?> actsOn(Field<LocalDate> day) {
        return A.join(D).on(D.CODE.eq(A.DEPARTMENT_CODE)).and(inForce(D.VALID, day));
    }

    private static List<Field<?>> actColumns(Field<LocalDate> day) {
        return List.of(
                A.CODE.as("code"),
                A.NAME.as("name"),
                A.KIND.as("kind"),
                kindName(A.KIND).as("kindName"),
                A.DEPARTMENT_CODE.as("departmentCode"),
                D.SHORT_NAME.as("departmentName"),
                A.HAS_INTERMEDIARY.as("hasIntermediary"),
                A.LEGAL_BASIS.as("legalBasis"),
                field(
                                selectCount()
                                        .from(ACT_ITEM)
                                        .where(ACT_ITEM.ACT_CODE.eq(A.CODE))
                                        .and(inForce(ACT_ITEM.VALID, day)))
                        .as("itemCount"),
                A.CONFIDENCE.as("confidence"),
                A.SOURCE.as("source"),
                A.VERIFIED.as("verified"),
                Versions.from(A.VALID),
                Versions.to(A.VALID));
    }

    /** One act with what it needs. */
    static Select<?> act(String code, Field<LocalDate> day) {
        var columns = new ArrayList<>(actColumns(day));
        columns.add(
                object(select(D.CODE.as("code"), D.NAME.as("name"), D.SHORT_NAME.as("shortName")))
                        .as("department"));
        columns.add(
                array(
                                select(
                                                I.CODE.as("code"),
                                                I.NAME.as("name"),
                                                I.CATEGORY.as("category"),
                                                I.PAYER.as("payer"),
                                                I.PRICING_MODE.as("pricingMode"),
                                                I.SELF_SERVICE.as("selfService"),
                                                I.QUALIFICATION_REQUIRED.as(
                                                        "qualificationRequired"),
                                                I.DELIVERABLE.as("deliverable"),
                                                I.STATUTORY_WORKING_DAYS.as("statutoryWorkingDays"),
                                                ACT_ITEM.LEGAL_GROUND.as("legalGround"),
                                                I.CONFIDENCE.as("confidence"),
                                                I.SOURCE.as("source"),
                                                I.VERIFIED.as("verified"),
                                                I.NOTES.as("notes"))
                                        .from(ACT_ITEM)
                                        .join(I)
                                        .on(I.CODE.eq(ACT_ITEM.ITEM_CODE))
                                        .and(inForce(I.VALID, day))
                                        .where(ACT_ITEM.ACT_CODE.eq(A.CODE))
                                        .and(inForce(ACT_ITEM.VALID, day))
                                        .orderBy(I.CODE))
                        .as("items"));
        return select(columns).from(actsOn(day)).where(A.CODE.eq(code)).and(inForce(A.VALID, day));
    }

    /** Filters of the list of items; null or empty means all. */
    record ItemFilter(
            @Nullable LocalDate asOf,
            @Nullable List<String> category,
            @Nullable List<String> pricingMode,
            @Nullable List<String> payer,
            @Nullable String act,
            @Nullable List<String> department) {}

    static Listing items(ItemFilter filter) {
        Field<LocalDate> day = Versions.day(filter.asOf());
        var demanded =
                selectOne()
                        .from(ACT_ITEM)
                        .join(A)
                        .on(A.CODE.eq(ACT_ITEM.ACT_CODE))
                        .and(inForce(A.VALID, day))
                        .where(ACT_ITEM.ITEM_CODE.eq(I.CODE))
                        .and(inForce(ACT_ITEM.VALID, day));
        Condition where =
                inForce(I.VALID, day)
                        .and(in(I.CATEGORY, filter.category()))
                        .and(in(I.PRICING_MODE, filter.pricingMode()))
                        .and(in(I.PAYER, filter.payer()));
        if (filter.act() != null) {
            where = where.andExists(demanded.and(A.CODE.eq(filter.act())));
        }
        if (filter.department() != null && !filter.department().isEmpty()) {
            where = where.andExists(demanded.and(in(A.DEPARTMENT_CODE, filter.department())));
        }
        return new Listing(itemColumns(day), I, where, I.CODE, "code");
    }

    static List<Field<?>> itemColumns(Field<LocalDate> day) {
        return List.of(
                I.CODE.as("code"),
                I.NAME.as("name"),
                I.CATEGORY.as("category"),
                I.PRICING_MODE.as("pricingMode"),
                I.PAYER.as("payer"),
                I.SELF_SERVICE.as("selfService"),
                I.QUALIFICATION_REQUIRED.as("qualificationRequired"),
                I.LEGAL_BASIS.as("legalBasis"),
                I.DELIVERABLE.as("deliverable"),
                I.STATUTORY_WORKING_DAYS.as("statutoryWorkingDays"),
                array(
                                select(A.CODE.as("code"), A.NAME.as("name"))
                                        .from(ACT_ITEM)
                                        .join(A)
                                        .on(A.CODE.eq(ACT_ITEM.ACT_CODE))
                                        .and(inForce(A.VALID, day))
                                        .where(ACT_ITEM.ITEM_CODE.eq(I.CODE))
                                        .and(inForce(ACT_ITEM.VALID, day))
                                        .orderBy(A.CODE))
                        .as("acts"),
                I.CONFIDENCE.as("confidence"),
                I.SOURCE.as("source"),
                I.NOTES.as("notes"),
                I.VERIFIED.as("verified"),
                Versions.from(I.VALID),
                Versions.to(I.VALID));
    }

    /**
     * One item with the acts it serves, their grounds, and its price rules by what they are worth.
     */
    static Select<?> item(String code, Field<LocalDate> day) {
        var columns = new ArrayList<>(itemColumns(day));
        columns.removeIf(column -> column.getName().equals("acts"));
        columns.add(
                array(
                                select(
                                                A.CODE.as("code"),
                                                A.NAME.as("name"),
                                                A.KIND.as("kind"),
                                                kindName(A.KIND).as("kindName"),
                                                A.DEPARTMENT_CODE.as("departmentCode"),
                                                D.SHORT_NAME.as("departmentName"),
                                                ACT_ITEM.LEGAL_GROUND.as("legalGround"),
                                                A.VERIFIED.as("verified"))
                                        .from(ACT_ITEM)
                                        .join(A)
                                        .on(A.CODE.eq(ACT_ITEM.ACT_CODE))
                                        .and(inForce(A.VALID, day))
                                        .join(D)
                                        .on(D.CODE.eq(A.DEPARTMENT_CODE))
                                        .and(inForce(D.VALID, day))
                                        .where(ACT_ITEM.ITEM_CODE.eq(I.CODE))
                                        .and(inForce(ACT_ITEM.VALID, day))
                                        .orderBy(A.CODE))
                        .as("acts"));
        columns.add(RuleQueries.Worth.IN_FORCE.rules().as("rulesInForce"));
        columns.add(RuleQueries.Worth.BENCHMARK.rules().as("benchmarkRules"));
        columns.add(RuleQueries.Worth.SUPERSEDED.rules().as("supersededRules"));
        return select(columns)
                .from(I)
                .crossJoin(lateral(RuleQueries.byWorth(I.CODE, day)))
                .where(I.CODE.eq(code))
                .and(inForce(I.VALID, day));
    }

    /** One item without what hangs on it: what a version of it says. */
    static Select<?> itemAlone(String code, Field<LocalDate> day) {
        return select(itemColumns(day)).from(I).where(I.CODE.eq(code)).and(inForce(I.VALID, day));
    }

    /** Days on which a version of the item began. */
    static Select<?> itemStarts(String code) {
        return select(field("lower({0})", LocalDate.class, I.VALID).as("day"))
                .from(I)
                .where(I.CODE.eq(code));
    }

    /** The Chinese word for a kind of act. */
    static Field<String> kindName(Field<String> kind) {
        return choose(kind)
                .mapValues(
                        Arrays.stream(ActKind.values())
                                .collect(Collectors.toMap(ActKind::code, ActKind::label)));
    }

    static Condition in(Field<String> column, @Nullable List<String> values) {
        return values == null || values.isEmpty()
                ? noCondition()
                : column.eq(org.jooq.impl.DSL.any(val(values.toArray(String[]::new))));
    }
}
