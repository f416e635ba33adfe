package org.mingjia.desks;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.mingjia.desks.DeskViews.DeskForm;
import org.mingjia.desks.DeskViews.DeskStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** Gives desks to departments, and takes them back. */
final class DeskAssignments {

    private static final List<String> DESKS = List.of("department", "price", "discipline");

    private static final String KNOWN =
            """
            select exists (select from region r where r.code = {0} and r.valid @> market_today()),
                   exists (select from department d where d.code = {1} and d.valid @> market_today()),
                   exists (select from department d where d.code = {1} and d.valid @> market_today()
                              and region_covers(d.region_code, {0}))
            """;

    private static final String GIVE =
            """
            insert into complaint_desk (desk, region_code, department_code, by) values ({0}, {1}, {2}, {3})
                on conflict (desk, region_code, department_code) do nothing
            returning id
            """;

    private static final String TAKE =
            "delete from complaint_desk where id = {0} returning id, desk, region_code, department_code";

    private DeskAssignments() {}

    /** By desk and place. */
    static Listing list() {
        Field<String> place =
                field("k.desk || ' ' || k.region_code || ' ' || k.department_code", String.class);
        return new Listing(
                List.of(
                        field("k.id").as("id"),
                        field("k.desk").as("desk"),
                        field("k.region_code").as("regionCode"),
                        field(
                                        "(select r.name from region r where r.code = k.region_code and r.valid @> market_today())")
                                .as("regionName"),
                        field("k.department_code").as("departmentCode"),
                        field(
                                        "(select d.name from department d where d.code = k.department_code and d.valid @> market_today())")
                                .as("departmentName"),
                        field("k.at").as("at"),
                        place.as("place")),
                table("complaint_desk k"),
                noCondition(),
                place,
                "place");
    }

    static Mono<DeskStep> give(DSLContext tx, Actor actor, DeskForm form) {
        String desk = String.valueOf(form.desk());
        String region = String.valueOf(form.regionCode());
        String department = String.valueOf(form.departmentCode());
        return Mono.from(tx.resultQuery(KNOWN, val(region), val(department)))
                .doOnNext(known -> check(desk, known))
                .flatMap(_ ->
                        Mono.from(
                                tx.resultQuery(
                                        GIVE,
                                        val(desk),
                                        val(region),
                                        val(department),
                                        val(actor.name()))))
                .switchIfEmpty(
                        Mono.error(() -> new Refused(new NotNow("served-already", "这个部门已经承办这一项"))))
                .map(row -> new DeskStep(row.get(0, UUID.class), desk, region, department))
                .delayUntil(step -> tell(tx, actor, "complaint.desk-given", step));
    }

    private static void check(String desk, Record known) {
        var checks = new FieldChecks();
        checks.require(
                DESKS.contains(desk),
                "#/desk",
                "one-of",
                "desk 应为 department 行业主管、price 价格 或 discipline 纪检监察");
        checks.require(
                known.get(0, boolean.class), "#/regionCode", "region-unknown", "名录中没有这个行政区划");
        boolean there = known.get(1, boolean.class);
        checks.require(there, "#/departmentCode", "department-unknown", "名录中没有这个部门");
        checks.require(
                !there || !known.get(0, boolean.class) || known.get(2, boolean.class),
                "#/departmentCode",
                "department-elsewhere",
                "这个部门不管辖这个行政区划");
        checks.done();
    }

    static Mono<DeskStep> take(DSLContext tx, Actor actor, UUID id) {
        return Mono.from(tx.resultQuery(TAKE, val(id)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("承办分工", id.toString()))))
                .map(row ->
                        new DeskStep(
                                row.get(0, UUID.class),
                                row.get(1, String.class),
                                row.get(2, String.class),
                                row.get(3, String.class)))
                .delayUntil(step -> tell(tx, actor, "complaint.desk-taken", step));
    }

    private static Mono<Void> tell(DSLContext tx, Actor actor, String kind, DeskStep step) {
        return Events.tell(
                tx,
                actor.name(),
                kind,
                "complaint-desk",
                step.id().toString(),
                Map.of(
                        "desk", step.desk(),
                        "regionCode", step.regionCode(),
                        "departmentCode", step.departmentCode()));
    }
}
