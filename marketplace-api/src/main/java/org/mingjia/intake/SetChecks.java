package org.mingjia.intake;

import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import reactor.core.publisher.Flux;

/**
 * What PostgreSQL finds wrong with a set of staged rows, before and after they are published; each
 * finding names the row.
 */
final class SetChecks {

    private final DSLContext tx;
    private final Terms terms;

    SetChecks(DSLContext tx, Terms terms) {
        this.tx = tx;
        this.terms = terms;
    }

    /**
     * Rows that change something whose version starts on or after the day of the change, which
     * would rewrite the past.
     */
    Flux<BrokenRow> tooLate(Kind kind) {
        var stage = new Stage(kind);
        return rows(
                """
                select s.file, s.line, lower(t.valid)::text as detail
                  from %1$s s join %2$s t on %3$s and upper_inf(t.valid)
                 where %4$s and ({0} < market_today() or lower(t.valid) >= {0})
                 order by s.line limit 1000
                """
                        .formatted(stage.name(), kind.table(), stage.sameKey(), stage.differs()),
                val(terms.change(), SQLDataType.LOCALDATE));
    }

    /**
     * Rows that name something which has ended, from a day that is past or on which it had not
     * ended yet.
     */
    Flux<BrokenRow> againTooEarly(Kind kind) {
        var stage = new Stage(kind);
        return rows(
                """
                select s.file, s.line, max(upper(t.valid))::text as detail
                  from %1$s s join %2$s t on %3$s
                 group by s.ctid, s.file, s.line
                having bool_and(not upper_inf(t.valid))
                   and ({0} < market_today() or max(upper(t.valid)) > {0})
                 order by s.line limit 1000
                """
                        .formatted(stage.name(), kind.table(), stage.sameKey()),
                val(terms.change(), SQLDataType.LOCALDATE));
    }

    /** What is gone and would have to end on a day that is past, or on the day it starts. */
    Flux<BrokenRow> goneTooEarly(Kind kind) {
        var stage = new Stage(kind);
        if (!terms.endsAbsent(kind)) {
            return Flux.empty();
        }
        return rows(
                """
                select (select min(file) from %1$s) as file, 0 as line, concat_ws('/', %5$s) as detail
                  from %2$s t
                 where upper_inf(t.valid) and %4$s
                   and not exists (select 1 from %1$s s where %3$s)
                   and ({0} < market_today() or lower(t.valid) >= {0})
                 order by 3 limit 1000
                """
                        .formatted(
                                stage.name(),
                                kind.table(),
                                stage.sameKey(),
                                terms.scope(),
                                stage.keys("t.")),
                val(terms.change(), SQLDataType.LOCALDATE));
    }

    /**
     * A row that something is wrong with.
     *
     * @param detail what it names or where it stands in the way
     */
    record BrokenRow(String file, int line, String detail) {}

    /** Rows that name something which is not in force for the whole of the row's own validity. */
    Flux<BrokenRow> dangling(Kind kind, String column, boolean many, Kind target) {
        var stage = new Stage(kind);
        String named = many ? "unnest(s." + column + ")" : "s." + column;
        return rows(
                """
                select s.file, s.line, n.name as detail
                  from %1$s s cross join lateral (select %2$s as name) n
                 where n.name is not null
                   and not coalesce((select range_agg(t.valid) @> s.valid
                                       from %3$s t where t.%4$s = n.name), false)
                 order by s.line limit 1000
                """
                        .formatted(stage.name(), named, target.table(), target.key().getFirst()));
    }

    /** Where in the files each staged row of a kind stands, by its key. */
    Flux<BrokenRow> places(Kind kind) {
        var stage = new Stage(kind);
        return rows(
                "select s.file, s.line, concat_ws('/', %s) as detail from %s s"
                        .formatted(stage.keys("s."), stage.name()));
    }

    private Flux<BrokenRow> rows(String sql, Object... binds) {
        return Flux.from(tx.resultQuery(sql, binds))
                .map(row ->
                        new BrokenRow(
                                row.get(0, String.class),
                                row.get(1, int.class),
                                row.get(2, String.class)));
    }
}
