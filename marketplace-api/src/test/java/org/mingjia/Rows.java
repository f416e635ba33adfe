package org.mingjia;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the scratch market's database holds, as a fingerprint of each table: the same before and
 * after means that nothing was changed. When somebody was last seen is no change.
 */
final class Rows {

    /**
     * Every table but those in which the running service notes how far it has come, and what it
     * tells by itself some time later.
     */
    private static final String TABLES =
            """
            select t.table_name,
                   (select min(c.column_name) from information_schema.columns c
                     where c.table_schema = 'public' and c.table_name = t.table_name
                       and c.column_name in ('agency_id', 'organisation_id')),
                   exists (select from information_schema.columns c
                     where c.table_schema = 'public' and c.table_name = t.table_name
                       and c.column_name in ('seen_at', 'expires_at', 'used_on'))
              from information_schema.tables t
             where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
               and t.table_name not in
                   ('event_order', 'event_cursor', 'event_sequencer', 'flyway_schema_history', 'timer',
                    'inbox_message', 'mail_outbox', 'lot_match')
             order by 1
            """;

    /**
     * A row that is written has a new place and the number of its transaction; to read those is ten
     * times as fast as to read the row.
     */
    private static final String PLACES =
            """
            select '%1$s:' || count(*) || ':' || coalesce(sum(hashtextextended(
                       t.ctid::text || t.xmin::text, 0)), 0) as print
              from %1$s t where %2$s
            """;

    /** Of the tables that say when somebody was last seen, the rest of each row. */
    private static final String CONTENTS =
            """
            select '%1$s:' || count(*) || ':' || coalesce(sum(hashtextextended(
                       (to_jsonb(t) - '{seen_at,expires_at,used_on}'::text[])::text, 0)), 0) as print
              from %1$s t where %2$s
            """;

    private static String everything;
    private static String ofOne;

    private Rows() {}

    /** All rows. */
    static String all() {
        prepare();
        return Scratch.ask(everything);
    }

    /** The rows that say an organisation's name. */
    static String of(String organisationId) {
        prepare();
        return Scratch.ask(ofOne.replace("$1", "'" + organisationId + "'"));
    }

    private static synchronized void prepare() {
        if (everything != null) {
            return;
        }
        var all = new ArrayList<String>();
        var one = new ArrayList<String>();
        try (var owner = Scratch.owner();
                var statement = owner.createStatement();
                var tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                String print = tables.getBoolean(3) ? CONTENTS : PLACES;
                all.add(print.formatted(tables.getString(1), "true"));
                String column = tables.getString(2);
                if (column != null) {
                    one.add(print.formatted(tables.getString(1), column + " = $1"));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ofOne = together(one);
        everything = together(all);
    }

    private static String together(List<String> prints) {
        return "select string_agg(print, E'\\n' order by print) from ("
                + String.join(" union all ", prints)
                + ") prints";
    }
}
