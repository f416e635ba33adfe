package org.mingjia.intake;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.RowCountQuery;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes the staged rows of one kind, all by sets: a temporary table, what has changed since,
 * the end of old versions, the new versions, one event each.
 *
 * <p>The statements are made of names that only {@link Kind} and the schema know; everything that a
 * sender wrote is a bind value.
 */
final class Publication {

    private static final int CHUNK = 5_000;

    /** Changed versions from which on the planner is told at once, and not by autovacuum. */
    private static final int MANY = 1_000;

    private final DSLContext tx;
    private final JsonMapper json;
    private final Terms terms;

    /**
     * Under which terms a set is published.
     *
     * @param importId the import
     * @param actor who publishes
     * @param from first day of the new versions; null when the source does not state it
     * @param change first day of a version that follows another
     * @param endAbsent whether things that are not in a table any more are ended
     */
    record Terms(
            UUID importId,
            String actor,
            @Nullable LocalDate from,
            LocalDate change,
            boolean endAbsent) {}

    /**
     * How many versions of one kind were published, ended without a successor, or left as they
     * were.
     */
    record Outcome(long published, long ended, long unchanged) {

        static final Outcome NOTHING = new Outcome(0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(
                    published + other.published, ended + other.ended, unchanged + other.unchanged);
        }
    }

    Publication(DSLContext tx, JsonMapper json, Terms terms) {
        this.tx = tx;
        this.json = json;
        this.terms = terms;
    }

    /** Puts the rows into a temporary table that ends with the transaction. */
    Mono<Void> stage(Kind kind, Staged staged) {
        String stage = stage(kind);
        String columns = String.join(", ", kind.stored());
        var create =
                tx.query(
                        "create temp table %s on commit drop as select t.*, ''::text as file, 0 as line from %s t with no data"
                                .formatted(stage, kind.table()));
        String insert =
                """
                insert into %1$s (%2$s, valid, import_id, file, line)
                select %2$s, daterange({0}, null), {1}, file, line
                  from jsonb_populate_recordset(null::%1$s, {2})
                """
                        .formatted(stage, columns);
        var rows = staged.of(kind);
        List<RowCountQuery> inserts = new ArrayList<>();
        for (int at = 0; at < rows.size(); at += CHUNK) {
            var chunk = rows.subList(at, Math.min(rows.size(), at + CHUNK));
            inserts.add(
                    tx.query(
                            insert,
                            val(terms.from(), SQLDataType.LOCALDATE),
                            val(terms.importId()),
                            val(JSONB.valueOf(json.writeValueAsString(chunk)))));
        }
        return Mono.from(create)
                .thenMany(Flux.fromIterable(inserts).concatMap(Mono::from, 1))
                .then(
                        Mono.from(
                                tx.query(
                                        "create index on %s (%s)"
                                                .formatted(stage, keys(kind, "")))))
                .then(Mono.from(tx.query("analyze " + stage)))
                .then();
    }

    /**
     * Rows that change something whose version starts on or after the day of the change, which
     * would rewrite the past.
     */
    Flux<BrokenRow> tooLate(Kind kind) {
        return rows(
                """
                select s.file, s.line, lower(t.valid)::text as detail
                  from %1$s s join %2$s t on %3$s and upper_inf(t.valid)
                 where %4$s and ({0} < market_today() or lower(t.valid) >= {0})
                 order by s.line limit 1000
                """
                        .formatted(stage(kind), kind.table(), sameKey(kind), differs(kind)),
                val(terms.change(), SQLDataType.LOCALDATE));
    }

    /**
     * Rows that name something which has ended, from a day that is past or on which it had not
     * ended yet.
     */
    Flux<BrokenRow> againTooEarly(Kind kind) {
        return rows(
                """
                select s.file, s.line, max(upper(t.valid))::text as detail
                  from %1$s s join %2$s t on %3$s
                 group by s.ctid, s.file, s.line
                having bool_and(not upper_inf(t.valid))
                   and ({0} < market_today() or max(upper(t.valid)) > {0})
                 order by s.line limit 1000
                """
                        .formatted(stage(kind), kind.table(), sameKey(kind)),
                val(terms.change(), SQLDataType.LOCALDATE));
    }

