package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.register.MarketCalendar;
import org.mingjia.selection.Selection;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What follows a selection: an award, the owner's choice, or nothing any more. */
@Component
final class Awards {

    static final String CHOICE = "choice";
    static final String PUBLICITY = "publicity";

    private static final String MAKE =
            """
            insert into award (request_id, lot_no, bid_id, agency_id, amount_fen, rank, basis, status, publicity_from,
                               publicity_until)
            select b.request_id, b.lot_no, b.id, b.agency_id, b.amount_fen, {3}, {4}, {5},
                   case when {6}::timestamptz is not null then clock_timestamp() end, {6}
              from opened_bid b join organisation o on o.id = b.agency_id
             where b.request_id = {0} and b.lot_no = {1} and o.uscc = {2}
            """;

    private static final String LOSE =
            """
            update award set status = 'withdrawn', lost_by = {1}, lost_reason = left({2}, 1000),
                   lost_at = clock_timestamp()
             where id = {0}
            """;

    /** The place after one place, and whether its price has to be explained first. */
    private static final String NEXT =
            """
            select p ->> 'uscc', (p ->> 'rank')::int,
                   exists (select from json_array_elements_text(s.working -> 'expected' -> 'toExplain') e
                            where e = p ->> 'uscc')
              from selection s
              cross join json_array_elements(s.working -> 'expected' -> 'ranking') p
             where s.request_id = {0} and s.lot_no = {1} and s.outcome = 'ranked' and (p ->> 'rank')::int = {2}
            """;

    private static final String STANDING =
            """
            select a.id, a.rank, a.status, o.uscc, o.name, a.publicity_until, a.accepted_at is not null,
                   exists (select from award_explanation e where e.award_id = a.id), a.agency_id
              from award a join organisation o on o.id = a.agency_id
             where a.request_id = {0} and a.lot_no = {1} and a.status <> 'withdrawn'
            """;

    private final MarketCalendar calendar;

