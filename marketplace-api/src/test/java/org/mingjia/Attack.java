package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.util.PSQLException;

/**
 * What somebody with SQL tries, once as the service's user and once as the schema's owner, without
 * disabling constraints. Each statement names one row by {@code ?}, and has to find something.
 */
public final class Attack {

    private interface Connector {
        Connection connect() throws SQLException;
    }

    private Attack() {}

    /** Both are refused by that constraint. */
    public static void refused(String constraint, String sql, UUID row) {
        for (Connector by : bothWays()) {
            assertThatThrownBy(() -> attack(by, sql, row))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            refused ->
                                    assertThat(refused.getServerErrorMessage().getConstraint())
                                            .isEqualTo(constraint));
        }
    }

    /** Both are refused, by a constraint or for want of the right. */
    public static void refused(String sql, UUID row) {
        for (Connector by : bothWays()) {
            assertThatThrownBy(() -> attack(by, sql, row)).isInstanceOf(PSQLException.class);
        }
    }

    private static List<Connector> bothWays() {
        return List.of(Scratch::app, Scratch::owner);
    }

    private static void attack(Connector by, String sql, UUID row) throws SQLException {
        try (var connection = by.connect()) {
            connection.setAutoCommit(false);
            run(connection, sql, row);
            connection.commit();
        }
    }

    public static void run(Connection connection, String sql, UUID row) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, row);
            if (statement.executeUpdate() == 0) {
                throw new AssertionError("nothing was attacked: " + sql);
            }
        }
    }

    public static String ask(Connection connection, String sql, UUID row) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, row);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
