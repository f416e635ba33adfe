package org.mingjia.desks;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who serves a desk, as it is said and read. */
final class DeskViews {

    private DeskViews() {}

    /**
     * A department that is to serve a desk, alone or beside others.
     *
     * @param desk {@code department} 行业主管、{@code price} 价格 or {@code discipline} 纪检监察
     * @param regionCode with the places inside it
     * @param departmentCode of the register, of this place or one around it
     */
    record DeskForm(
            @Nullable String desk, @Nullable String regionCode, @Nullable String departmentCode) {}

    /** What was assigned. */
    record DeskStep(UUID id, String desk, String regionCode, String departmentCode) {}

    /** A desk and who serves it. */
    record ServedDesk(
            UUID id,
            String desk,
            String regionCode,
            @Nullable String regionName,
            String departmentCode,
            @Nullable String departmentName,
            OffsetDateTime at,
            String place) {}
}
