package org.mingjia.agency;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import org.jooq.Condition;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;

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

    /** For what everybody may read, so that there is nothing to hide: says who may act instead. */
    public static Refused outside() {
        return new Refused(
                new Forbidden("outside-the-region", "该机构的住所和服务过的地区都不在本部门的区域之内，请由所在区域的监管部门办理"));
    }
}
