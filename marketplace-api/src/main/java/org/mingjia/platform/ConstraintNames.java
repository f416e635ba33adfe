package org.mingjia.platform;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.jspecify.annotations.Nullable;

/** Finds the name of the violated constraint: refusals are told apart by name, in one place. */
final class ConstraintNames {

    private ConstraintNames() {}

    static String of(Throwable error) {
        for (@Nullable Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof PostgresqlException database) {
                return database.getErrorDetails().getConstraintName().orElse("unknown");
            }
        }
        return "unknown";
    }
}
