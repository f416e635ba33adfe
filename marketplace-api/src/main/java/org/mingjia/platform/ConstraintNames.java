package org.mingjia.platform;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.OfIdentity.Taken;

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

    /** What a violated constraint means to the one who asked; null where it is nobody's fault. */
    static @Nullable Refusal refusal(String constraint) {
        return switch (constraint) {
            case "organisation_once_per_uscc" ->
                    new Taken(
                            "uscc-registered",
                            "#/organisation/uscc",
                            "该统一社会信用代码已登记；请由该单位的管理员为您添加账户");
            case "account_once_per_username" ->
                    new Taken("username-taken", "#/username", "该用户名已被使用");
            case "capacity_once" -> new Taken("capacity-granted", "#/role", "该账户已有相同的任职");
            case "uscc_has_its_check_digits" ->
                    new ContentRefused("#/organisation/uscc", "uscc-check-digit", "统一社会信用代码的校验码不符");
            default -> null;
        };
    }
}
