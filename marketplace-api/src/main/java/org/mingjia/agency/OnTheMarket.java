package org.mingjia.agency;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.ORGANISATION;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** An agency that was admitted once, locked for a decision on it. */
record OnTheMarket(
        UUID id, String uscc, String status, LocalDate admittedOn, boolean exited, LocalDate today) {

    /** Locks an agency that was admitted; anything else does not exist. */
    static Mono<OnTheMarket> lock(DSLContext tx, String uscc) {
        return Mono.from(
                        tx.select(
                                        AGENCY.ORGANISATION_ID,
                                        ORGANISATION.USCC,
                                        AGENCY.STATUS,
                                        AGENCY.ADMITTED_ON,
                                        AGENCY.EXITED_ON,
                                        field("market_today()", LocalDate.class))
                                .from(AGENCY)
                                .join(ORGANISATION)
                                .on(ORGANISATION.ID.eq(AGENCY.ORGANISATION_ID))
                                .where(ORGANISATION.USCC.eq(AgencyController.code(uscc)))
                                .and(AGENCY.ADMITTED_ON.isNotNull())
                                .forUpdate()
                                .of(AGENCY))
                .map(row ->
                        new OnTheMarket(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5() != null,
                                row.value6()))
                .switchIfEmpty(Mono.error(() -> AgencyController.notFound(uscc)));
    }

    /** Changes the status, and with it the version that others have seen. */
    Mono<Integer> become(DSLContext tx, String other) {
        return Mono.from(
                tx.update(AGENCY)
                        .set(AGENCY.STATUS, other)
                        .set(AGENCY.VERSION, AGENCY.VERSION.plus(1))
                        .where(AGENCY.ORGANISATION_ID.eq(id)));
    }

    Mono<Void> tell(DSLContext tx, Actor actor, String kind, Map<String, String> body) {
        return Events.tell(tx, actor.name(), kind, "agency", uscc, body);
    }

    static <T> Mono<T> refuse(String rule, String detail) {
        return Mono.error(() -> new Refused(new NotNow(rule, detail)));
    }
}
