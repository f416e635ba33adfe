package org.mingjia.supervision;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.agency.Oversight;
import org.mingjia.agency.Sanctions;
import org.mingjia.agency.Sanctions.SanctionDecision;
import org.mingjia.agency.Sanctions.SanctionOrder;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.supervision.SupervisionForms.MeasureDecisionForm;
import org.mingjia.supervision.SupervisionForms.MeasureForm;
import org.mingjia.supervision.SupervisionForms.MeasureStep;
import org.mingjia.supervision.SupervisionForms.MeasureWordsForm;
import reactor.core.publisher.Mono;

/** 处置 The five steps of the ladder, each opened, heard, decided, published and repaired alike. */
final class Measures {

    static final String KINDS = "reminder|warning|rectification|suspension|removal";

    private static final int RECTIFICATION_DAYS = 30;

    private static final String AGENCY =
            """
            select a.organisation_id, a.status, a.exited_on is not null, {1}
              from agency a join organisation o on o.id = a.organisation_id
             where o.uscc = {0} and a.admitted_on is not null
            """;

    private static final String OPEN =
            """
            insert into measure (agency_id, kind, ground, opened_by, opened_on)
            values ({0}, {1}, {2}, {3}, market_today())
            returning id
            """;

    private static final String STATE =
            "update measure set statement = {1}, stated_by = {2}, stated_at = clock_timestamp() where id = {0}";

    private static final String DECIDE =
            """
            update measure
               set status = {1}, decided_kind = {2}, months = {3}, years = {4}, reason = {5}, decided_by = {6},
                   decided_on = market_today(), ends_on = {7}, sanction_id = {8}
             where id = {0}
            """;

    private Measures() {}

    static Mono<MeasureStep> open(DSLContext tx, Actor actor, MeasureForm form) {
        var checks = new FieldChecks();
        String uscc = checks.text("#/uscc", "统一社会信用代码", form.uscc(), 18, 18);
        String kind = String.valueOf(form.kind());
        checks.require(
                kind.matches(KINDS),
                "#/kind",
                "one-of",
                "kind 应为 reminder 提醒、warning 警告、rectification 限期整改、suspension 暂停 或 removal 清退");
        String ground = checks.prose("#/ground", "事由", form.ground(), 4, 1000);
        checks.done();
        return Mono.from(tx.resultQuery(AGENCY, val(uscc), field(Oversight.of(actor))))
                .switchIfEmpty(
                        Mono.error(
                                () -> new Refused(new NotFound("中介机构", Supervising.shown(uscc)))))
                .flatMap(agency -> {
                    if (!agency.get(3, boolean.class)) {
                        return Mono.error(Oversight::outside);
                    }
                    if (agency.get(2, boolean.class)
                            || !agency.get(1, String.class).equals("published")) {
                        return MeasureRow.refuse("not-on-the-market", "单位已退出或已被清退，不再处置");
                    }
                    return Mono.from(
                                    tx.resultQuery(
                                            OPEN,
                                            val(agency.get(0, UUID.class)),
                                            val(kind),
                                            val(ground),
                                            val(actor.name())))
                            .map(row -> row.get(0, UUID.class))
                            .flatMap(id ->
                                    Events.tell(
                                                    tx,
                                                    actor.name(),
                                                    "measure.opened",
                                                    "measure",
                                                    id.toString(),
                                                    Map.of("name", "处置程序"))
                                            .thenReturn(new MeasureStep(id, "open")));
                });
    }

    static Mono<MeasureStep> state(DSLContext tx, Actor actor, UUID id, MeasureWordsForm form) {
        return MeasureRow.lock(tx, actor, id)
                .flatMap(measure -> {
                    if (measure.stated()) {
                        return MeasureRow.refuse("stated-already", "已经提交过陈述申辩");
                    }
                    if (!measure.isOpen()) {
                        return MeasureRow.refuse("decided-already", "处置已经决定");
                    }
                    if (measure.heardOut()) {
                        return MeasureRow.refuse(
                                "statement-is-over", "陈述申辩期至 " + measure.lastDay() + " 止，已过期限");
                    }
                    var checks = new FieldChecks();
                    String text = checks.prose("#/text", "陈述申辩", form.text(), 2, 2000);
                    checks.done();
                    return Mono.from(tx.query(STATE, val(id), val(text), val(actor.name())))
                            .then(measure.tell(tx, actor, "measure.stated", null))
                            .thenReturn(new MeasureStep(id, "open"));
                });
    }