    Awards(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    /** The award of a lot that stands. */
    record Standing(
            UUID id,
            int lotNo,
            int rank,
            String status,
            String uscc,
            String name,
            @Nullable OffsetDateTime until,
            boolean accepted,
            boolean explained,
            UUID agencyId) {}

    static Mono<Standing> standing(DSLContext tx, RequestRow request, int lotNo) {
        return Mono.from(tx.resultQuery(STANDING, request.key(), val(lotNo)))
                .map(row ->
                        new Standing(
                                row.get(0, UUID.class),
                                lotNo,
                                row.get(1, Integer.class),
                                row.get(2, String.class),
                                row.get(3, String.class),
                                row.get(4, String.class),
                                row.get(5, OffsetDateTime.class),
                                row.get(6, Boolean.class),
                                row.get(7, Boolean.class),
                                row.get(8, UUID.class)));
    }

    /** Acts on a selection. */
    Mono<Void> follow(DSLContext tx, RequestRow request, int lotNo, Selection selection, int bids) {
        return switch (selection) {
            case Selection.Ranked ranked -> next(tx, request, lotNo, 0, "selection");
            case Selection.Shortlist _ -> leaveToTheOwner(tx, request, lotNo);
            case Selection.TooFew tooFew ->
                    bids == 1 && request.funds().equals("social")
                            ? leaveToTheOwner(tx, request, lotNo)
                            : fail(
                                    tx,
                                    request,
                                    lotNo,
                                    "有效报价 "
                                            + tooFew.bids()
                                            + " 家，少于规定的 "
                                            + tooFew.minimum()
                                            + " 家");
        };
    }

    /** From here the owner has its days. */
    Mono<Void> leaveToTheOwner(DSLContext tx, RequestRow request, int lotNo) {
        return request.choiceEnds(tx, calendar)
                .flatMap(due -> Timers.set(tx, CHOICE, request.id(), lotNo, due));
    }

    private Mono<Void> next(
            DSLContext tx, RequestRow request, int lotNo, int afterRank, String basis) {
        return Mono.from(tx.resultQuery(NEXT, request.key(), val(lotNo), val(afterRank + 1)))
                .flatMap(row ->
                        make(
                                        tx,
                                        request,
                                        lotNo,
                                        row.get(0, String.class),
                                        row.get(1, Integer.class),
                                        basis,
                                        row.get(2, Boolean.class))
                                .thenReturn(true))
                .switchIfEmpty(
                        Mono.defer(() -> fail(tx, request, lotNo, "没有后续候选机构").thenReturn(false)))
                .then();
    }

    /**
     * Awards a lot to one that was selected, and begins its publicity; where the price is far below
     * the others', its explanation comes first.
     */
    Mono<Void> make(
            DSLContext tx,
            RequestRow request,
            int lotNo,
            String uscc,
            int rank,
            String basis,
            boolean explains) {
        Mono<Void> set =
                explains
                        ? insert(tx, request, lotNo, uscc, rank, basis, null)
                                .then(leaveToTheOwner(tx, request, lotNo))
                        : request.after(tx, calendar, request.publicityDays())
                                .flatMap(until ->
                                        insert(tx, request, lotNo, uscc, rank, basis, until)
                                                .then(
                                                        Timers.set(
                                                                tx,
                                                                PUBLICITY,
                                                                request.id(),
                                                                lotNo,
                                                                until)));
        return set.then(
                Progress.tell(
                        tx,
                        request,
                        Closing.ACTOR,
                        explains ? "award.to-be-explained" : "award.made",
                        Map.of("lot", lotNo, "uscc", uscc, "rank", rank, "basis", basis)));
    }

    private static Mono<Void> insert(
            DSLContext tx,
            RequestRow request,
            int lotNo,
            String uscc,
            int rank,
            String basis,
            @Nullable OffsetDateTime until) {
        return Mono.from(
                        tx.query(
                                MAKE,
                                request.key(),
                                val(lotNo),
                                val(uscc),
                                val(rank),
                                val(basis),
                                val(until == null ? "explaining" : PUBLICITY),
                                val(until, OffsetDateTime.class)))
                .then();
    }

    /** Begins the publicity of an award whose price was explained. */
    Mono<Void> publicise(DSLContext tx, RequestRow request, Standing award) {
        return request.after(tx, calendar, request.publicityDays())
                .flatMap(until ->
                        Mono.from(
                                        tx.query(
                                                """
                                                update award set status = 'publicity', publicity_from = clock_timestamp(),
                                                       publicity_until = {1}
                                                 where id = {0}
                                                """,
                                                val(award.id()), val(until)))
                                .then(Timers.clear(tx, request.id(), award.lotNo()))
                                .then(
                                        Timers.set(
                                                tx,
                                                PUBLICITY,
                                                request.id(),
                                                award.lotNo(),
                                                until)));
    }

    /**
     * Takes an award back; the next in rank follows only where the notice said so.
     *
     * @param by as {@code award.lost_by} has it
     */
    Mono<Void> lose(
            DSLContext tx,
            RequestRow request,
            Standing award,
            String actor,
            String by,
            String reason) {
        return Mono.from(tx.query(LOSE, val(award.id()), val(by), val(reason)))
                .then(Timers.clear(tx, request.id(), award.lotNo()))
                .then(
                        Progress.tell(
                                tx,
                                request,
                                actor,
                                "award.lost",
                                Map.of(
                                        "lot",
                                        award.lotNo(),
                                        "uscc",
                                        award.uscc(),
                                        "ground",
                                        by,
                                        "reason",
                                        reason)))
                .then(
                        request.runnerUp() && !by.equals("silence")
                                ? next(tx, request, award.lotNo(), award.rank(), "runner-up")
                                : fail(tx, request, award.lotNo(), reason));
    }

    /** Nobody is selected for the lot any more. */
    Mono<Void> fail(DSLContext tx, RequestRow request, int lotNo, String reason) {
        return Mono.from(
                        tx.query(
                                "insert into lot_failure (request_id, lot_no, reason) values ({0}, {1}, left({2}, 1000))",
                                request.key(), val(lotNo), val(reason)))
                .then(Timers.clear(tx, request.id(), lotNo))
                .then(
                        Progress.tell(
                                tx,
                                request,
                                Closing.ACTOR,
                                "lot.failed",
                                Map.of("lot", lotNo, "reason", reason)));
    }
}
