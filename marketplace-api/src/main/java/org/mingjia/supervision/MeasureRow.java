package org.mingjia.supervision;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * A measure, locked until the end of the transaction.
 *
 * @param kind as proposed, and once it is confirmed as decided
 * @param lastDay on which the agency is heard; null once it is decided, or where the calendar is
 *     not known
 * @param heardOut whether that day is over
 * @param sanction which is in force today because of it; null for none
 * @param repairNo the last that was asked for, 0 for none
 */
record MeasureRow(
        UUID id,
        String uscc,
        String kind,
        String status,
        boolean stated,
        @Nullable LocalDate lastDay,
        boolean heardOut,
        @Nullable LocalDate endsOn,
        @Nullable UUID sanction,
        int repairNo,
        boolean repairOpen,
        LocalDate today) {

    private static final String ROW =
            """
            select m.id, o.uscc, coalesce(m.decided_kind, m.kind), m.status, m.statement is not null,
                   (k.state_by at time zone 'Asia/Shanghai')::date - 1, coalesce(clock_timestamp() >= k.state_by, false), m.ends_on,
                   (select s.id from sanction s
                     where s.id = m.sanction_id and s.lifted_on is null
                       and (upper_inf(s.valid) or upper(s.valid) > market_today())),
                   coalesce((select max(p.repair_no) from measure_repair p where p.measure_id = m.id), 0),
                   exists (select from measure_repair p where p.measure_id = m.id and p.granted is null), market_today()
              from measure m
              join organisation o on o.id = m.agency_id
              join measure_clock k on k.measure_id = m.id
             where m.id = {0} and {1}
               for update of m
            """;

    static Mono<MeasureRow> lock(DSLContext tx, Actor actor, UUID id) {
        Condition readable = SupervisionReading.readable(actor);
        return Mono.from(tx.resultQuery(ROW, val(id), readable))
                .map(MeasureRow::of)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("处置", id.toString()))));
    }

    private static MeasureRow of(Record row) {
        return new MeasureRow(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, boolean.class),
                row.get(5, LocalDate.class),
                row.get(6, boolean.class),
                row.get(7, LocalDate.class),
                row.get(8, UUID.class),
                row.get(9, Integer.class),
                row.get(10, boolean.class),
                row.get(11, LocalDate.class));
    }

    boolean isOpen() {
        return status.equals("open");
    }

    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }

    /**
     * An event of the measure. What is not published yet names nobody.
     *
     * @param published which kind was published; null while nothing is
     */
    Mono<Void> tell(DSLContext tx, Actor actor, String kindOfEvent, @Nullable String published) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", published == null ? "处置程序" : "处置决定");
        if (published != null) {
            body.put("uscc", uscc);
            body.put("kind", published);
        }
        return Mono.defer(
                () -> Events.tell(tx, actor.name(), kindOfEvent, "measure", id.toString(), body));
    }
}
