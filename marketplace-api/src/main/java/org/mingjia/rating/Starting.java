package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.rating.RatingForms.RunForm;
import org.mingjia.rating.RatingForms.RunStep;
import reactor.core.publisher.Mono;

/** 开展测评 Puts a run in the queue: the first of a year, or the next after an appeal was upheld. */
final class Starting {

    private static final String STATE =
            """
            select market_today(), coalesce(max(r.version), 0), (array_agg(r.status order by r.version desc))[1],
                   (select count(*) from rating_appeal a join rating_run p on p.id = a.run_id
                     where p.year = {0} and p.status = 'publicity' and a.decision is null),
                   (select count(*) from rating_appeal a join rating_run p on p.id = a.run_id
                     where p.year = {0} and p.status = 'publicity' and a.decision = 'upheld'),
                   exists (select from agency g
                            where g.admitted_on <= make_date(least(greatest({0}, 2000), 2999), 12, 31)
                              and coalesce(g.exited_on > make_date(least(greatest({0}, 2000), 2999), 1, 1), true))
              from rating_run r where r.year = {0}
            """;

    private static final String START =
            """
            insert into rating_run (year, version, formula_version, started_by) values ({0}, {1}, {2}, {3})
            """;

    private Starting() {}

    /** Where a year stands. */
    private record State(
            LocalDate today,
            int version,
            @Nullable String status,
            long open,
            long upheld,
            boolean anybody) {

        @Nullable NotNow refusal(int year) {
            if (status == null) {
                return null;
            }
            return switch (status) {
                case "computing" ->
                        new NotNow(
                                "rating-is-being-computed",
                                year + " 年度第 " + version + " 版正在计算，完成后再操作");
                case "final" ->
                        new NotNow("rating-is-final", year + " 年度第 " + version + " 版已经确定，不再更改");
                default ->
                        open > 0
                                ? new NotNow(
                                        "appeals-are-open", "还有 " + open + " 件申诉待处理，全部处理后才能计算新版本")
                                : upheld == 0
                                        ? new NotNow(
                                                "nothing-was-upheld",
                                                year + " 年度第 " + version + " 版没有成立的申诉，不需要新版本")
                                        : null;
            };
        }
    }

    static Mono<RunStep> start(DSLContext tx, Actor actor, RunForm form) {
        int year = form.year() == null ? 0 : form.year();
        return Mono.from(tx.resultQuery(STATE, val(year)))
                .map(row ->
                        new State(
                                row.get(0, LocalDate.class),
                                row.get(1, Integer.class),
                                row.get(2, String.class),
                                row.get(3, Long.class),
                                row.get(4, Long.class),
                                row.get(5, Boolean.class)))
                .flatMap(state -> {
                    var checks = new FieldChecks();
                    if (form.year() == null) {
                        checks.refuse("#/year", "required", "请填写年度");
                    } else if (year < 2000 || year > 2999) {
                        checks.refuse("#/year", "bounds", "年度应为 2000 至 2999");
                    } else {
                        checks.require(
                                LocalDate.of(year, 12, 31).isBefore(state.today()),
                                "#/year",
                                "year-is-over",
                                year
                                        + " 年度到 "
                                        + year
                                        + "-12-31 才结束，今天是 "
                                        + state.today()
                                        + "，不能提前测评");
                        checks.require(
                                state.anybody(),
                                "#/year",
                                "nobody-to-rate",
                                year + " 年度没有已入驻的机构，没有可以测评的");
                    }
                    checks.done();
                    NotNow refusal = state.refusal(year);
                    return refusal == null
                            ? insert(tx, actor, year, state.version() + 1, form.formulaVersion())
                            : Mono.error(() -> new Refused(refusal));
                });
    }

    private static Mono<RunStep> insert(
            DSLContext tx, Actor actor, int year, int version, @Nullable Integer formula) {
        return Formulas.of(tx, formula)
                .flatMap(found ->
                        Mono.from(
                                tx.query(
                                        START,
                                        val(year),
                                        val(version),
                                        val(found.version(), SQLDataType.INTEGER),
                                        val(actor.name()))))
                .then(
                        Mono.defer(() ->
                                Computing.tell(tx, actor.name(), "rating.started", year, version)))
                .thenReturn(new RunStep(year, version, "computing"));
    }
}
