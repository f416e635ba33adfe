package org.mingjia;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Desks of complaints that are given to a department, in places where no test complains. */
public final class Desks {

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Departments of the prefecture; with the places each of these is once. */
    private static final String FREE =
            """
            select d.code || ' ' || r.code from department d cross join region r
             where d.valid @> market_today() and d.region_code = '433100'
               and r.valid @> market_today() and r.code in ('433125', '433126', '433127')
             order by 1 offset ? limit 1
            """;

    private Desks() {}

    static Map<String, Object> form() {
        String[] free = Scratch.ask(FREE, NEXT.getAndIncrement()).split(" ", 2);
        return form("discipline", free[1], free[0]);
    }

    public static Map<String, Object> form(String desk, String region, String department) {
        return Map.of("desk", desk, "regionCode", region, "departmentCode", department);
    }

    /** One that was given, which may be taken back. */
    static UUID given() {
        return UUID.fromString(Sending.post("/api/complaint-desks", form()).text("id"));
    }
}
