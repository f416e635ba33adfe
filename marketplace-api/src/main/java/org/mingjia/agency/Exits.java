package org.mingjia.agency;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.AGENCY_ITEM;
import static org.mingjia.db.Tables.AGENCY_REGION;

import java.time.LocalDate;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.postgres.extensions.types.LocalDateRange;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How an agency leaves the market. */
@Component
final class Exits {

    private static final Field<LocalDate> TODAY = field("market_today()", LocalDate.class);

    private final Transactor transactor;

    Exits(Transactor transactor) {
        this.transactor = transactor;
    }

    /** What an exit answers. */
    record ExitView(String uscc, LocalDate exitedOn) {}

    /**
     * Takes an agency off the market from today on. Its own wish, or the operator's finding that it
     * is no more; another agency's code does not exist for an agency.
     */
    Mono<ExitView> exit(Actor actor, String uscc, @Nullable String reason) {
        return transactor.inTransaction(tx ->
                OnTheMarket.lock(tx, uscc)
                        .filter(agency ->
                                actor.role() == Actor.Role.OPERATOR
                                        || agency.id().equals(actor.organisationId()))
                        .switchIfEmpty(Mono.error(() -> AgencyController.notFound(uscc)))
                        .flatMap(agency -> {
                            if (agency.exited()) {
                                return OnTheMarket.refuse("exited", "单位已经退出");
                            }
                            if (agency.status().equals("removed")) {
                                return OnTheMarket.refuse("removed", "单位已被清退");
                            }
                            var checks = new FieldChecks();
                            String why = checks.prose("#/reason", "退出原因", reason, 2, 2000);
                            checks.done();
                            return end(tx, agency, why)
                                    .then(agency.tell(tx, actor, "agency.exited", Map.of()))
                                    .thenReturn(new ExitView(agency.uscc(), agency.today()));
                        }));
    }

    /** What it offered ends with it; what has not begun is taken back. */
    private static Mono<Void> end(DSLContext tx, OnTheMarket agency, String why) {
        var items = AGENCY_ITEM.AGENCY_ID.eq(agency.id());
        var regions = AGENCY_REGION.AGENCY_ID.eq(agency.id());
        return Mono.from(tx.deleteFrom(AGENCY_ITEM).where(items).and(begins(AGENCY_ITEM.VALID)))
                .then(
                        Mono.from(
                                tx.update(AGENCY_ITEM)
                                        .set(AGENCY_ITEM.VALID, over(AGENCY_ITEM.VALID))
                                        .where(items)
                                        .and(goesOn(AGENCY_ITEM.VALID))))
                .then(
                        Mono.from(
                                tx.deleteFrom(AGENCY_REGION)
                                        .where(regions)
                                        .and(begins(AGENCY_REGION.VALID))))
                .then(
                        Mono.from(
                                tx.update(AGENCY_REGION)
                                        .set(AGENCY_REGION.VALID, over(AGENCY_REGION.VALID))
                                        .where(regions)
                                        .and(goesOn(AGENCY_REGION.VALID))))
                .then(
                        Mono.from(
                                tx.update(AGENCY)
                                        .set(AGENCY.STATUS, "exited")
                                        .set(AGENCY.VERSION, AGENCY.VERSION.plus(1))
                                        .set(AGENCY.EXITED_ON, TODAY)
                                        .set(AGENCY.EXIT_REASON, why)
                                        .where(AGENCY.ORGANISATION_ID.eq(agency.id()))))
                .then();
    }

    private static org.jooq.Condition begins(Field<LocalDateRange> valid) {
        return DSL.condition("lower({0}) > market_today()", valid);
    }

    private static org.jooq.Condition goesOn(Field<LocalDateRange> valid) {
        return DSL.condition(
                "(upper_inf({0}) or upper({0}) > greatest(market_today(), lower({0}) + 1))", valid);
    }

    private static Field<LocalDateRange> over(Field<LocalDateRange> valid) {
        return field(
                "daterange(lower({0}), greatest(market_today(), lower({0}) + 1))",
                LocalDateRange.class, valid);
    }
}
