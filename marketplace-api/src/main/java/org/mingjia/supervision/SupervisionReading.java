package org.mingjia.supervision;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of supervision and measures, each reading one statement. */
final class SupervisionReading {

    private static final String STATE_BY = "(k.state_by at time zone 'Asia/Shanghai')::date - 1";

    private static final String ONE =
            """
            select json_build_object('id', m.id, 'uscc', o.uscc, 'agencyName', o.name, 'proposedKind', m.kind,
                'status', m.status, 'ground', m.ground, 'year', r.year, 'openedOn', m.opened_on, 'stateBy', %s,
                'statement', m.statement, 'statedAt', m.stated_at, 'decidedKind', m.decided_kind, 'months', m.months,
                'years', m.years, 'reason', m.reason, 'decidedOn', m.decided_on, 'endsOn', m.ends_on,
                'sanctionId', m.sanction_id,
                'repairs', (select coalesce(json_agg(json_build_object('repairNo', p.repair_no, 'text', p.text, 'at', p.at,
                        'granted', p.granted, 'reason', p.reason, 'decidedAt', p.decided_at) order by p.repair_no), '[]'::json)
                    from measure_repair p where p.measure_id = m.id))::text
              from measure m
              join organisation o on o.id = m.agency_id
              join measure_clock k on k.measure_id = m.id
              left join rating_run r on r.id = m.run_id
             where m.id = {0} and {1}
            """
                    .formatted(STATE_BY);

    private static final String TABLES =
            """
            measure m
            join organisation o on o.id = m.agency_id
            join measure_clock k on k.measure_id = m.id
            left join rating_run r on r.id = m.run_id
            """;

    private SupervisionReading() {}

    /** Which measures somebody may read: an agency its own, operator and regulators all. */
    static Condition readable(Actor actor) {
        return actor.role() == Role.AGENCY
                ? condition("m.agency_id = {0}", val(actor.organisation()))
                : condition("true");
    }

    static Mono<byte[]> one(DSLContext db, Actor actor, UUID id) {
        return Mono.from(db.resultQuery(ONE, val(id), readable(actor)))
                .map(row -> row.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("处置", id.toString()))));
    }

    /** Measures that somebody may read, the last first. */
    static Listing measures(Condition which) {
        Field<String> place = field("m.id::text", String.class);
        return new Listing(
                        List.of(
                                field("m.id").as("id"),
                                field("o.uscc").as("uscc"),
                                field("o.name").as("agencyName"),
                                field("coalesce(m.decided_kind, m.kind)").as("kind"),
                                field("m.status").as("status"),
                                field("m.ground").as("ground"),
                                field("r.year").as("year"),
                                field("m.opened_on").as("openedOn"),
                                field(STATE_BY).as("stateBy"),
                                field("m.statement is not null").as("stated"),
                                field("m.decided_on").as("decidedOn"),
                                field("m.ends_on").as("endsOn"),
                                field(
                                                "exists (select from measure_repair p where p.measure_id = m.id and p.granted is null)")
                                        .as("repairAsked"),
                                place.as("place")),
                        table(TABLES),
                        which,
                        place,
                        "place")
                .backwards();
    }

    /** Measures that were confirmed, the last first; they stay. */
    static Listing register(Condition which) {
        Field<String> place = field("m.id::text", String.class);
        return new Listing(
                        List.of(
                                field("m.id").as("id"),
                                field("o.uscc").as("uscc"),
                                field("o.name").as("agencyName"),
                                field("m.decided_kind").as("kind"),
                                field("m.status").as("status"),
                                field("m.ground").as("ground"),
                                field("m.reason").as("reason"),
                                field("m.decided_on").as("decidedOn"),
                                field("m.ends_on").as("endsOn"),
                                field(
                                                "(select max(p.decided_at) from measure_repair p where p.measure_id = m.id and p.granted)")
                                        .as("repairedAt"),
                                place.as("place")),
                        table("measure m join organisation o on o.id = m.agency_id"),
                        which.and("m.status in ('confirmed', 'repaired')"),
                        place,
                        "place")
                .backwards();
    }

    /**
     * Refuses an agency that was never admitted, of which an empty list would say the wrong thing.
     */
    static Mono<Boolean> known(DSLContext db, String uscc) {
        return Mono.from(
                        db.resultQuery(
                                "select true from agency a join organisation o on o.id = a.organisation_id where {0} and a.admitted_on is not null",
                                of(uscc)))
                .map(row -> row.get(0, boolean.class))
                .switchIfEmpty(
                        Mono.error(
                                () -> new Refused(new NotFound("中介机构", Supervising.shown(uscc)))));
    }

    static Listing results(String uscc) {
        Field<String> place =
                field("s.year || '-' || lpad(s.result_no::text, 3, '0')", String.class);
        return new Listing(
                        List.of(
                                field("s.year").as("year"),
                                field("s.result_no").as("resultNo"),
                                field("s.score").as("score"),
                                field("s.ground").as("ground"),
                                field(
                                                "not exists (select from supervision_result n where n.agency_id = s.agency_id and n.year = s.year and n.result_no > s.result_no)")
                                        .as("counts"),
                                field("d.name").as("authority"),
                                field("s.at").as("at"),
                                place.as("place")),
                        table(
                                """
                                supervision_result s
                                join organisation o on o.id = s.agency_id
                                left join department d on d.code = s.department_code
                                 and d.valid @> (s.at at time zone 'Asia/Shanghai')::date
                                """),
                        of(uscc),
                        place,
                        "place")
                .backwards();
    }

    static Listing findings(String uscc) {
        Field<String> place = field("f.id::text", String.class);
        return new Listing(
                        List.of(
                                field("f.id").as("id"),
                                field("f.kind").as("kind"),
                                field("f.found_on").as("foundOn"),
                                field("f.ground").as("ground"),
                                field("c.number").as("contractNumber"),
                                field("f.source").as("source"),
                                field("a.reason").as("annulled"),
                                field("a.at").as("annulledAt"),
                                field("d.name").as("annulledBy"),
                                place.as("place")),
                        table(
                                """
                                conduct_finding f
                                join organisation o on o.id = f.agency_id
                                left join contract c on c.id = f.contract_id
                                left join conduct_finding_annulment a on a.finding_id = f.id
                                left join department d on d.code = a.department_code
                                 and d.valid @> (a.at at time zone 'Asia/Shanghai')::date
                                """),
                        of(uscc),
                        place,
                        "place")
                .backwards();
    }

    private static Condition of(String uscc) {
        return condition("o.uscc = {0}", val(uscc.replace("\0", "")));
    }
}
