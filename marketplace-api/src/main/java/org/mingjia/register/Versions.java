package org.mingjia.register;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The words in which queries speak of versions: the day asked about, in force, since, until. */
public final class Versions {

    private Versions() {}

    /** The day asked about; today by the database's clock and market time when none was named. */
    public static Field<LocalDate> day(@Nullable LocalDate asOf) {
        return asOf == null
                ? field("market_today()", LocalDate.class)
                : DSL.val(asOf, SQLDataType.LOCALDATE);
    }

    /** Whether a version is in force on the day. */
    public static Condition inForce(Field<?> valid, Field<LocalDate> day) {
        return condition("{0} @> {1}", valid, day);
    }

    static Field<LocalDate> from(Field<?> valid) {
        return field("lower({0})", LocalDate.class, valid).as("validFrom");
    }

    static Field<LocalDate> to(Field<?> valid) {
        return field("upper({0})", LocalDate.class, valid).as("validTo");
    }

    /** The rows of a query as a JSON array, in the query's own order. */
    static Field<JSON> array(Select<?> rows) {
        return field(
                "(select coalesce(json_agg(to_json(r)), '[]'::json) from ({0}) r)",
                JSON.class, rows);
    }

    /** The one row of a query as a JSON object. */
    static Field<JSON> object(Select<?> row) {
        return field("(select to_json(r) from ({0}) r)", JSON.class, row);
    }

    /** The first row of a query as JSON text; empty when there is none. */
    static Mono<String> json(DSLContext db, Select<?> row) {
        return Mono.from(db.resultQuery("select to_json(r)::text from ({0}) r", row))
                .map(found -> found.get(0, String.class));
    }

    private static final String HISTORY =
            """
            select json_build_object(
                'items', coalesce(json_agg(body || jsonb_build_object('change', coalesce(change, '[]'::jsonb))
                                  order by n desc), '[]'::json),
                'total', count(*),
                'nextCursor', null)::text,
                count(*)
              from (select n, body,
                           (select jsonb_agg(jsonb_build_object(
                                       'field', now.key, 'from', before.value, 'to', now.value)
                                       order by now.key)
                              from jsonb_each(body) now
                              join jsonb_each(earlier) before on before.key = now.key
                             where now.value is distinct from before.value
                               and now.key not in ('validFrom', 'validTo')) as change
                      from (select n, body, lag(body) over (order by n) as earlier
                              from (select s.n, to_jsonb(v) as body
                                      from (select day, row_number() over (order by day nulls first) as n
                                              from ({0}) starts) s
                                     cross join lateral ({1}) v) versions) pairs) changes
            """;

    /**
     * The day on which the version at hand of {@link #history} began; null-safe, inside the
     * version.
     */
    static final Field<LocalDate> AT =
            field("coalesce({0}, '-infinity'::date)", LocalDate.class, name("s", "day"));

    /**
     * All versions of one thing, newest first, each with what changed since the one before.
     *
     * @param starts the days, in a column {@code day}, on which a version began
     * @param view the thing as of {@link #AT}
     */
    static Mono<String> history(DSLContext db, Select<?> starts, Select<?> view) {
        return Mono.from(db.resultQuery(HISTORY, starts, view))
                .filter(row -> row.get(1, long.class) > 0)
                .map(row -> row.get(0, String.class));
    }
}
