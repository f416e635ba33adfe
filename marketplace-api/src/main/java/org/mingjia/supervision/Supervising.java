package org.mingjia.supervision;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.mingjia.agency.Oversight;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.ReasonForm;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.supervision.SupervisionForms.AnnulmentStep;
import org.mingjia.supervision.SupervisionForms.SupervisionForm;
import org.mingjia.supervision.SupervisionForms.SupervisionStep;
import reactor.core.publisher.Mono;

/** 监督检查 Results of a year, each correcting the one before; findings that do not count any more. */
final class Supervising {

    /** The agency's row is locked, so that results follow one another. */
    private static final String AGENCY =
            """
            select a.organisation_id, extract(year from market_today())::int,
                   (select count(*)::int from supervision_result s where s.agency_id = a.organisation_id and s.year = {1}),
                   {2}, exists (select from rating_run r where r.year = {1} and r.status = 'final')
              from agency a join organisation o on o.id = a.organisation_id
             where o.uscc = {0} and a.admitted_on is not null
               for update of a
            """;

    private static final String RECORD =
            """
            insert into supervision_result (agency_id, year, result_no, score, ground, by, department_code)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6})
            """;

    private static final String FINDING =
            """
            select o.uscc, exists (select from conduct_finding_annulment a where a.finding_id = f.id), {1}
              from conduct_finding f join organisation o on o.id = f.agency_id
             where f.id = {0}
            """;

    private static final String ANNUL =
            "insert into conduct_finding_annulment (finding_id, reason, by, department_code) values ({0}, {1}, {2}, {3})";

    private Supervising() {}

    static Mono<SupervisionStep> record(
            DSLContext tx, Actor actor, String uscc, SupervisionForm form) {
        int year = form.year() == null ? 0 : form.year();
        return Mono.from(
                        tx.resultQuery(
                                AGENCY,
                                val(uscc.replace("\0", "")),
                                val(year),
                                field(Oversight.of(actor))))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("中介机构", shown(uscc)))))
                .flatMap(agency -> record(tx, actor, uscc, agency, form));
    }

    private static Mono<SupervisionStep> record(
            DSLContext tx, Actor actor, String uscc, Record agency, SupervisionForm form) {
        if (!agency.get(3, boolean.class)) {
            return Mono.error(Oversight::outside);
        }
        int year = form.year() == null ? 0 : form.year();
        int score = form.score() == null ? -1 : form.score();
        int thisYear = agency.get(1, Integer.class);
        var checks = new FieldChecks();
        checks.require(
                year >= 2000 && year <= thisYear, "#/year", "bounds", "年度应为 2000 至 " + thisYear);
        checks.require(score >= 0 && score <= 100, "#/score", "bounds", "得分应为 0 至 100 的整数");
        String ground = checks.prose("#/ground", "依据", form.ground(), 4, 1000);
        checks.done();
        if (agency.get(4, boolean.class)) {
            return Mono.error(() ->
                    new Refused(
                            new NotNow(
                                    "rating-is-final",
                                    year + " 年度测评已经确定，该年度的检查结果不能再登记或更正；新查明的情况登记到查明的年度")));
        }
        int no = agency.get(2, Integer.class) + 1;
        if (no > 100) {
            return Mono.error(
                    () -> new Refused(new NotNow("too-many-corrections", "同一年度的检查结果不超过 100 次")));
        }
        return Mono.from(
                        tx.query(
                                RECORD,
                                val(agency.get(0, UUID.class)),
                                val(year),
                                val(no),
                                val(score),
                                val(ground),
                                val(actor.name()),
                                val(actor.departmentCode(), String.class)))
                .then(
                        Mono.defer(() ->
                                Events.tell(
                                        tx,
                                        actor.name(),
                                        "supervision.recorded",
                                        "supervision",
                                        uscc + "-" + year,
                                        Map.of("name", year + " 年度监督检查", "score", score))))
                .thenReturn(new SupervisionStep(year, no, score));
    }

    static Mono<AnnulmentStep> annul(DSLContext tx, Actor actor, UUID id, ReasonForm form) {
        return Mono.from(tx.resultQuery(FINDING, val(id), field(Oversight.of(actor))))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("行为认定", id.toString()))))
                .flatMap(finding -> {
                    if (!finding.get(2, boolean.class)) {
                        return Mono.error(Oversight::outside);
                    }
                    if (finding.get(1, boolean.class)) {
                        return Mono.error(
                                () -> new Refused(new NotNow("annulled-already", "该认定已经撤销")));
                    }
                    var checks = new FieldChecks();
                    String reason = checks.prose("#/reason", "理由", form.reason(), 4, 1000);
                    checks.done();
                    return Mono.from(
                                    tx.query(
                                            ANNUL,
                                            val(id),
                                            val(reason),
                                            val(actor.name()),
                                            val(actor.departmentCode(), String.class)))
                            .then(
                                    Mono.defer(() ->
                                            Events.tell(
                                                    tx,
                                                    actor.name(),
                                                    "finding.annulled",
                                                    "conduct-finding",
                                                    id.toString(),
                                                    Map.of(
                                                            "name",
                                                            "撤销行为认定",
                                                            "uscc",
                                                            finding.get(0, String.class)))))
                            .thenReturn(new AnnulmentStep(id));
                });
    }

    static String shown(String uscc) {
        return uscc.substring(0, Math.min(40, uscc.length()));
    }
}