    static Mono<MeasureStep> decide(DSLContext tx, Actor actor, UUID id, MeasureDecisionForm form) {
        return MeasureRow.lock(tx, actor, id)
                .flatMap(measure -> {
                    if (!measure.isOpen()) {
                        return MeasureRow.refuse("decided-already", "处置已经决定");
                    }
                    Decided decided = Decided.checked(form, measure);
                    if (decided.kind() == null) {
                        return write(tx, actor, measure, decided, null)
                                .then(measure.tell(tx, actor, "measure.dropped", null))
                                .thenReturn(new MeasureStep(id, "dropped"));
                    }
                    if (!measure.stated() && !measure.heardOut()) {
                        return MeasureRow.refuse(
                                "agency-is-heard-first",
                                measure.lastDay() == null
                                        ? "工作日历尚未载入，陈述申辩期不能确定"
                                        : "陈述申辩期至 " + measure.lastDay() + " 止；此前未收到陈述申辩，不能决定");
                    }
                    return sanction(tx, actor, measure, decided)
                            .flatMap(sanction ->
                                    write(tx, actor, measure, decided, sanction.id())
                                            .thenReturn(true))
                            .switchIfEmpty(
                                    Mono.defer(() ->
                                            write(tx, actor, measure, decided, null)
                                                    .thenReturn(true)))
                            .then(measure.tell(tx, actor, "measure.decided", decided.kind()))
                            .thenReturn(new MeasureStep(id, "confirmed"));
                });
    }

    /** What the ladder's upper steps are carried out by; empty for those that are words alone. */
    private static Mono<SanctionDecision> sanction(
            DSLContext tx, Actor actor, MeasureRow measure, Decided decided) {
        String kind = String.valueOf(decided.kind());
        if (kind.equals("reminder") || kind.equals("rectification")) {
            return Mono.empty();
        }
        return Sanctions.impose(
                tx,
                actor,
                measure.uscc(),
                new SanctionOrder(
                        kind,
                        decided.reason(),
                        null,
                        measure.today(),
                        kind.equals("suspension") ? decided.endsOn() : null));
    }

    private static Mono<Void> write(
            DSLContext tx,
            Actor actor,
            MeasureRow measure,
            Decided decided,
            @Nullable UUID sanction) {
        return Mono.from(
                        tx.query(
                                DECIDE,
                                val(measure.id()),
                                val(decided.kind() == null ? "dropped" : "confirmed"),
                                val(decided.kind(), String.class),
                                val(decided.months(), SQLDataType.INTEGER),
                                val(decided.years(), SQLDataType.INTEGER),
                                val(decided.reason()),
                                val(actor.name()),
                                val(decided.endsOn(), SQLDataType.LOCALDATE),
                                val(sanction, SQLDataType.UUID)))
                .then();
    }

    /**
     * What is decided.
     *
     * @param kind null where it is dropped
     */
    private record Decided(
            @Nullable String kind,
            @Nullable Integer months,
            @Nullable Integer years,
            String reason,
            @Nullable LocalDate endsOn) {

        static Decided checked(MeasureDecisionForm form, MeasureRow measure) {
            var checks = new FieldChecks();
            String decision = String.valueOf(form.decision());
            checks.require(
                    decision.equals("confirm") || decision.equals("drop"),
                    "#/decision",
                    "one-of",
                    "decision 应为 confirm 决定处置 或 drop 不予处置");
            String reason = checks.prose("#/reason", "理由", form.reason(), 4, 1000);
            if (!decision.equals("confirm")) {
                checks.done();
                return new Decided(null, null, null, reason, null);
            }
            String kind = form.kind() == null ? measure.kind() : form.kind();
            checks.require(kind.matches(KINDS), "#/kind", "one-of", "kind 应为 " + KINDS + " 之一");
            Integer months = form.months();
            Integer years = form.years();
            boolean suspends = kind.equals("suspension");
            boolean removes = kind.equals("removal");
            checks.require(
                    suspends ? months != null && months >= 3 && months <= 6 : months == null,
                    "#/months",
                    "bounds",
                    suspends ? "暂停期限应为 3 至 6 个月" : "只有暂停有月数");
            checks.require(
                    removes ? years != null && years >= 1 && years <= 2 : years == null,
                    "#/years",
                    "bounds",
                    removes ? "清退后不得再次入驻的期限应为 1 或 2 年" : "只有清退有年数");
            checks.done();
            LocalDate today = measure.today();
            LocalDate endsOn =
                    months != null
                            ? today.plusMonths(months).minusDays(1)
                            : years != null
                                    ? today.plusYears(years).minusDays(1)
                                    : kind.equals("rectification")
                                            ? today.plusDays(RECTIFICATION_DAYS)
                                            : null;
            return new Decided(kind, months, years, reason, endsOn);
        }
    }
}
