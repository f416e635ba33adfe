package org.mingjia.contract;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;

/** Whose a contract is, for statements that call it {@code c}. */
public final class ContractAccess {

    private ContractAccess() {}

    /** Which contracts somebody may read: its own, those of its region, or all. */
    public static Condition readable(Actor actor) {
        return switch (actor.role()) {
            case ENTERPRISE -> condition("c.owner_id = {0}", val(actor.organisation()));
            case AGENCY -> condition("c.agency_id = {0}", val(actor.organisation()));
            case OPERATOR -> condition("true");
            case REGULATOR ->
                    condition(
                            "region_covers({0}, c.region_code)",
                            val(actor.regionCode(), String.class));
        };
    }

    /** {@code owner} or {@code agency}; null for those who are neither. */
    public static @Nullable String side(Actor actor) {
        return actor.role() == Role.ENTERPRISE
                ? "owner"
                : actor.role() == Role.AGENCY ? "agency" : null;
    }
}
