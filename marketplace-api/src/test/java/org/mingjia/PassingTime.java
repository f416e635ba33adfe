package org.mingjia;

import java.sql.SQLException;
import java.util.UUID;

/** Time that passes at once, for tests that do not wait for days. */
public final class PassingTime {

    private PassingTime() {}

    /** As if the time until a request's deadline were over. */
    public static void deadline(UUID request) {
        asIfPast(
                request,
                "service_request",
                """
                update service_request
                   set closes_at = clock_timestamp(), closes_not_before = least(closes_not_before, published_at)
                 where closes_at > clock_timestamp() and id = ?
                """);
    }

    /** Moves what nobody can move: the triggers of the table are off for that one statement. */
    public static void asIfPast(UUID request, String table, String sql) {
        try (var owner = Scratch.owner();
                var statement = owner.createStatement();
                var update = owner.prepareStatement(sql)) {
            owner.setAutoCommit(false);
            statement.execute("alter table " + table + " disable trigger user");
            update.setObject(1, request);
            update.executeUpdate();
            statement.execute("alter table " + table + " enable trigger user");
            owner.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
