package org.mingjia.platform;

import static org.mingjia.db.Tables.EVENT;

import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells of a write, in the transaction of that write. */
public final class Events {

    private Events() {}

    /**
     * One event.
     *
     * @param actor who did it, {@link Actor#name()}
     * @param kind as {@code agency.admitted}
     * @param entityType kind of thing
     * @param entityCode its public identifier
     * @param publicBody only what the public may read; {@code name} is shown with the change
     */
    public static Mono<Void> tell(
            DSLContext tx,
            String actor,
            String kind,
            String entityType,
            String entityCode,
            Map<String, ? extends @Nullable Object> publicBody) {
        return Mono.from(
                        tx.insertInto(EVENT)
                                .set(EVENT.ACTOR, actor)
                                .set(EVENT.KIND, kind)
                                .set(EVENT.ENTITY_TYPE, entityType)
                                .set(EVENT.ENTITY_CODE, entityCode)
                                .set(
                                        EVENT.PUBLIC_BODY,
                                        JSONB.valueOf(
                                                JsonMapper.shared()
                                                        .writeValueAsString(publicBody))))
                .then();
    }
}
