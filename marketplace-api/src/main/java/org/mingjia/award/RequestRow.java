package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.register.MarketCalendar;
import org.mingjia.selection.Method;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A published request, locked until the end of the transaction.
 *
 * @param runnerUp whether the next in rank follows when the one selected is lost
 * @param now the database's clock
 */
record RequestRow(
        UUID id,
        String number,
        String title,
        String status,
        String funds,
        Method method,
        boolean runnerUp,
        int extensionDays,
        int choiceDays,
        int publicityDays,
        OffsetDateTime closesAt,
        boolean extended,
        OffsetDateTime now,
        LocalDate today) {

    /** Time of the market. */
    static final ZoneOffset MARKET = ZoneOffset.ofHours(8);

    private static final String ROW =
            """
            select r.id, r.number, r.title, r.status, r.funds, r.method, r.method_parameters::text,
                   coalesce((r.body ->> 'runnerUp')::boolean, false), (r.terms ->> 'extensionDays')::int,
                   (r.terms ->> 'choiceDays')::int, (r.terms ->> 'publicityDays')::int, r.closes_at,
                   r.extended_at is not null, clock_timestamp(), market_today()
              from service_request r
             where r.number is not null and {0}
               for update of r
            """;

    private static final Map<String, Class<? extends Method>> METHODS =
            Map.of(
                    "direct", Method.Direct.class,
                    "lowest_price", Method.LowestPrice.class,
                    "random_draw", Method.RandomDraw.class,
                    "lowest_random", Method.LowestRandom.class,
                    "best_value", Method.BestValue.class,
                    "credit_shortlist", Method.CreditShortlist.class,
                    "mean", Method.Mean.class,
                    "mean_random", Method.MeanRandom.class);

    /** For a timer, which only a published request has. */
    static Mono<RequestRow> lock(DSLContext tx, UUID id) {
        return locked(tx, org.jooq.impl.DSL.condition("r.id = {0}", val(id)), id.toString());
    }

    /** For whoever reads its notice. */
    static Mono<RequestRow> lock(DSLContext tx, String number) {
        return locked(
                tx,
                org.jooq.impl.DSL.condition("r.number = {0}", val(number.replace("\0", ""))),
                number);
    }

    /** For its owner; of anybody else's nothing is found. */
    static Mono<RequestRow> lock(DSLContext tx, UUID id, UUID owner) {
        return locked(
                tx,
                org.jooq.impl.DSL.condition("r.id = {0} and r.owner_id = {1}", val(id), val(owner)),
                id.toString());
    }

    private static Mono<RequestRow> locked(DSLContext tx, org.jooq.Condition which, String asked) {
        return Mono.from(tx.resultQuery(ROW, which))
                .map(RequestRow::of)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("采购公告", asked))));
    }

    private static RequestRow of(Record row) {
        return new RequestRow(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                method(row.get(5, String.class), row.get(6, String.class)),
                row.get(7, Boolean.class),
                row.get(8, Integer.class),
                row.get(9, Integer.class),
                row.get(10, Integer.class),
                row.get(11, OffsetDateTime.class),
                row.get(12, Boolean.class),
                row.get(13, OffsetDateTime.class),
                row.get(14, LocalDate.class));
    }

    private static Method method(String code, String parameters) {
        return JsonMapper.shared()
                .readValue(parameters, java.util.Objects.requireNonNull(METHODS.get(code)));
    }

    /** A lot of it. */
    record Lot(int no, UUID id) {}

    /**
     * Its lots, in their order; read to the end before anything is asked on the same connection.
     */
    Flux<Lot> lots(DSLContext tx) {
        return Flux.from(
                        tx.resultQuery(
                                "select lot_no::int, id from request_lot where request_id = {0} order by lot_no",
                                val(id)))
                .map(row -> new Lot(row.get(0, Integer.class), row.get(1, UUID.class)))
                .collectList()
                .flatMapMany(Flux::fromIterable);
    }

    /** The first instant after so many working days; at once where there are none. */
    Mono<OffsetDateTime> after(DSLContext tx, MarketCalendar calendar, int workingDays) {
        return workingDays == 0
                ? Mono.just(now)
                : calendar.after(tx, today, workingDays)
                        .map(last -> last.plusDays(1).atTime(LocalTime.MIDNIGHT).atOffset(MARKET));
    }

    /** When the owner's choice has to be made: the day itself is always left. */
    Mono<OffsetDateTime> choiceEnds(DSLContext tx, MarketCalendar calendar) {
        return calendar.after(tx, today, choiceDays)
                .map(last -> last.plusDays(1).atTime(LocalTime.MIDNIGHT).atOffset(MARKET));
    }

    /** Whether the method goes on by itself from here: neither suspended nor ended. */
    boolean goesOn() {
        return status.equals("selecting") || status.equals("publicity");
    }

    Field<UUID> key() {
        return val(id);
    }

    /** Refuses what is asked for at a time when it cannot be done. */
    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }

    /** Refuses unless selection or publicity is going on. */
    Mono<RequestRow> going() {
        if (status.equals("suspended")) {
            return refuse("suspended", "因异议或投诉已中止，待处理后继续");
        }
        return goesOn() ? Mono.just(this) : refuse("not-selecting", "该采购需求不在选取或公示中");
    }
}
