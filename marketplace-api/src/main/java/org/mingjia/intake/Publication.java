package org.mingjia.intake;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.RowCountQuery;
import org.jooq.impl.SQLDataType;
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
        var stage = new Stage(kind);
        var create =
                tx.query(
                        "create temp table %s on commit drop as select t.*, ''::text as file, 0 as line from %s t with no data"
                                .formatted(stage.name(), kind.table()));
        String insert =
                """
                insert into %1$s (%2$s, valid, import_id, file, line)
                select %2$s, daterange({0}, null), {1}, file, line
                  from jsonb_populate_recordset(null::%1$s, {2})
                """
                        .formatted(stage.name(), stage.columns(""));
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
                                                .formatted(stage.name(), stage.keys("")))))
                .then(Mono.from(tx.query("analyze " + stage.name())))
                .then();
    }

    /** Ends what has changed and, if the terms say so, what is gone; publishes what is new. */
    Mono<Outcome> publish(Kind kind) {
        var stage = new Stage(kind);
        return execute(END_CHANGED, kind)
                .then(terms.endsAbsent(kind) ? endAbsent(kind) : Mono.just(0L))
                .zipWhen(_ -> insert(kind))
                .zipWhen(_ -> count("select count(*) from " + stage.name()))
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
        var stage = new Stage(kind);
        return Mono.from(
                        tx.query(
                                statement.formatted(
                                        stage.name(),
                                        kind.table(),
                                        stage.sameKey(),
                                        stage.differs()),
                                val(terms.change(), SQLDataType.LOCALDATE)))
                .map(Integer::longValue);
    }

    private Mono<Long> endAbsent(Kind kind) {
        var stage = new Stage(kind);
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
                                stage.name(),
                                kind.table(),
                                stage.sameKey(),
                                terms.scope(),
                                kind.entity(),
                                stage.keys("g."),
                                kind.label()),
                val(terms.change(), SQLDataType.LOCALDATE),
                val(terms.actor()));
    }

    private Mono<Long> insert(Kind kind) {
        var stage = new Stage(kind);
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
                                stage.name(),
                                kind.table(),
                                stage.sameKey(),
                                stage.columns(""),
                                stage.columns("s."),
                                kind.entity(),
                                stage.keys("f."),
                                kind.label()),
                val(terms.change(), SQLDataType.LOCALDATE),
                val(terms.actor()));
    }

    private Mono<Long> count(String sql, Object... binds) {
        return Mono.from(tx.resultQuery(sql, binds)).map(row -> row.get(0, long.class));
    }
}