    /** What is gone and would have to end on a day that is past, or on the day it starts. */
    Flux<BrokenRow> goneTooEarly(Kind kind) {
        if (!endsAbsent(kind)) {
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
                                stage(kind),
                                kind.table(),
                                sameKey(kind),
                                scope(),
                                keys(kind, "t.")),
                val(terms.change(), SQLDataType.LOCALDATE));
    }

    private boolean endsAbsent(Kind kind) {
        return terms.endAbsent() || kind == Kind.ACT_ITEM;
    }

    /**
     * An item's row names all its acts, so a link that it no longer names has ended in any case.
     */
    private String scope() {
        return terms.endAbsent()
                ? "true"
                : "t.item_code in (select code from " + stage(Kind.ITEM) + ")";
    }

    /** Ends what has changed and, if the terms say so, what is gone; publishes what is new. */
    Mono<Outcome> publish(Kind kind) {
        return execute(END_CHANGED, kind)
                .then(endsAbsent(kind) ? endAbsent(kind) : Mono.just(0L))
                .zipWhen(_ -> insert(kind))
                .zipWhen(_ -> count("select count(*) from " + stage(kind)))
                .map(counts -> {
                    long ended = counts.getT1().getT1();
                    long published = counts.getT1().getT2();
                    return new Outcome(published, ended, counts.getT2() - published);
                })
                .flatMap(outcome ->
                        outcome.published() + outcome.ended() < MANY
                                ? Mono.just(outcome)
                                : Mono.from(tx.query("analyze " + kind.table()))
                                        .thenReturn(outcome));
    }

    private static final String END_CHANGED =
            """
            update %2$s t set valid = daterange(lower(t.valid), {0})
              from %1$s s
             where %3$s and upper_inf(t.valid) and %4$s
            """;

    private Mono<Long> execute(String statement, Kind kind) {
        return Mono.from(
                        tx.query(
                                statement.formatted(
                                        stage(kind), kind.table(), sameKey(kind), differs(kind)),
                                val(terms.change(), SQLDataType.LOCALDATE)))
                .map(Integer::longValue);
    }

    private Mono<Long> endAbsent(Kind kind) {
        return count(
                """
                with gone as (
                    update %2$s t set valid = daterange(lower(t.valid), {0})
                     where upper_inf(t.valid) and %4$s
                       and not exists (select 1 from %1$s s where %3$s)
                    returning t.*
                ), told as (
                    insert into event (actor, kind, entity_type, entity_code, effective_on, public_body)
                    select {1}, '%5$s.ended', '%5$s', concat_ws('/', %6$s), {0}, jsonb_build_object('name', g.%7$s)
                      from gone g
                )
                select count(*) from gone
                """
                        .formatted(
                                stage(kind),
                                kind.table(),
                                sameKey(kind),
                                scope(),
                                kind.entity(),
                                keys(kind, "g."),
                                kind.label()),
                val(terms.change(), SQLDataType.LOCALDATE),
                val(terms.actor()));
    }

    private Mono<Long> insert(Kind kind) {
        String columns = String.join(", ", kind.stored());
        return count(
                """
                with fresh as (
                    insert into %2$s (%4$s, valid, import_id)
                    select %5$s,
                           case when exists (select 1 from %2$s t where %3$s)
                                then daterange({0}, null) else s.valid end,
                           s.import_id
                      from %1$s s
                     where not exists (select 1 from %2$s t where %3$s and upper_inf(t.valid))
                    returning *
                ), told as (
                    insert into event (actor, kind, entity_type, entity_code, effective_on, public_body)
                    select {1}, '%6$s.published', '%6$s', concat_ws('/', %7$s), lower(f.valid),
                           jsonb_build_object('name', f.%8$s)
                      from fresh f order by %7$s
                )
                select count(*) from fresh
                """
                        .formatted(
                                stage(kind),
                                kind.table(),
                                sameKey(kind),
                                columns,
                                kind.stored().stream()
                                        .map(c -> "s." + c)
                                        .collect(Collectors.joining(", ")),
                                kind.entity(),
                                keys(kind, "f."),
                                kind.label()),
                val(terms.change(), SQLDataType.LOCALDATE),
                val(terms.actor()));
    }

    /**
     * A row that names something which is not in force for the whole of the row's own validity.
     *
     * @param detail the name that leads nowhere
     */
    record BrokenRow(String file, int line, String detail) {}

    Flux<BrokenRow> dangling(Kind kind, String column, boolean many, Kind target) {
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
                        .formatted(stage(kind), named, target.table(), target.key().getFirst()));
    }

    /** Where in the files each staged row of a kind stands, by its key. */
    Flux<BrokenRow> places(Kind kind) {
        return rows(
                "select s.file, s.line, concat_ws('/', %s) as detail from %s s"
                        .formatted(keys(kind, "s."), stage(kind)));
    }

    private Flux<BrokenRow> rows(String sql, Object... binds) {
        return Flux.from(tx.resultQuery(sql, binds))
                .map(row ->
                        new BrokenRow(
                                row.get(0, String.class),
                                row.get(1, int.class),
                                row.get(2, String.class)));
    }

    private Mono<Long> count(String sql, Object... binds) {
        return Mono.from(tx.resultQuery(sql, binds)).map(row -> row.get(0, long.class));
    }

    private static String stage(Kind kind) {
        return "stage_" + kind.table();
    }

    private static String keys(Kind kind, String prefix) {
        return kind.key().stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private static String sameKey(Kind kind) {
        return kind.key().stream()
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(" and "));
    }

    private static String differs(Kind kind) {
        List<String> columns = kind.stored();
        return "row("
                + columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "))
                + ") is distinct from row("
                + columns.stream().map(c -> "s." + c).collect(Collectors.joining(", "))
                + ")";
    }
}
