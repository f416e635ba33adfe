package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.mingjia.bidding.Eligibility;
import org.mingjia.timers.TimedWork;
import org.mingjia.timers.Timers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What time does where nobody does anything. */
final class Deadlines {

    /** What stands above this slice drafts the contract when this timer is due: at once. */
    private static final String CONTRACT = "contract";

    private Deadlines() {}

    /** 选定期 is over: silence never selects anybody. */
    @Component
    static final class Choice implements TimedWork {

        private static final String LEFT =
                """
                select case when f.lot_no is not null then null
                            when s.outcome is null then '业主未在选定期内评分'
                            when s.outcome = 'shortlist' then '业主未在选定期内从入围名单中选定'
                            else '业主未在选定期内作出决定' end
                  from request_lot l
                  left join lot_failure f on f.request_id = l.request_id and f.lot_no = l.lot_no
                  left join selection s on s.request_id = l.request_id and s.lot_no = l.lot_no
                 where l.request_id = {0} and l.lot_no = {1}
                """;

        private final Awards awards;

        Choice(Awards awards) {
            this.awards = awards;
        }

        @Override
        public String kind() {
            return Awards.CHOICE;
        }

        @Override
        public Mono<Void> run(DSLContext tx, UUID requestId, int lotNo) {
            return RequestRow.lock(tx, requestId)
                    .filter(RequestRow::goesOn)
                    .flatMap(request ->
                            Awards.standing(tx, request, lotNo)
                                    .flatMap(award ->
                                            unexplained(tx, request, award).thenReturn(true))
                                    .switchIfEmpty(
                                            Mono.defer(() ->
                                                    undecided(tx, request, lotNo).thenReturn(true)))
                                    .then(Progress.settle(tx, request)));
        }

        private Mono<Void> unexplained(DSLContext tx, RequestRow request, Awards.Standing award) {
            if (!award.status().equals("explaining")) {
                return Mono.empty();
            }
            return award.explained()
                    ? awards.lose(tx, request, award, Closing.ACTOR, "silence", "业主未在选定期内对报价说明作出决定")
                    : awards.lose(
                            tx, request, award, Closing.ACTOR, "explanation", "未在期限内书面说明报价的构成");
        }

        private Mono<Void> undecided(DSLContext tx, RequestRow request, int lotNo) {
            return Mono.from(tx.resultQuery(LEFT, request.key(), val(lotNo)))
                    .mapNotNull(row -> row.get(0, String.class))
                    .flatMap(reason -> awards.fail(tx, request, lotNo, reason));
        }
    }

    /** 公示期 is over: the award, unless the one selected may not any more. */
    @Component
    static final class Publicity implements TimedWork {

        private final Awards awards;

        Publicity(Awards awards) {
            this.awards = awards;
        }

        @Override
        public String kind() {
            return Awards.PUBLICITY;
        }

        @Override
        public Mono<Void> run(DSLContext tx, UUID requestId, int lotNo) {
            return RequestRow.lock(tx, requestId)
                    .filter(RequestRow::goesOn)
                    .flatMap(request ->
                            Awards.standing(tx, request, lotNo)
                                    .filter(award -> award.status().equals(Awards.PUBLICITY))
                                    .flatMap(award -> over(tx, request, award))
                                    .then(Progress.settle(tx, request)));
        }

        private Mono<Void> over(DSLContext tx, RequestRow request, Awards.Standing award) {
            var until = Objects.requireNonNull(award.until());
            if (request.now().isBefore(until)) {
                return Timers.set(tx, kind(), request.id(), award.lotNo(), until);
            }
            return Eligibility.problems(tx, request.id(), award.lotNo(), award.agencyId())
                    .flatMap(problems ->
                            problems.isEmpty()
                                    ? confirm(tx, request, award)
                                    : awards.lose(
                                            tx,
                                            request,
                                            award,
                                            Closing.ACTOR,
                                            "gate",
                                            "中选前复核未通过：" + String.join("；", problems)));
        }

        private static Mono<Void> confirm(
                DSLContext tx, RequestRow request, Awards.Standing award) {
            return Mono.from(
                            tx.query(
                                    "update award set status = 'awarded', awarded_at = clock_timestamp() where id = {0}",
                                    val(award.id())))
                    .then(Timers.set(tx, CONTRACT, request.id(), award.lotNo(), request.now()))
                    .then(
                            Progress.tell(
                                    tx,
                                    request,
                                    Closing.ACTOR,
                                    "award.confirmed",
                                    Map.of("lot", award.lotNo(), "uscc", award.uscc())));
        }
    }
}
