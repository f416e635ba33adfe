package org.mingjia.supervision;

import java.time.Duration;
import java.util.Map;
import org.mingjia.platform.Background;
import org.mingjia.platform.Events;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Opens what a rating leads to, once it is final: D 限期整改, a second D in a row 暂停; a C below the
 * formula's line, or a complaint that was upheld, 警告. Opened is not decided.
 */
@Component
class OpeningMeasures extends Background {

    private static final String WAITING =
            "select exists (select from rating_run where status = 'final' and not measures_opened)";

    private static final String OPEN =
            """
            with due as (
                select r.id, r.year, r.version, f.warn_below
                  from rating_run r join rating_formula f on f.version = r.formula_version
                 where r.status = 'final' and not r.measures_opened
                 order by r.year limit 1 for update of r skip locked),
            opened as (
                insert into measure (agency_id, run_id, kind, ground, opened_by, opened_on)
                select x.agency_id, x.run_id,
                       case when x.grade = 'D' and before.grade = 'D' then 'suspension'
                            when x.grade = 'D' then 'rectification' else 'warning' end,
                       d.year || ' 年度测评' || coalesce('得分 ' || round(x.score / 100.0, 2), '')
                           || coalesce('，等级 ' || x.grade, '')
                           || case when complained.so then '，年度内有投诉成立' else '' end,
                       'timer', market_today()
                  from due d
                  join rating_result x on x.run_id = d.id
                  join rating_input i on i.run_id = x.run_id and i.uscc = x.uscc
                  join agency a on a.organisation_id = x.agency_id and a.status = 'published' and a.exited_on is null
                 cross join lateral (select strpos(i.line, '["complaint_upheld",') > 0 as so) complained
                  left join (rating_run p join rating_result before on before.run_id = p.id)
                    on p.year = d.year - 1 and p.status = 'final' and before.agency_id = x.agency_id
                 where x.grade = 'D' or x.grade = 'C' and x.score < d.warn_below * 100 or complained.so
                returning id),
            done as (
                update rating_run r set measures_opened = true from due where r.id = due.id)
            select d.year, d.version, (select count(*)::int from opened) from due d
            """;

    private final Transactor transactor;
    private final Duration every;

    OpeningMeasures(Transactor transactor, MingjiaSettings settings) {
        this.transactor = transactor;
        this.every = settings.feed().interval();
    }

    @Override
    protected Disposable begin() {
        return rounds(every, Mono.defer(this::look), "measures", _ -> {});
    }

    /** Looks once. */
    Mono<Void> look() {
        return transactor
                .one(db -> Mono.from(db.resultQuery(WAITING)))
                .filter(waiting -> waiting.get(0, boolean.class))
                .flatMap(_ ->
                        transactor.inTransaction(tx ->
                                Mono.from(tx.resultQuery(OPEN))
                                        .flatMap(row ->
                                                Events.tell(
                                                                tx,
                                                                "timer",
                                                                "measures.opened",
                                                                "rating",
                                                                row.get(0, Integer.class)
                                                                        + "-"
                                                                        + row.get(1, Integer.class),
                                                                Map.of(
                                                                        "name",
                                                                        row.get(0, Integer.class)
                                                                                + " 年度测评处置",
                                                                        "measures",
                                                                        row.get(2, Integer.class)))
                                                        .thenReturn(true))))
                .then();
    }
}
