package org.mingjia.register;

import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.DEPARTMENT;
import static org.mingjia.db.Tables.REGION;
import static org.mingjia.register.Versions.inForce;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.db.tables.Department;
import org.mingjia.db.tables.Region;
import org.mingjia.web.Listing;

/** What can be read of regions and departments. */
final class PlaceQueries {

    private static final Region R = REGION.as("r");
    private static final Department D = DEPARTMENT.as("d");

    private PlaceQueries() {}

    static Listing regions(
            @Nullable LocalDate asOf, @Nullable String parent, @Nullable String code) {
        return new Listing(
                List.of(
                        R.CODE.as("code"),
                        R.NAME.as("name"),
                        R.PARENT_CODE.as("parentCode"),
                        R.LEVEL.as("level"),
                        Versions.from(R.VALID),
                        Versions.to(R.VALID)),
                R,
                inForce(R.VALID, Versions.day(asOf))
                        .and(parent == null ? noCondition() : R.PARENT_CODE.eq(parent))
                        .and(code == null ? noCondition() : R.CODE.eq(code)),
                R.CODE,
                "code");
    }

    static Listing departments(
            @Nullable LocalDate asOf, @Nullable String region, @Nullable String code) {
        return new Listing(
                List.of(
                        D.CODE.as("code"),
                        D.NAME.as("name"),
                        D.SHORT_NAME.as("shortName"),
                        D.REGION_CODE.as("regionCode"),
                        D.ROLES.as("roles"),
                        D.USCC.as("uscc"),
                        D.CONFIDENCE.as("confidence"),
                        D.VERIFIED.as("verified"),
                        Versions.from(D.VALID),
                        Versions.to(D.VALID)),
                D,
                inForce(D.VALID, Versions.day(asOf))
                        .and(region == null ? noCondition() : D.REGION_CODE.eq(region))
                        .and(code == null ? noCondition() : D.CODE.eq(code)),
                D.CODE,
                "code");
    }
}
