package org.mingjia.agency;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import org.jooq.Condition;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;

/** Whom one watches over, for statements that call the organisation {@code o}. */
public final class Oversight {

    private static final String IN_THE_REGION =
            """
            (region_covers({0}, o.region_code)
                or exists (select from agency_region g where g.agency_id = o.id and region_covers({0}, g.region_code)))
            """;

    private Oversight() {}

    /**
     * All agencies for the operator; for a regulator those whose seat, or a place that they serve
     * or served, lies in its region.
     */
    public static Condition of(Actor actor) {
        return actor.role() == Role.REGULATOR
                ? condition(IN_THE_REGION, val(actor.regionCode(), String.class))
                : trueCondition();
    }
}
