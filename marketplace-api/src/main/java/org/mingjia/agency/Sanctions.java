package org.mingjia.agency;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.SANCTION;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.postgres.extensions.types.LocalDateRange;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What takes an agency off the market, and what brings it back. */
@Component
public final class Sanctions {

    private static final Field<LocalDate> TODAY = field("market_today()", LocalDate.class);

    private static final int SHORTEST_DOCUMENT = 2;

    private final Transactor transactor;

    Sanctions(Transactor transactor) {
        this.transactor = transactor;
    }

    /**
     * A sanction as it is decided.
     *
     * @param kind {@code warning}, {@code suspension} or {@code removal}
     * @param from its first day; today unless said
     * @param to its last day; a suspension has one, a removal none
     */
    public record SanctionOrder(
            @Nullable String kind,
            @Nullable String ground,
            @Nullable String document,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** A sanction that was decided. */
    public record SanctionDecision(UUID id, String kind, LocalDate from, @Nullable LocalDate to) {}

    /**
     * Carries out what an authority outside this market has decided. It names that decision: what
     * the market itself decides is told, heard and published first, as a measure.
     */
    static Mono<SanctionDecision> carryOut(
            DSLContext tx, Actor actor, String uscc, SanctionOrder sanction) {
        return impose(tx, actor, uscc, sanction, SHORTEST_DOCUMENT);
    }

    /**
     * Decides a sanction of an agency on the market, in the transaction of what it follows from.
     */
    public static Mono<SanctionDecision> impose(
            DSLContext tx, Actor actor, String uscc, SanctionOrder sanction) {
        return impose(tx, actor, uscc, sanction, 0);
    }

    private static Mono<SanctionDecision> impose(
            DSLContext tx, Actor actor, String uscc, SanctionOrder sanction, int leastDocument) {
        return OnTheMarket.lock(tx, uscc)
                .flatMap(agency -> {
                    if (agency.exited()) {
                        return OnTheMarket.refuse("exited", "单位已退出，不在市场上");
                    }
                    if (agency.status().equals("removed")) {
                        return OnTheMarket.refuse("removed", "单位已被清退");
                    }
                    SanctionDecision decided = checked(sanction, agency.today(), leastDocument);
                    return insert(tx, actor, agency, decided, sanction)
                            .then(
                                    decided.kind().equals("removal")
                                            ? agency.become(tx, "removed")
                                            : Mono.empty())
                            .then(
                                    agency.tell(
                                            tx,
                                            actor,
                                            "agency.sanctioned",
                                            Map.of("sanction", decided.kind())))
                            .thenReturn(decided);
                });
    }

    private static SanctionDecision checked(
            SanctionOrder sanction, LocalDate today, int leastDocument) {
        var checks = new FieldChecks();
        String kind = sanction.kind() == null ? "" : sanction.kind();
        checks.require(
                kind.matches("warning|suspension|removal"),
                "#/kind",
                "one-of",
                "kind 应为 warning、suspension 或 removal");
        checks.prose("#/ground", "事由", sanction.ground(), 2, 2000);
        checks.text("#/document", "决定机关的文号", sanction.document(), leastDocument, 200);
        LocalDate from = sanction.from() == null ? today : sanction.from();
        LocalDate to = sanction.to();
        checks.require(!from.isBefore(today), "#/from", "retroactive", "起始日不能早于今天 " + today);
        checks.require(from.isBefore(today.plusYears(10)), "#/from", "bounds", "起始日应在十年以内");
        if (kind.equals("removal")) {
            checks.require(from.equals(today), "#/from", "removal-is-immediate", "清退自今天起");
            checks.require(to == null, "#/to", "removal-has-no-term", "清退没有期限");
        } else if (kind.equals("suspension")) {
            checks.require(to != null, "#/to", "required", "暂停须有期限");
        }
        if (to != null) {
            checks.require(!to.isBefore(from), "#/to", "ends-before-it-starts", "终止日不能早于起始日");
            checks.require(to.isBefore(from.plusYears(10)), "#/to", "bounds", "期限不超过十年");
        }
        checks.done();
        return new SanctionDecision(UUID.randomUUID(), kind, from, to);
    }

    private static Mono<Integer> insert(
            DSLContext tx,
            Actor actor,
            OnTheMarket agency,
            SanctionDecision decided,
            SanctionOrder sanction) {
        LocalDate to = decided.to();
        String document = sanction.document();
        return Mono.from(
                tx.insertInto(SANCTION)
                        .set(SANCTION.ID, decided.id())
                        .set(SANCTION.AGENCY_ID, agency.id())
                        .set(SANCTION.KIND, decided.kind())
                        .set(SANCTION.GROUND, Objects.requireNonNull(sanction.ground()).strip())
                        .set(
                                SANCTION.DOCUMENT,
                                document == null || document.isBlank() ? null : document.strip())
                        .set(
                                SANCTION.VALID,
                                field(
                                        "daterange({0}, {1})",
                                        LocalDateRange.class,
                                        DSL.val(decided.from()),
                                        DSL.val(
                                                to == null ? null : to.plusDays(1),
                                                SQLDataType.LOCALDATE)))
                        .set(SANCTION.DECIDED_BY, actor.name()));
    }

    /** Lifts a sanction from today on; the days on which it was in force stay what they were. */
    Mono<SanctionDecision> lift(Actor actor, String uscc, UUID id, @Nullable String reason) {
        return transactor.inTransaction(tx -> lift(tx, actor, uscc, id, reason));
    }

    /** The same in the transaction of what it follows from. */
    public static Mono<SanctionDecision> lift(
            DSLContext tx, Actor actor, String uscc, UUID id, @Nullable String reason) {
        return OnTheMarket.lock(tx, uscc)
                .flatMap(agency ->
                        Mono.from(
                                        tx.selectFrom(SANCTION)
                                                .where(SANCTION.ID.eq(id))
                                                .and(SANCTION.AGENCY_ID.eq(agency.id())))
                                .switchIfEmpty(
                                        Mono.error(() ->
                                                new Refused(new NotFound("惩戒", id.toString()))))
                                .flatMap(found -> lift(tx, actor, agency, found, reason)));
    }

    private static Mono<SanctionDecision> lift(
            DSLContext tx,
            Actor actor,
            OnTheMarket agency,
            org.jooq.Record found,
            @Nullable String reason) {
        UUID id = found.get(SANCTION.ID);
        LocalDateRange valid = found.get(SANCTION.VALID);
        LocalDate end = valid.upper();
        if (found.get(SANCTION.LIFTED_ON) != null
                || (end != null && !end.isAfter(agency.today()))) {
            return OnTheMarket.refuse("not-in-force", "该惩戒已解除或已期满");
        }
        var checks = new FieldChecks();
        String why = checks.prose("#/reason", "解除理由", reason, 2, 2000);
        checks.done();
        String kind = found.get(SANCTION.KIND);
        return Mono.from(
                        tx.update(SANCTION)
                                .set(SANCTION.LIFTED_ON, TODAY)
                                .set(SANCTION.LIFTED_BY, actor.name())
                                .set(SANCTION.LIFT_REASON, why)
                                .where(SANCTION.ID.eq(id)))
                .then(kind.equals("removal") ? agency.become(tx, "published") : Mono.empty())
                .then(agency.tell(tx, actor, "agency.sanction-lifted", Map.of("sanction", kind)))
                .thenReturn(
                        new SanctionDecision(
                                id,
                                kind,
                                Objects.requireNonNull(valid.lower()),
                                end == null ? null : end.minusDays(1)));
    }
}
