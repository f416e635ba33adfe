package org.mingjia.register;

import java.time.LocalDate;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** What the register's readings have in common. */
public final class PublicReading {

    static final String KINDS = "licence|penalty|coercion|confirmation|levy|inspection|other";
    static final String MODES = "government_set|government_guided|market";
    static final String PAYERS = "enterprise|government|either";
    static final String STATUSES = "in_force|superseded|reference_only";
    static final String METHODS =
            "tiered_progressive|tiered_flat_interpolated|percentage|unit|fixed|range";
    static final String REGION = "[0-9]{6}";

    private PublicReading() {}

    static Mono<byte[]> orNotFound(Mono<String> json, String what, String code) {
        return json.switchIfEmpty(Mono.error(() -> new Refused(new NotFound(what, code))))
                .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A code longer than any that exists is answered without asking the database. */
    public static String code(String code, String what) {
        if (code.length() > 100 || code.indexOf('\0') >= 0) {
            throw new Refused(new NotFound(what, code.substring(0, Math.min(40, code.length()))));
        }
        return code;
    }

    static String dated(String what, @org.jspecify.annotations.Nullable LocalDate day) {
        return day == null ? what : what + "（" + day + "）";
    }
}
